import {
  type Alpha,
  alphaOf,
  type Balance,
  type LimitPrice,
  type Netuid,
  parseLimitPrice,
  type Tao,
  tao,
} from '../../balance/index.ts'
import type { Address } from '../../chain/address.ts'
import { type AddArgs, addStake, type Call, callRequirements } from '../../chain/extrinsic/calls.ts'
import { addStakeLimit } from '../../chain/extrinsic/limited-calls.ts'
import { tradeRequirements } from '../../chain/metadata/requirements.ts'
import { freeTao, staked } from '../../chain/place.ts'
import type { ChainView } from '../../chain/view.ts'
import { CliError } from '../../errors/cli-error.ts'
import { type Agreed, agreedOf } from '../../plan/agreed.ts'
import { amountToStake, type Wanted } from '../../plan/amount.ts'
import type { Verb } from '../verb.ts'
import { plannedTrade } from './planned-trade.ts'
import {
  type AddGuard,
  type GuardableQuote,
  guardAdd,
  guardText,
  poolsFor,
  type Trust,
} from './protection.ts'
import { requestText, wantedText } from './request-text.ts'
import { requireAccount, requireSubnets } from './requirements.ts'

export interface AddOptions {
  readonly hotkey: Address
  readonly destination: Netuid<'destination'>
  readonly wanted: Wanted<Tao>
  readonly guard: AddGuard
}

/** Free TAO staked with a hotkey of a subnet. */
export function addVerb({ hotkey, destination, wanted, guard }: AddOptions): Verb {
  return {
    name: 'stake.add',
    request: requestText({ hotkey, destination, amount: wantedText(wanted), guard: guardText(guard) }),
    requirements: [...tradeRequirements, callRequirements.addStake, callRequirements.addStakeLimit],
    followsPosition: wanted.kind !== 'exact',
    async plan({ view, coldkey, feeOf, agreed, isTrusted }) {
      const deposit = view.existentialDeposit()
      const [free, fee, owner] = await Promise.all([
        view.free(coldkey),
        feeOf(addCall({ hotkey, destination, amount: deposit }, widest(guard, destination), guard)),
        view.hotkeyOwner(hotkey),
        requireAccount(view, coldkey),
        requireSubnets(view, [destination]),
      ])
      if (owner === undefined) throw new CliError('E_HOTKEY_UNKNOWN', { hotkey })
      const amount = amountToStake(wanted, { free, fee, deposit })
      const { quote, guardWith } = await quoteAdd(view, { destination, guard }, amount)
      const [from, to] = [freeTao(coldkey), staked(coldkey, hotkey, destination)]
      const kept = agreedOf(agreed, { from, to, sold: quote.sold }, guard.protection)
      const guarded = await guardWith({ isTrusted }, kept)
      const call = addCall({ hotkey, destination, amount }, guarded.limitPrice, guard)
      const trade = plannedTrade({
        verb: 'add',
        ...{ from, to },
        ...{ quote, guarded, calls: [call], whole: wanted.kind === 'all' },
      })
      return { coldkey, trades: [trade], staysBehind: [], call }
    },
  }
}

/** What an addition would bring at a block, before it is known whose. @throws E_QUOTE */
export async function quoteAdd(
  view: ChainView,
  { destination, guard }: Pick<AddOptions, 'destination' | 'guard'>,
  amount: Balance<Tao>,
): Promise<GuardableQuote<Tao, Alpha<'destination'>, Tao, Alpha<'destination'>>> {
  const quote = await view.quoteAdd(destination, amount)
  const guardWith = (trust: Trust, agreed?: Agreed) =>
    guardAdd(poolsFor(view, [destination], guard), quote, guard, trust, agreed)
  return { quote, guardWith }
}

type Limit = LimitPrice<Alpha<'destination'>, Tao> | null

function addCall(args: AddArgs<'destination'>, limit: Limit, { allowPartial }: AddGuard): Call {
  return limit ? addStakeLimit({ ...args, limit, allowPartial }) : addStake(args)
}

/** Any limit, to price the transaction before the limit is found: it has a fixed width too. */
const widest = ({ protection }: AddGuard, netuid: Netuid<'destination'>): Limit =>
  protection.kind === 'none' ? null : parseLimitPrice('1', alphaOf(netuid), tao)
