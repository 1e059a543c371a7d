import { netuidFrom } from '../../balance/index.ts'
import type { Address } from '../../chain/address.ts'
import { freeTao } from '../../chain/place.ts'
import type { AccountReads } from '../../chain/read/account.ts'
import type { StakeReads } from '../../chain/read/stake.ts'
import { placesTouched } from '../../plan/holdings.ts'
import type { Holding, PlannedTrade } from '../../plan/plan.ts'

/** What lies in the places of an owner that trades touch, and what is free. */
export async function readHoldings(
  view: Pick<StakeReads, 'stake'> & Pick<AccountReads, 'free'>,
  coldkey: Address,
  trades: readonly PlannedTrade[],
): Promise<readonly Holding[]> {
  const stakes = placesTouched(coldkey, trades).flatMap(place =>
    place.hotkey === null
      ? []
      : [
          view
            .stake({ ...place, netuid: netuidFrom(place.netuid, 'position') })
            .then(amount => ({ place, amount })),
        ],
  )
  const free = view.free(coldkey).then(amount => ({ place: freeTao(coldkey), amount }))
  return Promise.all([...stakes, free])
}
