import { expect } from 'vitest'
import type { RunningDevnet } from '../../devnet/start.ts'
import type { Envelope } from './binary.ts'
import { type ChainOptions, connectTo, filesWithWallets, startChain } from './test-chain.ts'
import { documentOf, type Ended, type TestHostOptions, taoctl } from './test-host.ts'

/** A chain and a home in memory, and somebody who trades there. */
export interface Trader {
  readonly devnet: RunningDevnet
  /** Runs `taoctl stake ...` for a wallet, coldkey_1 if none is named, with --json and nobody to ask. */
  run(...words: readonly string[]): Promise<Ended & { readonly document: Envelope }>
  /** The same without --json. */
  show(words: readonly string[], options?: TestHostOptions): Promise<Ended>
  /** Runs a trade with --yes that must be done as quoted, and holds it against all balances. Answers its data. */
  trade(...words: readonly string[]): Promise<Envelope>
  /** Plans with --dry-run. Answers the data. */
  plan(...words: readonly string[]): Promise<Envelope>
  /** Expects a refusal before anything was sent. Answers the error. */
  refused(words: readonly string[], code: string, exit: number): Promise<Envelope>
  close(): Promise<void>
}

export async function openTrader(options: ChainOptions = {}): Promise<Trader> {
  const devnet = await startChain(options)
  const files = await filesWithWallets(options.scenario)
  const { metadata } = options
  const knowsCurves =
    metadata && !(metadata instanceof Uint8Array) && metadata.runtime.storage('Swap', 'SwapBalancer')
  const show = (given: readonly string[], more: TestHostOptions = {}) => {
    // Where pools do not tell their curve, no limit can be found.
    const isBlind = metadata && !knowsCurves && given[0] !== 'list'
    const words = isBlind ? [...given, '--unprotected'] : given
    const wallet = words.includes('--wallet') ? [] : ['--wallet', 'coldkey_1']
    return taoctl(['stake', ...words, ...wallet, '--network', 'local'], {
      ...{ files, connect: connectTo(devnet), terminal: false },
      ...more,
    })
  }
  const run: Trader['run'] = async (...words) => {
    const ended = await show([...words, '--json'])
    return { ...ended, document: documentOf(ended) }
  }
  const holdings = async (words: readonly string[]) => {
    const at = words.indexOf('--wallet')
    const wallet = at < 0 ? [] : words.slice(at, at + 2)
    const { data } = (await run('list', ...wallet)).document
    const rows: readonly Envelope[] = data.positions
    const stakes = rows.map(row => [`${row.netuid} ${row.hotkey}`, BigInt(row.stake.rao)] as const)
    return new Map([['null null', BigInt(data.free.rao)], ...stakes])
  }
  const ok = ({ code, document }: Awaited<ReturnType<typeof run>>) => {
    expect([code, document.error]).toEqual([0, undefined])
    return document.data
  }
  return {
    devnet,
    run,
    show,
    plan: async (...words) => ok(await run(...words, '--dry-run')),
    async refused(words, code, exit) {
      const height = await devnet.core.request('chain_getHeader', [])
      const ended = await run(...words)
      expect(ended.document.error, ended.out).toMatchObject({ code, exit, sent: 'no' })
      expect(ended.code).toBe(exit)
      expect(await devnet.core.request('chain_getHeader', [])).toEqual(height)
      return ended.document.error
    },
    async trade(...words) {
      const before = await holdings(words)
      const data = ok(await run(...words, '--yes'))
      holdAgainst(before, await holdings(words), data)
      return data
    },
    close: () => devnet.stop(),
  }
}

type Holdings = ReadonlyMap<string, bigint>

/** Every trade received what it was quoted, to the rao, and nothing else changed but the fee. */
function holdAgainst(before: Holdings, after: Holdings, data: Envelope): void {
  const expected = new Map(before)
  const change = (key: string, by: bigint) => expected.set(key, (expected.get(key) ?? 0n) + by)
  change('null null', -BigInt(data.transactionFee.rao))
  const [first] = data.trades
  const payer = data.alphaFee && place(first.originNetuid, first.originHotkey)
  if (payer) change(payer, -BigInt(data.alphaFee.sold.rao))
  for (const trade of data.trades) {
    expect(trade).toMatchObject({ exact: true, status: 'done', reason: null, received: trade.quoted })
    change(place(trade.originNetuid, trade.originHotkey), -BigInt(trade.sold.rao))
    if (trade.destinationColdkey !== data.coldkey) {
      // What goes no further than the sender's own place on the way.
      const { leftOnTheWay: left } = trade
      if (left) change(place(left.netuid, trade.originHotkey), BigInt(left.rao))
      continue
    }
    change(place(trade.destinationNetuid, trade.destinationHotkey), BigInt(trade.received.rao))
  }
  for (const [key, amount] of expected) {
    // A position that did not exist may read 1 rao less: the chain keeps shares, not amounts.
    const lacking = amount - (after.get(key) ?? 0n)
    const mayLack = !before.has(key) || key === payer
    expect(lacking === 0n || (mayLack && lacking === 1n), `${key} lacks ${lacking} rao`).toBe(true)
  }
  for (const key of after.keys()) expect(expected.has(key), `${key} came from nowhere`).toBe(true)
}

const place = (netuid: number | null, hotkey: string | null) =>
  hotkey === null ? 'null null' : `${netuid} ${hotkey}`
