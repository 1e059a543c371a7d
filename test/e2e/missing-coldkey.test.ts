import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openStage, type Stage } from '../support/stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

it('a coldkey file that is gone keeps no dry run and no list from working', async () => {
  await rm(join(stage.home.wallets, 'coldkey_2', 'coldkey'))
  const words = ['swap', '--hotkey', 'hot_1', '--origin', '64', '--destination', '0', '--all', '--dry-run']
  const args = stage.trade(words).map(word => (word === 'coldkey_1' ? 'coldkey_2' : word))
  expect((await stage.home.json(...args)).document.data.kind).toBe('planned')
  const { document } = await stage.home.json('wallet', 'list', '--wallet-path', stage.home.wallets)
  expect(document.data.wallets[1]).toMatchObject({ name: 'coldkey_2', coldkey: 'missing', problem: null })
})
