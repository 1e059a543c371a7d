import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { nodeFiles } from '../../src/host/files.ts'
import { bundled } from '../support/bundled.ts'

/** A program that takes a lock at a given time; one told to die keeps it, the other counts once and gives it back. */
const LOCKER = `
  import { readFile, rm, writeFile } from 'node:fs/promises'
  import { setTimeout } from 'node:timers/promises'
  import { nodeClock } from '../../src/host/clock.ts'
  import { nodeFiles } from '../../src/host/files.ts'
  import { nodeProcesses } from '../../src/host/processes.ts'
  import { acquire } from '../../src/journal/lock.ts'
  const [path, count, at] = process.argv.slice(2)
  const deps = {
    files: nodeFiles,
    clock: nodeClock,
    processes: nodeProcesses(process),
    random: length => crypto.getRandomValues(new Uint8Array(length)),
  }
  await setTimeout(Math.max(0, at - Date.now()))
  const release = await acquire(deps, path, { race: work => work })
  if (count === 'die') process.kill(process.pid, 'SIGKILL')
  await writeFile(count + '.held', '', { flag: 'wx' })
  const before = +(await readFile(count, 'utf8'))
  await setTimeout(10)
  await writeFile(count, String(before + 1))
  await rm(count + '.held')
  await release()
`

test('a lock whose process was killed is taken over by two processes at once, one after the other', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'taoctl-lock-'))
  try {
    const program = await bundled(LOCKER, folder)
    const inside = join(folder, 'journal')
    await nodeFiles.makeFolder(inside, 0o700)
    const path = join(inside, 'journal.lock')
    const count = join(folder, 'count')
    await writeFile(count, '0')
    const start = (what: string, at = 0) =>
      promisify(execFile)(process.execPath, [program, path, what, String(at)])
    for (let round = 1; round <= 4; round += 1) {
      await expect(start('die')).rejects.toMatchObject({ signal: 'SIGKILL' })
      expect(await nodeFiles.list(inside)).toEqual(['journal.lock'])
      const at = Date.now() + 700
      await Promise.all([start(count, at), start(count, at)])
      expect(await readFile(count, 'utf8')).toBe(String(2 * round))
      expect(await nodeFiles.list(inside)).toEqual([])
    }
  } finally {
    await rm(folder, { recursive: true })
  }
})
