import { isDeepStrictEqual } from 'node:util'
import { incrementNonce } from '../../devnet/runtime/accounts.ts'
import type { Execution } from '../../devnet/runtime/execution.ts'
import { allNetuids } from '../../devnet/runtime/netuids.ts'
import { settleFee, takeFee } from '../../devnet/runtime/payment.ts'
import { stakeAt } from '../../devnet/runtime/staking/shares.ts'
import { subnetAccount } from '../../devnet/runtime/staking/subnet-account.ts'
import type { Snapshot, State } from '../../devnet/state/state.ts'
import { subnetAlphaOut, subnetTao } from '../../devnet/state/subnet.ts'
import { alpha, alphaV2, totalHotkeyAlpha } from '../../devnet/state/subtensor.ts'
import { account, totalIssuance } from '../../devnet/state/system.ts'
import type { SignedCall, Weight } from '../../devnet/types.ts'

const sum = (values: readonly bigint[]) => values.reduce((total, value) => total + value, 0n)
const distance = (left: bigint, right: bigint) => (left < right ? right - left : left - right)

/**
 * What does not hold of a state between two extrinsics, one line each; empty where all is well. All TAO is in accounts;
 * each subnet's account covers its reserve; no more is staked than is out; the stakes
 * of a hotkey add up. Rounding may cost or bring 1 rao for each row.
 */
export function invariants(state: State): string[] {
  return [
    ...ofBalances(state),
    ...allNetuids(state).flatMap(netuid => ofSubnet(state, netuid)),
    ...ofStakes(state),
  ]
}

function ofBalances(state: State): string[] {
  const held = sum(state.entries(account).map(({ value: { data } }) => data.free + data.reserved))
  const issued = state.read(totalIssuance)
  return [...(held === issued ? [] : [`accounts hold ${held} rao of a TotalIssuance of ${issued}`])]
}

function ofSubnet(state: State, netuid: number): string[] {
  const who = subnetAccount(state, netuid)
  const free = who === undefined ? 0n : state.read(account, who).data.free
  const reserve = state.read(subnetTao, netuid)
  const pools = state.entries(totalHotkeyAlpha).filter(({ key: [, on] }) => on === netuid)
  const staked = sum(pools.map(({ value }) => value))
  const out = state.read(subnetAlphaOut, netuid)
  return [
    ...(free >= reserve
      ? []
      : [`the account of subnet ${netuid} has ${free} rao for a SubnetTAO of ${reserve}`]),
    // More than is staked may be out: what the pool would not take of the fee sold for the author.
    ...(staked <= out
      ? []
      : [`${staked} alpha rao are staked on subnet ${netuid} of a SubnetAlphaOut of ${out}`]),
  ]
}

function ofStakes(state: State): string[] {
  const rows = [...state.entries(alpha), ...state.entries(alphaV2)].map(({ key }) => key)
  return state.entries(totalHotkeyAlpha).flatMap(({ key: [hotkey, netuid], value: total }) => {
    const owners = new Set(
      rows.filter(([hot, , on]) => hot === hotkey && on === netuid).map(([, cold]) => cold),
    )
    const readable = sum([...owners].map(coldkey => stakeAt(state, { hotkey, coldkey, netuid })))
    return distance(readable, total) <= BigInt(owners.size)
      ? []
      : [
          `stakes on ${hotkey}, subnet ${netuid}, read ${readable} alpha rao in ${owners.size} rows of ${total}`,
        ]
  })
}

/**
 * What a failed extrinsic changed besides nonce and fee, by `Pallet.Item/key`; empty where all is well. `used` is the
 * weight the fee was settled for, without the base weight of an extrinsic. `run` is at the state after it.
 */
export function changedByFailure(
  run: Execution,
  before: Snapshot,
  signed: SignedCall,
  used: Weight,
): string[] {
  const twin = run.state.fork()
  twin.restore(before)
  const paying = { ...run, state: twin }
  incrementNonce(twin, signed.signer)
  settleFee(paying, signed, takeFee(paying, signed), used)
  return differences(twin.snapshot(), run.state.snapshot())
}

/** Keys whose values differ between two snapshots. */
function differences(left: Snapshot, right: Snapshot): string[] {
  const items = new Set([...left.items.keys(), ...right.items.keys()])
  return [...items].flatMap(id => {
    const [ours, theirs] = [left.items.get(id), right.items.get(id)]
    if (ours === theirs) return []
    const keys = new Set([...(ours?.keys() ?? []), ...(theirs?.keys() ?? [])])
    return [...keys]
      .filter(key => !isDeepStrictEqual(ours?.get(key)?.value, theirs?.get(key)?.value))
      .map(key => `${id}/${key}`)
  })
}
