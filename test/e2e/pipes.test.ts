import { execFile } from 'node:child_process'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openStage, type Stage } from '../support/stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const swap = ['swap', '--hotkey', 'hot_25', '--origin', '45', '--destination', '0', '--amount', '1', '--yes']
const makePipe = async (path: string) => {
  await mkdir(join(path, '..'), { recursive: true })
  await rm(path, { force: true })
  await promisify(execFile)('mkfifo', [path])
}

it('a pipe in place of the journal’s lock ends the command, and does not keep it', async () => {
  const lock = join(stage.home.folder, '.local/state/taoctl/journal/journal.lock')
  await makePipe(lock)
  const { code, document } = await stage.home.json(...stage.trade(swap), '--timeout', '60s')
  expect([code, document.error.code]).toEqual([3, 'E_JOURNAL_WRITE'])
  expect(document.error.hint).toContain(lock)
  await rm(lock)
})

it('pipes in place of kept metadata are passed over, and replaced', async () => {
  const list = ['stake', 'list', '--network', stage.devnet.endpoint]
  const ended = () => stage.home.json(...list, '--wallet-path', stage.home.wallets, '--wallet', 'coldkey_1')
  expect((await ended()).code).toBe(0)
  const folder = join(stage.home.folder, '.cache/taoctl/metadata')
  const names = await readdir(folder)
  expect(names).not.toEqual([])
  for (const name of names) await makePipe(join(folder, name))
  expect((await ended()).code).toBe(0)
})
