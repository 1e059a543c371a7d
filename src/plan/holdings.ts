import {
  add,
  type Balance,
  inUnit,
  type SomeBalance,
  subtract,
  type Tao,
  withKnownUnit,
} from '../balance/index.ts'
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
    const arrived = trades.filter(({ to }) => samePlace(to, place))
    const stayed = trades.filter(({ via }) => via && samePlace(via, place))
    const gone = trades.filter(({ from }) => samePlace(from, place))
    const left = withKnownUnit<SomeBalance>(amount, known => {
      const { unit } = known
      const brought = arrived.reduce((total, { quoted }) => add(total, inUnit(quoted, unit)), known)
      const kept = stayed.reduce(
        (total, { rest }) => (rest ? add(total, inUnit(rest, unit)) : total),
        brought,
      )
      const rest = gone.reduce((total, { sold }) => subtract(total, inUnit(sold, unit)), kept)
      return place.hotkey === null ? subtract(rest, inUnit(fee, unit)) : rest
    })
    return { place, amount: left }
  })
}
