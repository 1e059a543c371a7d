import type { Processes, ProcessMark } from '../../src/host/types.ts'

/** A process of a machine in memory. */
const processMark = (pid: number): ProcessMark => ({
  ...{ pid, start: `${pid}00`, boot: 'boot', space: 'pid:[1]', machine: 'pluto' },
})

/** The world as one process sees it: itself, and others by number; whoever is not named is gone. */
export function fakeProcesses(
  pid = 1,
  others: Readonly<Record<number, 'running' | 'elsewhere'>> = {},
): Processes {
  return {
    self: async () => processMark(pid),
    find: async mark => (mark.pid === pid ? 'running' : (others[mark.pid] ?? 'gone')),
  }
}
