import {
  type Alpha,
  type Balance,
  compare,
  format,
  type Netuid,
  narrow,
  netuidFrom,
  subtract,
} from '../../balance/index.ts'
import type { Address } from '../../chain/address.ts'
import { batchAll, callRequirements, swapStake } from '../../chain/calls.ts'
import { staked } from '../../chain/place.ts'
import { closingEvents, tradeRequirements } from '../../chain/requirements.ts'
import type { Availability, ChainView, Position, SwapQuote, SwapTrade } from '../../chain/types.ts'
import { CliError } from '../../errors/cli-error.ts'
import { isAboveMinimum } from '../../plan/checks.ts'
import type { PlannedTrade, StaysBehind } from '../../plan/plan.ts'
import { positionsInScope, type Scope } from '../../plan/select.ts'
import { requestText } from '../request.ts'
import type { Verb } from '../verb.ts'
import { requireAccount } from './account.ts'
import { plannedTrade } from './planned.ts'
import { requireSubnets } from './subnets.ts'

export interface SwapAllOptions {
  readonly destination: Netuid<'destination'>
  readonly origins: readonly number[]
  readonly hotkeys: readonly Address[]
  readonly everyHotkey: boolean
  /** Whether positions that cannot move may stay behind while the others go. Those of a named origin never may. */
  readonly mayLeave: boolean
}

interface Candidate {
  readonly position: Position
  readonly trade: SwapTrade
}

/** Candidates that move and positions that do not. */
interface Sorted {
  readonly movable: readonly Candidate[]
  readonly staysBehind: readonly StaysBehind[]
}

/** Every position in scope in full into one subnet, in one atomic batch. @throws E_SAME_PLACE */
export function swapAllVerb(options: SwapAllOptions): Verb {
  const { destination, origins } = options
  if (origins.includes(destination)) throw new CliError('E_SAME_PLACE', { what: `subnet ${destination}` })
  const scope: Scope = { ...options, destination }
  return {
    name: 'stake.swap-all',
    request: requestText({
      origin: origins,
      destination,
      hotkey: options.everyHotkey ? 'every' : options.hotkeys,
    }),
    requirements: [
      ...tradeRequirements,
      closingEvents.swap,
      callRequirements.swapStake,
      callRequirements.batchAll,
    ],
    async plan({ view, coldkey }) {
      const [positions, availability] = await Promise.all([
        view.positions(coldkey),
        view.availability(coldkey),
        requireAccount(view, coldkey),
        requireSubnets(view, [...origins, destination]),
      ])
      const chosen = positionsInScope(positions, scope).map(position => candidate(position, destination))
      const sorted = leaveLocked(await sortOut(view, chosen), availability)
      const { movable, staysBehind } = await settle(view, sorted.movable, sorted.staysBehind)
      if (movable.length === 0)
        throw new CliError('E_NOTHING_MOVABLE', { reasons: staysBehind.map(describe) })
      const forbidden = staysBehind.filter(stay => !options.mayLeave || origins.includes(stay.netuid))
      if (forbidden.length > 0) throw new CliError('E_UNMOVABLE', { reasons: forbidden.map(describe) })
      const trades = movable.map(([{ position }, quote]) => toTrade(position, quote))
      const calls = trades.flatMap(trade => trade.calls)
      const [only] = calls
      return { coldkey, trades, staysBehind, call: calls.length === 1 && only ? only : batchAll(calls) }
    },
  }
}

const MINIMUM_REASON = 'worth less than the chain moves'

function candidate(position: Position, destination: Netuid<'destination'>): Candidate {
  const origin = netuidFrom(position.netuid, 'origin')
  return { position, trade: { origin, destination, amount: narrow(position.stake, origin) } }
}

/** Tries each position alone: what cannot be quoted or is below the minimum stays behind. */
async function sortOut(view: ChainView, candidates: readonly Candidate[]): Promise<Sorted> {
  const tried = await Promise.all(
    candidates.map(async each => ({ each, reason: await reasonToStay(view, each.trade) })),
  )
  return {
    movable: tried.flatMap(({ each, reason }) => (reason === undefined ? [each] : [])),
    staysBehind: tried.flatMap(({ each, reason }) =>
      reason === undefined ? [] : [stays(each.position, reason)],
    ),
  }
}

async function reasonToStay(view: ChainView, trade: SwapTrade): Promise<string | undefined> {
  if ((await view.started(trade.origin)) === false) return 'its subnet has not started'
  try {
    const quote = await view.quoteSwap(trade.origin, trade.destination, trade.amount)
    return isAboveMinimum(quote.tao, view.minimumStake()) ? undefined : MINIMUM_REASON
  } catch (error) {
    if (error instanceof CliError && error.is('E_QUOTE')) return 'the pool cannot take it'
    throw error
  }
}

/** A lock counts all hotkeys on a subnet: positions go in turn while enough is left that is not locked. */
function leaveLocked(
  { movable, staysBehind }: Sorted,
  availability: ReadonlyMap<number, Availability>,
): Sorted {
  const left = new Map<number, Balance<Alpha<'origin'>>>()
  const isLocked = ({ trade: { origin, amount } }: Candidate) => {
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
async function settle(
  view: ChainView,
  candidates: readonly Candidate[],
  staysBehind: readonly StaysBehind[],
) {
  const quotes = await view.quoteSeries(candidates.map(each => each.trade))
  const movable = candidates.flatMap((each, i) => {
    const quote = quotes[i]
    return quote ? [[each, quote] as const] : []
  })
  const low = movable
    .filter(([, quote]) => !isAboveMinimum(quote.tao, view.minimumStake()))
    .map(([each]) => each)
  if (low.length === 0) return { movable, staysBehind }
  const rest = candidates.filter(each => !low.includes(each))
  return settle(view, rest, [...staysBehind, ...low.map(each => stays(each.position, MINIMUM_REASON))])
}

function stays({ hotkey, netuid, stake }: Position, reason: string): StaysBehind {
  return { hotkey, netuid, stake, reason }
}

const describe = ({ netuid, stake, reason }: StaysBehind) =>
  `${format(stake)} on subnet ${netuid} (${reason})`

function toTrade({ coldkey, hotkey }: Position, quote: SwapQuote<'origin', 'destination'>): PlannedTrade {
  const { sold, bought } = quote
  const call = swapStake({ hotkey, origin: sold.unit.netuid, destination: bought.unit.netuid, amount: sold })
  const from = staked(coldkey, hotkey, sold.unit.netuid)
  const to = staked(coldkey, hotkey, bought.unit.netuid)
  return plannedTrade({ verb: 'swap', from, to, quote, calls: [call], whole: true })
}
