import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Home, makeHome } from '../support/binary.ts'

// One home, and a chain that is stopped and started again under it, as at a desk.

let home: Home
beforeAll(async () => {
  home = await makeHome()
})
afterAll(() => home.remove())

const swap = 'stake swap -w coldkey_1 -H hot_25 --origin 45 --destination 0 --amount 1 --yes'.split(' ')

/** Starts a chain, makes a trade with an intent id of its own or none on it, and stops the chain. */
async function day(start: readonly string[], ...more: readonly string[]) {
  const devnet = await home.devnet(...start)
  const where = ['--network', devnet.endpoint, '--wallet-path', home.wallets]
  const { code, document } = await home.json(...swap, ...where, ...more)
  expect(await devnet.stop()).toBe(0)
  const { genesisHash, seed } = devnet.started.data
  const warnings = (document.warnings ?? []).map(({ code }: { code: string }) => code)
  return { genesisHash, seed, code, kind: document.data?.kind, warnings }
}

describe('devnet start, a trade, Ctrl-C, and again', () => {
  test('is another chain each time', async () => {
    const days = [await day([]), await day([])]
    for (const { code, kind, warnings } of days) expect([code, kind, warnings]).toEqual([0, 'finalized', []])
    expect(days[0]?.genesisHash).not.toBe(days[1]?.genesisHash)
    expect(days[0]?.seed).not.toBe(days[1]?.seed)
    const { genesisHash } = await day(['--seed', days[0]?.seed])
    expect(genesisHash).toBe(days[0]?.genesisHash)
  })

  test('is the same one with --seed, which began again: the trade before is set aside, its intent id too', async () => {
    const days = [
      await day(['--seed', 'mine'], '--intent-id', 'daily'),
      await day(['--seed', 'mine'], '--intent-id', 'daily'),
    ]
    expect(days).toMatchObject([
      { code: 0, kind: 'finalized', seed: 'mine', warnings: [] },
      { code: 0, kind: 'finalized', seed: 'mine', warnings: ['W_CHAIN_RESTARTED'] },
    ])
    expect(days[0]?.genesisHash).toBe(days[1]?.genesisHash)
  })

  test('with an empty seed is a usage error', async () => {
    const { code, document } = await home.json('devnet', 'start', '--seed', '')
    expect([code, document.error.code]).toEqual([2, 'E_OPTION_VALUE'])
  })
})
