import { type Alpha, type Balance, isZero, type Netuid, subtract, type Tao } from '../../balance/index.ts'
import type { Address } from '../../chain/address.ts'
import {
  type Call,
  callRequirements,
  type RemoveArgs,
  removeAllStake,
  removeStake,
} from '../../chain/extrinsic/calls.ts'
import { removeAllStakeLimit, removeStakeLimit } from '../../chain/extrinsic/limited-calls.ts'
import { hasCall, tradeRequirements } from '../../chain/metadata/requirements.ts'
import { freeTao, staked } from '../../chain/place.ts'
import type { ChainView } from '../../chain/view.ts'
import { type Agreed, agreedOf } from '../../plan/agreed.ts'
import { amountToTake, type Wanted } from '../../plan/amount.ts'
import { requireAtLeastMinimum, requireAvailable, requireLeft } from '../../plan/checks.ts'
import type { PlanDesk, Verb } from '../verb.ts'
import { plannedTrade } from './planned-trade.ts'
import {
  type GuardableQuote,
  guardRemove,
  guardText,
  poolsFor,
  type RemoveGuard,
  type Trust,
} from './protection.ts'
import { requestText, wantedText } from './request-text.ts'
import { requireAccount, requireSubnets } from './requirements.ts'

export interface RemoveOptions {
  readonly hotkey: Address
  readonly origin: Netuid<'origin'>
  readonly wanted: Wanted<Alpha<'origin'>>
  readonly guard: RemoveGuard
}

/** Part or all of one position, sold for free TAO. */
export function removeVerb({ hotkey, origin, wanted, guard }: RemoveOptions): Verb {
  return {
    name: 'stake.remove',
    request: requestText({ hotkey, origin, amount: wantedText(wanted), guard: guardText(guard) }),
    requirements: [...tradeRequirements, callRequirements.removeStakeLimit],
    followsPosition: wanted.kind !== 'exact',
    async plan({ view, coldkey, runtime, agreed, isTrusted }) {
      const [stake, availability] = await Promise.all([
        view.stake({ coldkey, hotkey, netuid: origin }),
        view.availability(coldkey),
        requireAccount(view, coldkey),
        requireSubnets(view, [origin]),
      ])
      const amount = amountToTake(wanted, stake, `on subnet ${origin} with hotkey ${hotkey}`)
      requireAvailable(amount, availability.get(origin)?.available)
      const { quote, guardWith } = await quoteRemove(view, { origin, guard }, amount)
      const rest = subtract(stake, amount)
      // A full exit need not reach the minimum. Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/stake_utils.rs:1135
      if (!isZero(rest)) {
        requireAtLeastMinimum('What is removed', quote.tao, view.minimumStake())
        await requireEnoughLeft(view, coldkey, hotkey, rest)
      }
      const [from, to] = [staked(coldkey, hotkey, origin), freeTao(coldkey)]
      const kept = agreedOf(agreed, { from, to, sold: quote.sold }, guard.protection)
      const guarded = await guardWith({ isTrusted }, kept)
      const call = removeCall(
        runtime,
        { hotkey, origin, amount, whole: wanted.kind === 'all' },
        guarded,
        guard,
      )
      const trade = plannedTrade({
        verb: 'remove',
        ...{ from, to },
        ...{ quote, guarded, calls: [call], whole: wanted.kind === 'all' },
      })
      return { coldkey, trades: [trade], staysBehind: [], call }
    },
  }
}

/** What a removal would bring at a block, before it is known whose. @throws E_QUOTE */
export async function quoteRemove(
  view: ChainView,
  { origin, guard }: Pick<RemoveOptions, 'origin' | 'guard'>,
  amount: Balance<Alpha<'origin'>>,
): Promise<GuardableQuote<Alpha<'origin'>, Alpha<'origin'>, Tao, Tao>> {
  const quote = await view.quoteRemove(origin, amount)
  const guardWith = (trust: Trust, agreed?: Agreed) =>
    guardRemove(poolsFor(view, [origin], guard), quote, guard, trust, agreed)
  return { quote, guardWith }
}

/**
 * Refuses to leave so little that the chain would remove it as well, at whatever price.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/helpers.rs:227-271. @throws E_LEFT_BELOW_MINIMUM
 */
async function requireEnoughLeft(
  view: ChainView,
  coldkey: Address,
  hotkey: Address,
  rest: Balance<Alpha<'origin'>>,
): Promise<void> {
  const [minimum, owner] = await Promise.all([view.nominatorMinimum(), view.hotkeyOwner(hotkey)])
  if (isZero(minimum) || owner === coldkey) return
  requireLeft(rest, (await view.quoteWithin(rest.unit.netuid, rest.unit.netuid, rest)).tao, minimum)
}

/** All of a position goes by the call that takes what is there when it runs, but for a part there is none such. */
export function removeCall(
  runtime: PlanDesk['runtime'],
  { whole, ...args }: RemoveArgs<'origin'> & { readonly whole: boolean },
  { limitPrice: limit }: Pick<Awaited<ReturnType<typeof guardRemove>>, 'limitPrice'>,
  { allowPartial }: RemoveGuard,
): Call {
  const { hotkey, origin } = args
  if (whole && !allowPartial && hasCall(runtime, callRequirements.removeAllStake)) {
    return limit ? removeAllStakeLimit({ hotkey, origin, limit }) : removeAllStake({ hotkey, origin })
  }
  return limit ? removeStakeLimit({ ...args, limit, allowPartial }) : removeStake(args)
}
