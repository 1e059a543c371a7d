import { readFile, readlink } from 'node:fs/promises'
import { hostname } from 'node:os'
import type { Processes, ProcessMark } from './types.ts'

/**
 * Processes of this machine. Where there is no /proc, one that took over the number of another counts as that one: what
 * seems to run is waited for, never taken for gone.
 */
export function nodeProcesses(node: Pick<NodeJS.Process, 'pid' | 'kill'>): Processes {
  const self = async (): Promise<ProcessMark> => {
    const [start, boot, space, machine] = await Promise.all([
      startOf(node.pid),
      textOf('/proc/sys/kernel/random/boot_id'),
      readlink('/proc/self/ns/pid').catch(() => null),
      textOf('/etc/machine-id'),
    ])
    return {
      pid: node.pid,
      start: start ?? null,
      boot,
      space,
      machine: `${hostname()} ${machine ?? ''}`.trim(),
    }
  }
  return {
    self,
    async find(mark) {
      const own = await self()
      if (mark.boot !== own.boot) return mark.machine === own.machine ? 'gone' : 'elsewhere'
      if (mark.boot === null && mark.machine !== own.machine) return 'elsewhere'
      if (mark.space !== own.space) return 'elsewhere'
      if (!exists(node, mark.pid)) return 'gone'
      const start = await startOf(mark.pid)
      if (start === undefined || mark.start === null) return 'running'
      return start === mark.start ? 'running' : 'gone'
    },
  }
}

function exists(node: Pick<NodeJS.Process, 'kill'>, pid: number): boolean {
  try {
    node.kill(pid, 0)
    return true
  } catch (error) {
    // A process of someone else may not be signalled, and so is there.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Ticks from the boot to the start of a process; null when it has ended and only waits to be noticed. */
async function startOf(pid: number): Promise<string | null | undefined> {
  const stat = await textOf(`/proc/${pid}/stat`)
  // The name, in brackets, may hold anything; the state is the third field, the start the twenty-second.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')
  if (!fields) return undefined
  return fields[0] === 'Z' ? null : fields[19]
}

async function textOf(path: string): Promise<string | null> {
  try {
    return (await readFile(path, 'utf8')).trim() || null
  } catch {
    return null
  }
}
