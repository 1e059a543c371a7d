import { expect } from 'vitest'
import type { Envelope } from './binary.ts'
import { doneData } from './journal.ts'
import type { Stage } from './stage.ts'

/** What `stake list` says, in rao: free TAO, and stake by `netuid hotkey`. */
export interface Portfolio {
  readonly free: bigint
  readonly stakes: ReadonlyMap<string, bigint>
}

const place = (netuid: number, hotkey: string) => `${netuid} ${hotkey}`

export async function portfolio(stage: Stage): Promise<Portfolio> {
  const data = doneData(await stage.home.main(...stage.trade(['list', '--json'])))
  const rows: readonly Envelope[] = data.positions
  return {
    free: BigInt(data.free.rao),
    stakes: new Map(rows.map(({ netuid, hotkey, stake }) => [place(netuid, hotkey), BigInt(stake.rao)])),
  }
}

/**
 * Runs a trade and holds its receipt against its quote, and against `stake list` before and after: every trade
 * received what it was quoted, to the rao, and nothing else changed but the fee. Answers the trade's data.
 */
export async function tradeAndBalance(stage: Stage, words: readonly string[]): Promise<Envelope> {
  const before = await portfolio(stage)
  const { code, document } = await stage.home.json(...stage.trade(words))
  expect(document).toMatchObject({ ok: true, data: { kind: 'finalized' } })
  expect(code).toBe(0)
  const after = await portfolio(stage)
  const expected = new Map(before.stakes)
  const change = (key: string, by: bigint) => expected.set(key, (expected.get(key) ?? 0n) + by)
  for (const trade of document.data.trades) {
    expect(trade).toMatchObject({ exact: true, status: 'done', reason: null, received: trade.quoted })
    change(place(trade.originNetuid, trade.originHotkey), -BigInt(trade.sold.rao))
    change(place(trade.destinationNetuid, trade.destinationHotkey), BigInt(trade.received.rao))
  }
  for (const [key, stake] of expected) {
    const isNew = !before.stakes.has(key)
    // A position that did not exist may read 1 rao less: the chain keeps shares, not amounts.
    const lacking = stake - (after.stakes.get(key) ?? 0n)
    expect(lacking === 0n || (isNew && lacking === 1n), `${key} lacks ${lacking} rao`).toBe(true)
  }
  for (const key of after.stakes.keys()) expect(expected.has(key), `${key} came from nowhere`).toBe(true)
  expect(before.free - after.free).toBe(BigInt(document.data.transactionFee.rao))
  return document.data
}
