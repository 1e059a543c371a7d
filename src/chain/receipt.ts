import { Blake2256 } from '@polkadot-api/substrate-bindings'
import { type AnyBalance, type Balance, type SomeAlpha, someAlpha, type Tao, tao } from '../balance/index.ts'
import { balanceFromRao } from '../balance/wire.ts'
import type { ChainError } from '../errors/cli-error.ts'
import { CliError } from '../errors/cli-error.ts'
import { fromHex, toHex } from '../scale/bytes.ts'
import type { Hex, Runtime } from '../scale/runtime.ts'
import type { Address } from './address.ts'
import { decodeAnswer, hexAnswer, objectAnswer } from './answer.ts'
import { readDispatchError } from './dispatch.ts'
import { readHeader } from './header.ts'
import { type Place, staked } from './place.ts'
import type { Rpc } from './rpc.ts'
import type { Chain } from './types.ts'

/** A trade as the events of its extrinsic tell it. */
export interface Executed {
  readonly from: Place
  readonly to: Place
  /** What left the first place, fee included. */
  readonly sold: AnyBalance
  /** Swap fee taken at the origin, in alpha. */
  readonly originFee: Balance<SomeAlpha>
  /** TAO in between. */
  readonly tao: Balance<Tao>
  /** What arrived; undefined when the TAO was not staked again and stays free. */
  readonly received: AnyBalance | undefined
  /** Swap fee taken at the destination, in TAO. */
  readonly destinationFee: Balance<Tao>
}

/** What became of an extrinsic in a block, from its own events. */
export interface Receipt {
  readonly blockNumber: number
  readonly blockHash: Hex
  readonly index: number
  /** The dispatch error; undefined for success. */
  readonly error: ChainError | undefined
  readonly executed: readonly Executed[]
  /** Transaction fee paid in TAO. */
  readonly transactionFee: Balance<Tao>
}

/** An event in the form of the metadata codecs. */
interface RawEvent {
  readonly pallet: string
  readonly name: string
  readonly fields: unknown
}

/**
 * Reads the receipt of an extrinsic from the block that holds it.
 * @throws E_ENDPOINT when the block does not hold it or its events cannot be read
 */
export async function readReceipt(chain: Chain, extrinsic: Hex, block: Hex): Promise<Receipt> {
  const [index, header, events] = await Promise.all([
    findIndex(chain.rpc, extrinsic, block),
    chain.rpc.request('chain_getHeader', [block]),
    readEvents(chain.rpc, chain.runtime, block),
  ])
  const own = events.filter(event => event.extrinsic === index).map(event => event.event)
  const outcome = own.findLast(
    event => event.pallet === 'System' && /^Extrinsic(Success|Failed)$/.test(event.name),
  )
  if (!outcome) throw new CliError('E_ENDPOINT', { problem: 'the block has no outcome for the transaction' })
  const { number, hash } = readHeader(header)
  if (hash !== block) throw new CliError('E_ENDPOINT', { problem: 'a block header does not have its hash' })
  return decodeAnswer('the events of the transaction', () => ({
    blockNumber: number,
    blockHash: block,
    index,
    error: outcome.name === 'ExtrinsicFailed' ? readDispatchError(chain.runtime, outcome.fields) : undefined,
    executed: readExecuted(own),
    transactionFee: readFee(own),
  }))
}

async function findIndex(rpc: Rpc, extrinsic: Hex, block: Hex): Promise<number> {
  const answer = objectAnswer('a block', await rpc.request('chain_getBlock', [block]))
  const { extrinsics } = objectAnswer('a block', answer.block)
  if (!Array.isArray(extrinsics)) throw new CliError('E_ENDPOINT', { problem: 'a block has no extrinsics' })
  const index = extrinsics.findIndex(
    entry => toHex(Blake2256(fromHex(hexAnswer('an extrinsic', entry)))) === extrinsic,
  )
  if (index < 0)
    throw new CliError('E_ENDPOINT', { problem: 'the block named does not hold the transaction' })
  return index
}

