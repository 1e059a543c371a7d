import type { State } from '../../state/state.ts'
import { networksAdded } from '../../state/subnet.ts'
import { stakingHotkeys, uids } from '../../state/subtensor.ts'
import { blockNumber } from '../../state/system.ts'
import type { Account } from '../../types.ts'
import { compareAccounts } from '../account-order.ts'
import { currentLock, lockPlace } from '../locks/records.ts'
import { allNetuids } from '../netuids.ts'
import { type AvailableStake, availability } from '../staking/locks.ts'
import { feeAmount } from '../staking/market.ts'
import { type StakePosition, stakeAt } from '../staking/shares.ts'

/** StakeInfo of the runtime API. Amounts in alpha rao; what the chain no longer fills is 0. */
interface StakeInfo {
  readonly hotkey: Account
  readonly coldkey: Account
  readonly netuid: number
  readonly stake: bigint
  readonly locked: bigint
  readonly emission: bigint
  readonly tao_emission: bigint
  readonly drain: bigint
  readonly is_registered: boolean
}

type Place = readonly [hotkey: Account, netuid: number]

function infoOf(state: State, position: StakePosition): StakeInfo {
  return {
    ...position,
    stake: stakeAt(state, position),
    locked: 0n,
    emission: 0n,
    tao_emission: 0n,
    drain: 0n,
    is_registered: state.has(uids, position.netuid, position.hotkey),
  }
}

/** Positions of a coldkey that are not empty, subnet by subnet. */
function infoForColdkey(state: State, coldkey: Account): StakeInfo[] {
  const hotkeys = state.read(stakingHotkeys, coldkey)
  return allNetuids(state)
    .flatMap(netuid => hotkeys.map(hotkey => infoOf(state, { hotkey, coldkey, netuid })))
    .filter(info => info.stake > 0n)
}

/** Which subnets an availability query is about; none where the request is empty or longer than there are subnets. */
function requestedNetuids(state: State, requested: readonly number[] | undefined): readonly number[] {
  const all = allNetuids(state)
  if (requested === undefined) return all
  const distinct = [...new Set(requested)].sort((left, right) => left - right)
  return distinct.length > all.length ? [] : distinct.filter(netuid => state.read(networksAdded, netuid))
}

function availabilities(
  state: State,
  coldkey: Account,
  netuids: readonly number[],
): [number, AvailableStake][] {
  const now = BigInt(state.read(blockNumber))
  return netuids
    .map((netuid): [number, AvailableStake] => [netuid, availability(state, coldkey, netuid, now)])
    .filter(([, { total, locked }]) => total > 0n || locked > 0n)
    .sort(([left], [right]) => left - right)
}

/**
 * StakeInfoRuntimeApi. `get_stake_fee` takes the destination's subnet, or the origin's if there is no destination: 0 for
 * a move to root, which really costs, and not 0 for a move within a subnet, which does not.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/rpc_info/stake_info.rs
 */
export const stakeInfoApi = {
  StakeInfoRuntimeApi_get_stake_info_for_coldkey: (state: State, coldkey: Account) =>
    infoForColdkey(state, coldkey),

  StakeInfoRuntimeApi_get_stake_info_for_coldkeys: (state: State, coldkeys: readonly Account[]) =>
    coldkeys.map(coldkey => [coldkey, infoForColdkey(state, coldkey)]),

  StakeInfoRuntimeApi_get_stake_info_for_hotkey_coldkey_netuid: (
    state: State,
    hotkey: Account,
    coldkey: Account,
    netuid: number,
  ) => infoOf(state, { hotkey, coldkey, netuid }),

  StakeInfoRuntimeApi_get_stake_availability_for_coldkeys: (
    state: State,
    coldkeys: readonly Account[],
    requested: readonly number[] | undefined,
  ) => {
    const netuids = requestedNetuids(state, requested)
    return [...new Set(coldkeys)]
      .sort(compareAccounts)
      .map(coldkey => [coldkey, availabilities(state, coldkey, netuids)])
  },

  StakeInfoRuntimeApi_get_coldkey_lock: (state: State, coldkey: Account, netuid: number) => {
    const place = lockPlace(state, coldkey, netuid)
    return place && currentLock(state, place, BigInt(state.read(blockNumber)))
  },

  StakeInfoRuntimeApi_get_stake_fee: (
    state: State,
    origin: Place | undefined,
    _originColdkey: Account,
    destination: Place | undefined,
    _destinationColdkey: Account,
    amount: bigint,
  ) => {
    if (samePlace(origin, destination)) return 0n
    const [, netuid] = destination ?? origin ?? ['', 0]
    return feeAmount(state, netuid, amount)
  },
}

function samePlace(left: Place | undefined, right: Place | undefined): boolean {
  return left?.[0] === right?.[0] && left?.[1] === right?.[1]
}
