import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { binary } from '../support/binary.ts'
import { openStage, type Stage } from '../support/stage.ts'

const FULL = '/dev/full'

describe.skipIf(!existsSync(FULL))('where stdout cannot be written', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage()
  })
  afterAll(() => stage.close())

  /** The exit code, and what was said on stderr. */
  const run = async (...argv: readonly string[]) => {
    const full = await open(FULL, 'w')
    const { folder } = stage.home
    const env = { PATH: process.env.PATH, HOME: folder }
    const child = spawn(process.execPath, [binary, ...argv], { env, stdio: ['ignore', full.fd, 'pipe'] })
    if (!child.stderr) throw new Error('no stderr')
    const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')])
    await full.close()
    return [code, said] as const
  }
  const words = ['swap', '--hotkey', 'hot_25', '--origin', '45', '--destination', '0', '--amount', '1']
  const lost = expect.stringContaining('could not be written to stdout')

  it('nothing was done: exit 3, or what went wrong before', async () => {
    const network = ['--network', stage.devnet.endpoint]
    expect(await run('subnet', 'list', ...network)).toEqual([3, lost])
    expect(await run('subnet', 'list', ...network, '--json')).toEqual([3, lost])
    expect(await run(...stage.trade([...words, '--dry-run']))).toEqual([3, lost])
    expect(await run('subnet', 'list', '--network', 'fineny', '--json')).toEqual([2, lost])
    expect(await run('--help')).toEqual([3, lost])
    expect(await run('stake', 'list', '--watch', ...stage.trade([]).slice(1, -1))).toEqual([3, lost])
  })

  it('something was sent: exit 8', async () => {
    expect(await run(...stage.trade(words))).toEqual([8, lost])
  })
})

it('a watch whose reader leaves ends, and that is no failure', async () => {
  const stage = await openStage('--seal', '200ms')
  const words = stage.trade([]).slice(1, -1)
  const { child, ended } = stage.home.start('stake', 'list', '--watch', '--json', ...words)
  ended.catch(() => undefined) // Its output is not read to the end.
  const exit = once(child, 'exit')
  child.stdout?.once('data', () => child.stdout?.destroy())
  expect((await exit)[0]).toBe(0)
  await stage.close()
})
