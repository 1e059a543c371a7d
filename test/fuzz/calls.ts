import fc from 'fast-check'
import type { DispatchCall } from '../../devnet/types.ts'
import { pay, staking, type TestChain, utility } from '../devnet/runtime/chain.ts'
import { amount, limit } from './amounts.ts'
import { forAnother, rights } from './rights.ts'
import { coldkeys, hotkeys, netuids } from './world.ts'

/** A call whose amounts depend on what the chain holds when it is sent. */
export type Wanted = (chain: TestChain, signer: string) => DispatchCall

const hotkey = fc.oneof(
  { weight: 30, arbitrary: fc.constantFrom(...hotkeys) },
  { weight: 1, arbitrary: fc.constant(coldkeys[0]) },
)
const netuid = fc.oneof(
  { weight: 30, arbitrary: fc.constantFrom(...netuids) },
  { weight: 1, arbitrary: fc.constant(7) },
)

/** Whatever a call may ask for; each takes what it needs. */
const choices = fc.record({
  hotkey,
  otherHotkey: hotkey,
  coldkey: fc.constantFrom(...coldkeys),
  netuid,
  otherNetuid: netuid,
  amount,
  limit,
  isLimited: fc.boolean(),
  isPartial: fc.boolean(),
})
export type Choices = typeof choices extends fc.Arbitrary<infer T> ? T : never

/** Makes a call of what was chosen. */
export type Maker = (chosen: Choices, chain: TestChain, signer: string) => DispatchCall

const makers: Readonly<Record<string, Maker>> = {
  ...rights,
  add_stake: ({ hotkey, netuid, amount }, chain, signer) =>
    staking('add_stake', { hotkey, netuid, amount_staked: amount(chain.free(signer)) }),
  add_stake_limit: (chosen, chain, signer) =>
    staking('add_stake_limit', {
      hotkey: chosen.hotkey,
      netuid: chosen.netuid,
      amount_staked: chosen.amount(chain.free(signer)),
      limit_price: chosen.limit(priceOf(chain, chosen.netuid)),
      allow_partial: chosen.isPartial,
    }),
  remove_stake: (chosen, chain, signer) =>
    staking('remove_stake', {
      hotkey: chosen.hotkey,
      netuid: chosen.netuid,
      amount_unstaked: ofStake(chosen, chain, signer),
    }),
  remove_stake_limit: (chosen, chain, signer) =>
    staking('remove_stake_limit', {
      hotkey: chosen.hotkey,
      netuid: chosen.netuid,
      amount_unstaked: ofStake(chosen, chain, signer),
      limit_price: chosen.limit(priceOf(chain, chosen.netuid)),
      allow_partial: chosen.isPartial,
    }),
  remove_stake_full_limit: ({ hotkey, netuid, limit, isLimited }, chain) =>
    staking('remove_stake_full_limit', {
      hotkey,
      netuid,
      limit_price: isLimited ? limit(priceOf(chain, netuid)) : undefined,
    }),
  unstake_all: ({ hotkey }) => staking('unstake_all', { hotkey }),
  unstake_all_alpha: ({ hotkey }) => staking('unstake_all_alpha', { hotkey }),
  move_stake: (chosen, chain, signer) =>
    staking('move_stake', {
      origin_hotkey: chosen.hotkey,
      destination_hotkey: chosen.otherHotkey,
      ...crossing(chosen, chain, signer),
    }),
  transfer_stake: (chosen, chain, signer) =>
    staking('transfer_stake', {
      destination_coldkey: chosen.coldkey,
      hotkey: chosen.hotkey,
      ...crossing(chosen, chain, signer),
    }),
  swap_stake: (chosen, chain, signer) =>
    staking('swap_stake', { hotkey: chosen.hotkey, ...crossing(chosen, chain, signer) }),
  swap_stake_limit: (chosen, chain, signer) =>
    staking('swap_stake_limit', {
      hotkey: chosen.hotkey,
      ...crossing(chosen, chain, signer),
      limit_price: chosen.limit(ratioOf(chain, chosen.netuid, chosen.otherNetuid)),
      allow_partial: chosen.isPartial,
    }),
  transfer_keep_alive: ({ coldkey, amount }, chain, signer) =>
    pay(coldkey, amount(chain.free(signer)), 'transfer_keep_alive'),
  transfer_allow_death: ({ coldkey, amount }, chain, signer) =>
    pay(coldkey, amount(chain.free(signer)), 'transfer_allow_death'),
}

const single: fc.Arbitrary<Wanted> = fc.tuple(fc.constantFrom(...Object.values(makers)), choices).map(
  ([make, chosen]) =>
    (chain, signer) =>
      make(chosen, chain, signer),
)

const batch: fc.Arbitrary<Wanted> = fc
  .tuple(fc.constantFrom('batch', 'batch_all', 'force_batch'), fc.array(single, { maxLength: 4 }))
  .map(([kind, inner]) => (chain, signer) => {
    const calls = inner.map(one => one(chain, signer))
    return utility(kind, calls)
  })

/** Any call a user of staking signs. */
export const wanted: fc.Arbitrary<Wanted> = fc.oneof(
  { weight: 5, arbitrary: single },
  { weight: 1, arbitrary: batch },
  { weight: 1, arbitrary: forAnother(fc.oneof(single, batch), fc.constantFrom(...coldkeys)) },
)

/** Names of all calls that are made. */
export const callNames: readonly string[] = [
  ...Object.keys(makers),
  'batch',
  'batch_all',
  'force_batch',
  'proxy',
]

function ofStake({ hotkey, netuid, amount }: Choices, chain: TestChain, signer: string): bigint {
  return amount(chain.stake(hotkey, signer, netuid))
}

function crossing(chosen: Choices, chain: TestChain, signer: string) {
  return {
    origin_netuid: chosen.netuid,
    destination_netuid: chosen.otherNetuid,
    alpha_amount: ofStake(chosen, chain, signer),
  }
}

/** Unit: rao per alpha. */
function priceOf(chain: TestChain, netuid: number): bigint {
  return chain.api('SwapRuntimeApi_current_alpha_price', netuid)
}

/** Alpha rao of the destination for 1e9 of the origin, as swap_stake_limit counts. */
function ratioOf(chain: TestChain, origin: number, destination: number): bigint {
  const price = priceOf(chain, destination)
  return price === 0n ? 0n : (priceOf(chain, origin) * 1_000_000_000n) / price
}
