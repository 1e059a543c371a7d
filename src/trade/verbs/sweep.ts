import {
  type Alpha,
  type Balance,
  compare,
  format,
  narrow,
  netuidFrom,
  subtract,
} from '../../balance/index.ts'
import type { Address } from '../../chain/address.ts'
import { batchAll, type Call, callRequirements, forceBatch } from '../../chain/extrinsic/calls.ts'
import { tradeRequirements } from '../../chain/metadata/requirements.ts'
import { marketsInTurn } from '../../chain/quote/carry.ts'
import type { Markets } from '../../chain/quote/limit.ts'
import type { QuoteOf, RemoveTrade, SwapTrade } from '../../chain/quote/types.ts'
import type { Availability, Position } from '../../chain/read/stake.ts'
import type { ChainView } from '../../chain/view.ts'
import { CliError } from '../../errors/cli-error.ts'
import { howManyFit, partsThatFit } from '../../plan/block-space.ts'
import type { PlannedTrade, StaysBehind, TradePlan } from '../../plan/plan.ts'
import { positionsInScope, type Scope } from '../../plan/select.ts'
import type { PlanDesk } from '../verb.ts'
import { requireAccount, requireSubnets } from './requirements.ts'

/** Which positions go, all in full. */
export interface SweepOptions {
  readonly origins: readonly number[]
  readonly hotkeys: readonly Address[]
  readonly everyHotkey: boolean
  /** Whether positions that cannot move may stay behind while the others go. Of a named origin some must go. */
  readonly mayLeave: boolean
  /** Whether a trade that fails keeps the others from running. */
  readonly bestEffort: boolean
}

type SweptTrade = SwapTrade | RemoveTrade

/** What makes one kind of trade of each position. */
export interface Sweep<T extends SweptTrade> {
  readonly options: SweepOptions
  /** Where all of it goes; null for free TAO. */
  readonly destination: number | null
  /** Whether a limit is wanted. */
  readonly isGuarded: boolean
  tradeOf(amount: Balance<Alpha<'origin'>>): T
  /** Why the chain would refuse it. */
  refusal(quote: QuoteOf<T>): string | undefined
  /** The call of a position, with an amount and a limit of no meaning. */
  sampleCall(position: Position): Call
  planned(position: Position, quote: QuoteOf<T>, markets: Markets): Promise<PlannedTrade>
}

interface Candidate<T extends SweptTrade> {
  readonly position: Position
  readonly trade: T
}

interface Sorted<T extends SweptTrade> {
  readonly movable: readonly Candidate<T>[]
  readonly staysBehind: readonly StaysBehind[]
}

/** What each sweep needs of a runtime beside the calls of its trades. */
export const sweepRequirements = ({ bestEffort }: Pick<SweepOptions, 'bestEffort'>) => [
  ...tradeRequirements,
  bestEffort ? callRequirements.forceBatch : callRequirements.batchAll,
]

/** Plans one trade for each position in scope, in one batch. */
export async function planSweep<T extends SweptTrade>(
  { view, coldkey, loadOf }: PlanDesk,
  sweep: Sweep<T>,
): Promise<TradePlan> {
  const { options, destination } = sweep
  const { origins, bestEffort } = options
  const [positions, availability] = await Promise.all([
    view.positions(coldkey),
    view.availability(coldkey),
    requireAccount(view, coldkey),
    requireSubnets(view, destination === null ? origins : [...origins, destination]),
  ])
  const scope: Scope = { ...options, destination }
  const chosen = positionsInScope(positions, scope).map(position => {
    const amount = narrow(position.stake, netuidFrom(position.netuid, 'origin'))
    return { position, trade: sweep.tradeOf(amount) }
  })
  await requireRoom(
    { view, loadOf },
    sweep,
    chosen.map(each => each.position),
  )
  const sorted = leaveLocked(await sortOut(view, sweep, chosen), availability)
  const { movable, staysBehind } = await quoteInTurn(view, sweep, sorted)
  if (movable.length === 0) throw new CliError('E_NOTHING_MOVABLE', { reasons: staysBehind.map(describe) })
  requireLeave(sweep, staysBehind, new Set(movable.map(({ candidate }) => candidate.position.netuid)))
  const swept = movable.map(({ candidate }) => candidate.trade)
  const netuids = swept.flatMap(trade =>
    'destination' in trade ? [trade.origin, trade.destination] : [trade.origin],
  )
  const markets = marketsInTurn(sweep.isGuarded ? await view.markets(netuids) : new Map(), swept)
  const trades = await Promise.all(
    movable.map(({ candidate, quote }, i) =>
      sweep.planned(candidate.position, quote, markets[i] ?? new Map()),
    ),
  )
  const calls = trades.flatMap(trade => trade.calls)
  const [only] = calls
  const batch = bestEffort ? forceBatch : batchAll
  return { coldkey, trades, staysBehind, call: calls.length === 1 && only ? only : batch(calls) }
}

/**
 * Refuses to leave positions behind where nobody agreed to that, and to leave all of a subnet that was named.
 * @throws E_UNMOVABLE
 */
