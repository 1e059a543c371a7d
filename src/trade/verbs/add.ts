import type { Netuid, Tao } from '../../balance/index.ts'
import type { Address } from '../../chain/address.ts'
import { addStake, callRequirements } from '../../chain/calls.ts'
import { freeTao, staked } from '../../chain/place.ts'
import { tradeRequirements } from '../../chain/requirements.ts'
import { CliError } from '../../errors/cli-error.ts'
import { amountToStake, type Wanted } from '../../plan/amount.ts'
import { requestText, wantedText } from '../request.ts'
import type { Verb } from '../verb.ts'
import { requireAccount } from './account.ts'
import { plannedTrade } from './planned.ts'
import { requireSubnets } from './subnets.ts'

export interface AddOptions {
  readonly hotkey: Address
  readonly destination: Netuid<'destination'>
  readonly wanted: Wanted<Tao>
}

/** Free TAO staked with a hotkey of a subnet. */
export function addVerb({ hotkey, destination, wanted }: AddOptions): Verb {
  return {
    name: 'stake.add',
    request: requestText({ hotkey, destination, amount: wantedText(wanted) }),
    requirements: [...tradeRequirements, callRequirements.addStake],
    async plan({ view, coldkey, feeOf }) {
      const deposit = view.existentialDeposit()
      const [free, fee, owner] = await Promise.all([
        view.free(coldkey),
        feeOf(addStake({ hotkey, destination, amount: deposit })),
        view.hotkeyOwner(hotkey),
        requireAccount(view, coldkey),
        requireSubnets(view, [destination]),
      ])
      if (owner === undefined) throw new CliError('E_HOTKEY_UNKNOWN', { hotkey })
      const amount = amountToStake(wanted, { free, fee, deposit })
      const quote = await view.quoteAdd(destination, amount)
      const call = addStake({ hotkey, destination, amount })
      const trade = plannedTrade({
        verb: 'add',
        from: freeTao(coldkey),
        to: staked(coldkey, hotkey, destination),
        ...{ quote, calls: [call], whole: wanted.kind === 'all' },
      })
      return { coldkey, trades: [trade], staysBehind: [], call }
    },
  }
}
