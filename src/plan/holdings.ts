import { type AnyBalance, add, type Balance, subtract, type Tao } from '../balance/index.ts'
import type { Address } from '../chain/address.ts'
import type { Place } from '../chain/place.ts'
import { samePlace } from './place.ts'
import type { Holding, PlannedTrade } from './plan.ts'

/** The places of an owner that trades take from or bring to, each once. */
export function placesTouched(
  coldkey: Address,
  trades: readonly Pick<PlannedTrade, 'from' | 'to' | 'via' | 'rest'>[],
): readonly Place[] {
  const all = trades.flatMap(({ from, to, via, rest }) => [from, ...(via && rest ? [via] : []), to])
  const own = all.filter(place => place.coldkey === coldkey)
  return own.filter((place, i) => own.findIndex(other => samePlace(other, place)) === i)
}

/**
 * What lies in these places once the trades have brought what was quoted and the fee is paid from what is free. A fee
 * in alpha is sold before.
 * A new position may read one rao less: shares round.
 */
export function holdingsAfter(
  before: readonly Holding[],
  trades: readonly Pick<PlannedTrade, 'from' | 'to' | 'via' | 'sold' | 'quoted' | 'rest'>[],
  fee: Balance<Tao>,
): readonly Holding[] {
  return before.map(({ place, amount }) => {
    const arrived = trades
      .filter(trade => samePlace(trade.to, place))
      .reduce((total: AnyBalance, trade) => add(total, trade.quoted), amount)
    const stayed = trades
      .filter(({ via }) => via && samePlace(via, place))
      .reduce((total: AnyBalance, { rest }) => (rest ? add(total, rest) : total), arrived)
    const left = trades
      .filter(trade => samePlace(trade.from, place))
      .reduce((total: AnyBalance, trade) => subtract(total, trade.sold), stayed)
    return { place, amount: place.hotkey === null ? subtract(left, fee) : left }
  })
}
