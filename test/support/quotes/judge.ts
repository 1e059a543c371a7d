import { type Balance, type SomeAlpha, someAlpha, tao as taoUnit } from '../../../src/balance/index.ts'
import { balanceFromRao, raoOf } from '../../../src/balance/wire.ts'
import { quoteReads } from '../../../src/chain/quote/quote.ts'
import type { RawQuote } from '../../../src/chain/quote/raw-trade.ts'
import { quoteTrades } from '../../../src/chain/quote/series.ts'
import type { AlphaFeeQuote, QuoteContext } from '../../../src/chain/quote/types.ts'
import { worthOf } from '../../../src/chain/quote/worth.ts'
import { CliError } from '../../../src/errors/cli-error.ts'
import type { Act, Case, Place } from './cases.ts'
import { callOf, receipts, type Sized } from './run.ts'
import { coldkey, type QuoteStage, quoteStage, stranger } from './stage.ts'

/** What came of a case: refused by both for the same reason, or how far the worst trade was from its quote. */
export type Verdict =
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'done'; readonly exact: boolean; readonly off: bigint; readonly bound: bigint }

/** Quotes a case, runs it, and compares. @throws Error where the quote did not come true */
export async function judge(of: Case): Promise<Verdict> {
  const stage = quoteStage(of.rulebook, of.genesis)
  const wanted = await sized(stage, of)
  const fee = of.pays ? await foreseen(() => feeOf(stage, wanted)) : undefined
  const promised = fee && 'reason' in fee ? { ...fee, acts: wanted } : await promise(stage, wanted, fee)
  const call = callOf(promised.acts)
  const failure = of.pays ? stage.pay(coldkey, call) : stage.run(coldkey, call)
  if ('reason' in promised) {
    // Who cannot see the pool knows that it refuses, and not always why.
    const isSame = of.rulebook === 'blind' ? failure !== undefined : failure === promised.reason
    if (isSame) return { kind: 'refused', reason: promised.reason }
    throw new Error(`quoted as refused with ${promised.reason}; the chain: ${failure ?? 'done'}`)
  }
  if (failure !== undefined) throw new Error(`the chain refuses with ${failure} what was quoted`)
  const { quotes, acts } = promised
  const told = receipts(stage.events, acts, fee !== undefined)
  return quotes.map((quote, i) => compared(quote, told[i], i)).reduce(worse)
}

type Done = Extract<Verdict, { readonly kind: 'done' }>

const worse = (a: Done, b: Done): Done => ({
  kind: 'done',
  exact: a.exact && b.exact,
  off: a.off > b.off ? a.off : b.off,
  bound: a.bound > b.bound ? a.bound : b.bound,
})

function compared(quote: RawQuote, real: ReturnType<typeof receipts>[number] | undefined, i: number): Done {
  if (!real) throw new Error(`trade ${i} left no trace`)
  const check = (what: string, quoted: bigint, received: bigint, bound: bigint) => {
    const off = quoted > received ? quoted - received : received - quoted
    if (off > bound)
      throw new Error(`trade ${i}: ${what} quoted ${quoted}, really ${received}, bound ${bound}`)
    return off
  }
  if (quote.exact) {
    check('sold', quote.sold, real.sold, 0n)
    check('tao', quote.tao, real.tao, 0n)
  }
  const off = check('bought', quote.bought, real.bought, quote.bound)
  return { kind: 'done', exact: quote.exact, off, bound: quote.bound }
}

/** Amounts made of what is there; no more than that, as the verbs see to. */
async function sized(stage: QuoteStage, { acts, free }: Case): Promise<readonly Sized[]> {
  const left = new Map<string, bigint>()
  const result: Sized[] = []
  for (const act of acts) {
    const { netuid, hotkey } = act.from
    const place = `${netuid} ${hotkey}`
    const base = left.get(place) ?? (netuid === undefined ? free : stage.stake(hotkey, coldkey, netuid))
    const price =
      netuid === undefined
        ? 10n ** 9n
        : ((await stage.reader.api('SwapRuntimeApi', 'current_alpha_price', [netuid])) as bigint)
    const wanted = act.amount(base, price)
    const rao = wanted > base ? base : wanted
    left.set(place, base - rao)
    const hasGrown = result.some(({ to }) => to.netuid === netuid && to.hotkey === hotkey)
    result.push({ ...act, rao, isAll: rao === base && !hasGrown })
  }
  return result
}

