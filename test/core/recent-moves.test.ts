import type { EventRecord } from '@polkadot/types/interfaces'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Scenario } from '../../devnet/scenario/schema.ts'
import { developmentKey } from '../../devnet/scenario/wallet-keys.ts'
import { type Bench, call, hot25, hot26, pairOf, startBench, type Tx } from '../devnet/node/harness.ts'
import { describeOnRecent } from '../support/recent-runtimes.ts'

const alice = pairOf('coldkey_1')
const bob = developmentKey('coldkey_2').address
const held = 1_000_000_000_000n
const [more, all] = [held + 1n, 2n ** 64n - 1n]

const scenario: Scenario = {
  name: 'recent',
  wallets: [
    { name: 'coldkey_1', free: '100', hotkeys: ['hot_25', 'hot_26'] },
    { name: 'coldkey_2', free: '50', hotkeys: ['hot_1'] },
  ],
  subnets: [
    { netuid: 0, name: 'root', symbol: 'T', tao: '1000000' },
    { netuid: 1, name: 'one', symbol: 'a', alphaIn: '2000000', tao: '50000' },
    { netuid: 2, name: 'two', symbol: 'b', alphaIn: '3500000', tao: '120000' },
  ],
  positions: [{ coldkey: 'coldkey_1', hotkey: 'hot_25', netuid: 1, alpha: '1000' }],
}

/** Calls that take stake away, with their arguments for an amount. */
const moves: Readonly<Record<string, (amount: bigint) => readonly unknown[]>> = {
  move_stake: amount => [hot25, hot26, 1, 2, amount],
  move_stake_limit: amount => [hot25, hot26, 1, 2, amount, 0, true],
  swap_stake: amount => [hot25, 1, 2, amount],
  swap_stake_limit: amount => [hot25, 1, 2, amount, 0, true],
  transfer_stake: amount => [bob, hot25, 1, 2, amount],
  transfer_stake_and_hotkey: amount => [bob, hot25, hot26, 1, 2, amount],
}
const everyMove = Object.keys(moves)
/** To which 2^64-1 means all, by their docs. */
const takeAll = {
  'localnet-461': ['move_stake', 'move_stake_limit'],
  'finney-475-v15-composed': everyMove,
} as const

const camel = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())

describeOnRecent('stake that is asked for', ({ name, metadata }) => {
  let bench: Bench
  beforeEach(async () => {
    bench = await startBench({ scenario, metadata: metadata() })
  })
  afterEach(() => bench.stop())

  async function send(tx: Tx): Promise<string> {
    await bench.watch(await bench.sign(tx, alice))
    const { hash } = bench.devnet.newBlock()
    const at = await bench.api.at(hash)
    const records = (await at.query.system?.events?.()) as unknown as readonly EventRecord[]
    const { event } = records.filter(({ phase }) => phase.isApplyExtrinsic).at(-1) as EventRecord
    if (event.method === 'ExtrinsicSuccess') return 'ok'
    const [failure] = event.data as unknown as readonly { readonly asModule: never }[]
    return failure ? bench.api.registry.findMetaError(failure.asModule).name : 'unknown'
  }
  const ask = (move: string, amount: bigint) =>
    send(call(bench.api, 'subtensorModule', camel(move), ...(moves[move]?.(amount) ?? [])))

  test.each(everyMove)('is refused by %s above what there is', async move => {
    expect(await ask(move, more)).toBe('NotEnoughStakeToWithdraw')
  })

  test.each(everyMove)('of 2^64-1 is all of it to %s where its docs say so', async move => {
    const takes: readonly string[] = takeAll[name]
    expect(await ask(move, all)).toBe(takes.includes(move) ? 'ok' : 'NotEnoughStakeToWithdraw')
  })

  test('is cut to what there is by remove_stake', async () => {
    expect(await send(call(bench.api, 'subtensorModule', 'removeStake', hot25, 1, more))).toBe('ok')
  })
})