function requireLeave<T extends SweptTrade>(
  { options: { mayLeave, origins } }: Sweep<T>,
  staysBehind: readonly StaysBehind[],
  moving: ReadonlySet<number>,
): void {
  const isNamed = ({ netuid }: StaysBehind) => origins.includes(netuid) && !moving.has(netuid)
  const named = [...new Set(staysBehind.filter(isNamed).map(({ netuid }) => netuid))]
  const forbidden = staysBehind.filter(stay => !mayLeave || isNamed(stay))
  if (forbidden.length > 0) throw new CliError('E_UNMOVABLE', { reasons: forbidden.map(describe), named })
}

/**
 * Refuses more positions than one block takes, before they are quoted one by one: every call of a sweep is as long and
 * as heavy as the next. @throws E_TOO_MANY
 */
async function requireRoom<T extends SweptTrade>(
  { view, loadOf }: Pick<PlanDesk, 'view' | 'loadOf'>,
  { options, sampleCall }: Sweep<T>,
  positions: readonly Position[],
): Promise<void> {
  const room = view.blockRoom()
  const [position] = positions
  if (room === undefined || position === undefined || positions.length < 2) return
  const batch = options.bestEffort ? forceBatch : batchAll
  const call = sampleCall(position)
  const [one, two] = await Promise.all([loadOf(batch([call])), loadOf(batch([call, call]))])
  const most = howManyFit(one, two, room)
  if (positions.length <= most) return
  const parts = partsThatFit(positions, most).map(({ options: named, count }) => `${named} (${count})`)
  throw new CliError('E_TOO_MANY', { count: positions.length, most, parts })
}

/** Tries each position alone: what cannot be quoted or is below the minimum stays behind. */
async function sortOut<T extends SweptTrade>(
  view: ChainView,
  sweep: Sweep<T>,
  candidates: readonly Candidate<T>[],
): Promise<Sorted<T>> {
  const tried = await Promise.all(
    candidates.map(async each => ({ each, reason: await reasonToStay(view, sweep, each.trade) })),
  )
  return {
    movable: tried.flatMap(({ each, reason }) => (reason === undefined ? [each] : [])),
    staysBehind: tried.flatMap(({ each, reason }) =>
      reason === undefined ? [] : [stays(each.position, reason)],
    ),
  }
}

async function reasonToStay<T extends SweptTrade>(
  view: ChainView,
  sweep: Sweep<T>,
  trade: T,
): Promise<string | undefined> {
  if ((await view.started(trade.origin)) === false) return 'its subnet has not started'
  try {
    const [quote] = await view.quoteSeries([trade])
    return quote && sweep.refusal(quote)
  } catch (error) {
    if (error instanceof CliError && error.is('E_QUOTE')) return 'the pool cannot take it'
    throw error
  }
}

/** A lock counts all hotkeys on a subnet: positions go in turn while enough is left that is not locked. */
function leaveLocked<T extends SweptTrade>(
  { movable, staysBehind }: Sorted<T>,
  availability: ReadonlyMap<number, Availability>,
): Sorted<T> {
  const left = new Map<number, Balance<Alpha<'origin'>>>()
  const isLocked = ({ trade: { origin, amount } }: Candidate<T>) => {
    const available = availability.get(origin)?.available
    if (available === undefined) return false
    const rest = left.get(origin) ?? narrow(available, origin)
    if (compare(amount, rest) > 0) return true
    left.set(origin, subtract(rest, amount))
    return false
  }
  const locked = new Set(movable.filter(isLocked))
  return {
    movable: movable.filter(each => !locked.has(each)),
    staysBehind: [...staysBehind, ...[...locked].map(each => stays(each.position, 'part of it is locked'))],
  }
}

/** Quotes the trades in turn. One that the trades before it push below the minimum stays behind, and all is quoted anew. */
async function quoteInTurn<T extends SweptTrade>(
  view: ChainView,
  sweep: Sweep<T>,
  { movable, staysBehind }: Sorted<T>,
): Promise<{
  readonly movable: readonly { readonly candidate: Candidate<T>; readonly quote: QuoteOf<T> }[]
  readonly staysBehind: readonly StaysBehind[]
}> {
  const quotes = await view.quoteSeries(movable.map(each => each.trade))
  const quoted = movable.flatMap((candidate, i) => {
    const quote = quotes[i]
    return quote ? [{ candidate, quote, reason: sweep.refusal(quote) }] : []
  })
  const low = quoted.filter(({ reason }) => reason !== undefined)
  if (low.length === 0) return { movable: quoted, staysBehind }
  const more = low.map(({ candidate, reason }) => stays(candidate.position, reason ?? ''))
  const rest = quoted.filter(({ reason }) => reason === undefined).map(({ candidate }) => candidate)
  return quoteInTurn(view, sweep, { movable: rest, staysBehind: [...staysBehind, ...more] })
}

function stays({ hotkey, netuid, stake }: Position, reason: string): StaysBehind {
  return { hotkey, netuid, stake, reason }
}

const describe = ({ netuid, stake, reason }: StaysBehind) =>
  `${format(stake)} on subnet ${netuid} (${reason})`