async function readEvents(rpc: Rpc, runtime: Runtime, block: Hex) {
  const item = runtime.storage('System', 'Events')
  if (!item) throw new CliError('E_ENDPOINT', { problem: 'its runtime has no System.Events' })
  const bytes = fromHex(hexAnswer('the events', await rpc.request('state_getStorage', [item.key(), block])))
  const records = decodeAnswer('the events', () => item.value.dec(bytes)) as {
    phase: { type: string; value?: number }
    event: { type: string; value: { type: string; value: unknown } }
  }[]
  return records.map(({ phase, event }) => ({
    extrinsic: phase.type === 'ApplyExtrinsic' ? phase.value : undefined,
    event: { pallet: event.type, name: event.value.type, fields: event.value.value } satisfies RawEvent,
  }))
}

/** (coldkey, hotkey, tao, alpha, netuid, fee); old runtimes have no fee. Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/macros/events.rs:17-33 */
type StakeEvent = readonly [Address, Address, bigint, bigint, number, bigint?]

/**
 * Groups StakeRemoved and StakeAdded under the StakeSwapped or StakeMoved that closes each trade, where owner, hotkey
 * and subnet are those of the trade. Of several removals the last counts: one before it is the chain selling alpha for
 * the transaction fee.
 */
function readExecuted(events: readonly RawEvent[]): readonly Executed[] {
  const done: Executed[] = []
  let removals: StakeEvent[] = []
  let additions: StakeEvent[] = []
  for (const { pallet, name, fields } of events) {
    if (pallet !== 'SubtensorModule') continue
    if (name === 'StakeRemoved') removals.push(fields as StakeEvent)
    else if (name === 'StakeAdded') additions.push(fields as StakeEvent)
    else if (name === 'StakeSwapped' || name === 'StakeMoved') {
      const trade = closing(name, fields)
      const removed = removals.findLast(isAt(trade.from))
      const added = additions.findLast(isAt(trade.to))
      if (removed) done.push(toExecuted(removed, added, trade))
      removals = []
      additions = []
    }
  }
  return done
}

const isAt =
  (place: Place) =>
  ([coldkey, hotkey, , , netuid]: StakeEvent): boolean =>
    coldkey === place.coldkey && hotkey === place.hotkey && netuid === place.netuid

type Closing = Pick<Executed, 'from' | 'to'>

/** Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/macros/events.rs:35 (StakeMoved), :306 (StakeSwapped) */
function closing(name: 'StakeSwapped' | 'StakeMoved', fields: unknown): Closing {
  if (name === 'StakeMoved') {
    const [coldkey, originHotkey, origin, destinationHotkey, destination] = fields as readonly [
      Address,
      Address,
      number,
      Address,
      number,
      bigint,
    ]
    return {
      from: staked(coldkey, originHotkey, origin),
      to: staked(coldkey, destinationHotkey, destination),
    }
  }
  const [coldkey, hotkey, origin, destination] = fields as readonly [Address, Address, number, number, bigint]
  return { from: staked(coldkey, hotkey, origin), to: staked(coldkey, hotkey, destination) }
}

function toExecuted(removed: StakeEvent, added: StakeEvent | undefined, where: Closing): Executed {
  const [, , taoOut, netAlpha, origin, alphaFee = 0n] = removed
  return {
    ...where,
    // The event states the alpha net of fee. Source: pallets/subtensor/src/staking/stake_utils.rs:826-833
    sold: balanceFromRao(netAlpha + alphaFee, someAlpha(origin)),
    originFee: balanceFromRao(alphaFee, someAlpha(origin)),
    tao: balanceFromRao(taoOut, tao),
    received: added && balanceFromRao(added[3], someAlpha(added[4])),
    destinationFee: balanceFromRao(added?.[5] ?? 0n, tao),
  }
}

function readFee(events: readonly RawEvent[]): Balance<Tao> {
  const paid = events.find(
    event => event.pallet === 'TransactionPayment' && event.name === 'TransactionFeePaid',
  )
  return balanceFromRao((paid?.fields as { actual_fee: bigint } | undefined)?.actual_fee ?? 0n, tao)
}