interface Quoted {
  readonly quotes: readonly RawQuote[]
}

interface Foreseen {
  readonly reason: string
}

/** A refusal that names the chain's error, as its name. */
async function foreseen<T>(work: () => Promise<T>): Promise<T | Foreseen> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof CliError) || error.details.chain === undefined) throw error
    const { pallet, name } = error.details.chain
    return { reason: `${pallet}.${name}` }
  }
}

const LOW = { reason: 'SubtensorModule.AmountTooLow' } as const

function feeOf(stage: QuoteStage, wanted: readonly Sized[]): Promise<AlphaFeeQuote> {
  const rao = (amount: bigint) => balanceFromRao(amount, taoUnit)
  const fee = rao(stage.feeOf(callOf(wanted)))
  return quoteReads(stage.reader).quoteAlphaFee(
    fee,
    stakeOf(stage, firstOf(wanted).from),
    rao(stage.free(coldkey)),
  )
}

function firstOf<T>([first]: readonly T[]): T {
  if (first === undefined) throw new Error('a case without a trade')
  return first
}

/** The quotes of trades, held against the minimums as the verbs hold them. */
async function promise(
  stage: QuoteStage,
  wanted: readonly Sized[],
  alphaFee: AlphaFeeQuote | undefined,
): Promise<(Quoted | Foreseen) & { readonly acts: readonly Sized[] }> {
  const reads = quoteReads(stage.reader)
  const acts = alphaFee ? [lowered(stage, firstOf(wanted), alphaFee)] : wanted
  const first = firstOf(acts)
  if (isWithin(first)) {
    const tao = await worthOf(stage.reader, first.from.netuid ?? 0, first.rao, alphaFee)
    if (tao < raoOf(reads.minimumTransfer())) return { ...LOW, acts }
    const same = { sold: first.rao, bought: first.rao, tao, heldBack: 0n }
    return { quotes: [{ ...same, legs: [], exact: true, bound: 0n }], acts }
  }
  const context: QuoteContext = {
    free: balanceFromRao(stage.free(first.transfer ? stranger : coldkey), taoUnit),
    least: first.transfer ? reads.minimumTransfer() : reads.minimumStake(),
    ...(alphaFee && { alphaFee }),
  }
  return { ...(await inOrder(stage, acts, context)), acts }
}

/** The chain stops at the first trade it refuses, so a refusal only counts if there is none among those before. */
async function inOrder(
  stage: QuoteStage,
  acts: readonly Sized[],
  context: QuoteContext,
): Promise<Quoted | Foreseen> {
  const quotes = await foreseen(() =>
    quoteTrades(
      stage.reader,
      acts.map(({ from, to, rao, isAll }) => ({
        ...{ origin: from.netuid, destination: to.netuid },
        ...{ amount: rao, partial: !isAll },
      })),
      context,
    ),
  )
  if ('reason' in quotes) {
    if (acts.length === 1) return quotes
    const before = await inOrder(stage, acts.slice(0, -1), context)
    return 'reason' in before ? before : quotes
  }
  const isLow = quotes.some(({ tao }, i) => {
    const act = acts[i]
    const isAcross = act?.from.netuid !== undefined && act.to.netuid !== undefined
    return isAcross && context.least !== undefined && tao <= raoOf(context.least)
  })
  return isLow ? LOW : { quotes }
}

const isWithin = ({ from, to }: Act) => from.netuid !== undefined && from.netuid === to.netuid

function stakeOf(stage: QuoteStage, { netuid = 0, hotkey }: Place): Balance<SomeAlpha> {
  return balanceFromRao(stage.stake(hotkey, coldkey, netuid), someAlpha(netuid))
}

/** No more than the fee leaves; shares may round it down by a rao. */
function lowered(stage: QuoteStage, act: Sized, fee: AlphaFeeQuote): Sized {
  const rest = raoOf(stakeOf(stage, act.from)) - raoOf(fee.sold) - 2n
  const rao = rest < act.rao ? rest : act.rao
  return { ...act, rao: rao < 0n ? 0n : rao, isAll: false }
}
