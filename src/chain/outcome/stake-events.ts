import {
  type Balance,
  type SomeAlpha,
  type SomeBalance,
  someAlpha,
  type Tao,
  tao,
} from '../../balance/index.ts'
import { balanceFromRao } from '../../balance/wire.ts'
import type { ChainError } from '../../errors/cli-error.ts'
import type { Runtime } from '../../scale/runtime.ts'
import type { Address } from '../address.ts'
import { freeTao, type Place, staked } from '../place.ts'
import { readError } from './dispatch-error.ts'

/** A trade as the events of its extrinsic tell it. */
export interface Executed {
  readonly from: Place
  readonly to: Place
  /** What left the first place, fee included. */
  readonly sold: SomeBalance
  /** Swap fee taken at the origin, in alpha; zero where TAO was paid. */
  readonly originFee: SomeBalance
  /** TAO in between, or on the side that is TAO. */
  readonly tao: Balance<Tao>
  /** What arrived; undefined when the TAO was not staked again and stays free. */
  readonly received: SomeBalance | undefined
  /** Swap fee taken at the destination, in TAO. */
  readonly destinationFee: Balance<Tao>
}

/** One call of a batch, or the only call: what it did, or why it did nothing. */
export interface CallResult {
  /** Undefined for success. */
  readonly error: ChainError | undefined
  readonly executed: readonly Executed[]
}

/** An event in the form of the metadata codecs. */
export interface RawEvent {
  readonly pallet: string
  readonly name: string
  readonly fields: unknown
}

/**
 * Splits the events of an extrinsic at what ends each call of a batch. A proxied call that failed has failed, although
 * the call that carried it succeeded. Source: opentensor/subtensor@14bc6f9f pallets/utility/src/lib.rs:202-460,
 * pallets/proxy/src/lib.rs:1100
 */
export function readItems(runtime: Runtime, events: readonly RawEvent[]): readonly CallResult[] {
  const items: CallResult[] = []
  let open: RawEvent[] = []
  let inner: ChainError | undefined
  const close = (error: ChainError | undefined) => {
    items.push({ error, executed: error ? [] : readExecuted(open) })
    open = []
    inner = undefined
  }
  for (const event of events) {
    const { pallet, name, fields } = event
    if (pallet === 'SubtensorModule') open.push(event)
    else if (pallet === 'Proxy' && name === 'ProxyExecuted') inner = proxiedError(runtime, fields) ?? inner
    else if (pallet !== 'Utility') continue
    else if (name === 'ItemCompleted') close(inner)
    else if (name === 'ItemFailed' || name === 'BatchInterrupted') {
      close(readError(runtime, (fields as { error: unknown }).error))
    }
  }
  if (items.length === 0 || inner) close(inner)
  return items
}

function proxiedError(runtime: Runtime, fields: unknown): ChainError | undefined {
  const { result } = fields as { result: { success: boolean; value: unknown } }
  return result.success ? undefined : readError(runtime, result.value)
}

/** (coldkey, hotkey, tao, alpha, netuid, fee); old runtimes have no fee. Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/macros/events.rs:17-33 */
type StakeEvent = readonly [Address, Address, bigint, bigint, number, bigint?]

/**
 * Groups StakeRemoved and StakeAdded under the StakeSwapped, StakeMoved or StakeTransferred that closes each trade,
 * where owner, hotkey and subnet are those of the trade. Those that nothing closes are removals and additions.
 */
function readExecuted(events: readonly RawEvent[]): readonly Executed[] {
  const done: Executed[] = []
  let removals: StakeEvent[] = []
  let additions: StakeEvent[] = []
  for (const { name, fields } of events) {
    const trade = closing(name, fields)
    if (name === 'StakeRemoved') removals.push(fields as StakeEvent)
    else if (name === 'StakeAdded') additions.push(fields as StakeEvent)
    else if (trade) {
      const removed = removals.findLast(isAt(trade.from))
      const added = additions.findLast(isAt(trade.to))
      if (removed) done.push(toExecuted(removed, added, trade))
      removals = []
      additions = []
    }
  }
  return [...done, ...removals.map(toRemoval), ...additions.map(toAddition)]
}

const isAt =
  (place: Place) =>
  ([coldkey, hotkey, , , netuid]: StakeEvent): boolean =>
    coldkey === place.coldkey && hotkey === place.hotkey && netuid === place.netuid

type Closing = Pick<Executed, 'from' | 'to'>

/** Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/macros/events.rs:35 (StakeMoved), :293 (StakeTransferred), :306 (StakeSwapped) */
function closing(name: string, fields: unknown): Closing | undefined {
  switch (name) {
    case 'StakeMoved': {
      const [coldkey, originHotkey, origin, destinationHotkey, destination] = fields as readonly [
        ...[Address, Address, number, Address, number, bigint],
      ]
      return {
        from: staked(coldkey, originHotkey, origin),
        to: staked(coldkey, destinationHotkey, destination),
      }
    }
    case 'StakeTransferred': {
      const [coldkey, newOwner, hotkey, origin, destination] = fields as readonly [
        ...[Address, Address, Address, number, number, bigint],
      ]
      return { from: staked(coldkey, hotkey, origin), to: staked(newOwner, hotkey, destination) }
    }
    case 'StakeSwapped': {
      const [coldkey, hotkey, origin, destination] = fields as readonly [
        ...[Address, Address, number, number, bigint],
      ]
      return { from: staked(coldkey, hotkey, origin), to: staked(coldkey, hotkey, destination) }
    }
    default:
      return undefined
  }
}

function toExecuted(removed: StakeEvent, added: StakeEvent | undefined, where: Closing): Executed {
  return {
    ...sale(removed),
    ...where,
    received: added && balanceFromRao(added[3], someAlpha(added[4])),
    destinationFee: balanceFromRao(added?.[5] ?? 0n, tao),
  }
}

/** What a removal says. The event states the alpha net of fee. Source: pallets/subtensor/src/staking/stake_utils.rs:826-833 */
function sale([, , taoOut, netAlpha, netuid, alphaFee = 0n]: StakeEvent) {
  const sold: Balance<SomeAlpha> = balanceFromRao(netAlpha + alphaFee, someAlpha(netuid))
  return { sold, originFee: balanceFromRao(alphaFee, sold.unit), tao: balanceFromRao(taoOut, tao) }
}

/** What left a position by an event StakeRemoved. */
export const removedAlpha = ({ fields }: RawEvent): Balance<SomeAlpha> => sale(fields as StakeEvent).sold

function toRemoval(removed: StakeEvent): Executed {
  const [coldkey, hotkey, , , netuid] = removed
  const sold = sale(removed)
  const places = { from: staked(coldkey, hotkey, netuid), to: freeTao(coldkey) }
  return { ...sold, ...places, received: sold.tao, destinationFee: balanceFromRao(0n, tao) }
}

/** The event states the TAO with the fee. Source: pallets/subtensor/src/staking/stake_utils.rs:931-938 */
function toAddition([coldkey, hotkey, paid, bought, netuid, fee = 0n]: StakeEvent): Executed {
  const sold = balanceFromRao(paid, tao)
  return {
    from: freeTao(coldkey),
    to: staked(coldkey, hotkey, netuid),
    ...{ sold, tao: sold, originFee: balanceFromRao(0n, tao), destinationFee: balanceFromRao(fee, tao) },
    received: balanceFromRao(bought, someAlpha(netuid)),
  }
}
