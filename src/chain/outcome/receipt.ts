import { type Balance, type SomeAlpha, someAlpha, type Tao, tao, zero } from '../../balance/index.ts'
import { balanceFromRao } from '../../balance/wire.ts'
import { type ChainError, CliError } from '../../errors/cli-error.ts'
import { fromHex, type Hex } from '../../scale/bytes.ts'
import type { Runtime } from '../../scale/runtime.ts'
import type { Chain } from '../chain.ts'
import type { Header } from '../read/header.ts'
import { decodeAnswer, hexAnswer } from '../rpc/answer.ts'
import type { Rpc } from '../rpc/rpc.ts'
import { readBlock } from './block.ts'
import { readDispatchError } from './dispatch-error.ts'
import { runtimeOf } from './runtime-of.ts'
import { type CallResult, type Executed, type RawEvent, readItems, removedAlpha } from './stake-events.ts'
import type { Traceable } from './traceable.ts'

/** What became of an extrinsic in a block, from its own events. */
export interface Receipt {
  readonly blockNumber: number
  readonly blockHash: Hex
  readonly index: number
  /** The dispatch error; undefined for success. */
  readonly error: ChainError | undefined
  /** The calls of a batch in order, up to the one that ended it; of any other call that one. */
  readonly items: readonly CallResult[]
  /** All that the items did. */
  readonly executed: readonly Executed[]
  /** Transaction fee paid in TAO; zero where alpha paid it. */
  readonly transactionFee: Balance<Tao>
  /** Alpha sold for the transaction fee before the call ran; null where TAO paid it. */
  readonly alphaFee: AlphaFee | null
}

/** A transaction fee taken in alpha. */
export interface AlphaFee {
  /** After what was bought back of it, where the runtime does that. */
  readonly sold: Balance<SomeAlpha>
  readonly tao: Balance<Tao>
  /** What left the position before the call ran; known once it is in a block. */
  readonly taken?: Balance<SomeAlpha>
}

/**
 * Reads the receipt of an extrinsic from the block that holds it.
 * @throws E_ENDPOINT when the block does not hold it, cannot hold it by its era, or its events cannot be read
 */
export async function readReceipt(
  chain: Chain,
  extrinsic: Pick<Traceable, 'hash' | 'firstBlock' | 'lastBlock'>,
  block: Hex,
): Promise<Receipt> {
  const { header, index } = await findIn(chain.rpc, extrinsic, block)
  const { runtime } = await runtimeOf(chain, header)
  const events = await readEvents(chain.rpc, runtime, block)
  const own = events.filter(event => event.extrinsic === index).map(event => event.event)
  const outcome = own.findLast(
    event => event.pallet === 'System' && /^Extrinsic(Success|Failed)$/.test(event.name),
  )
  if (!outcome) throw new CliError('E_ENDPOINT', { problem: 'the block has no outcome for the transaction' })
  return decodeAnswer('the events of the transaction', () => {
    const failed = outcome.name === 'ExtrinsicFailed' && readDispatchError(runtime, outcome.fields)
    const { alphaFee, rest } = splitFee(own)
    const items = failed ? [] : readItems(runtime, rest)
    return {
      ...{ blockNumber: header.number, blockHash: block, index, items, alphaFee },
      error: failed || onlyError(items),
      executed: items.flatMap(item => item.executed),
      transactionFee: alphaFee ? zero(tao) : readFee(own),
    }
  })
}

/** Where every call of a batch failed, or the one that was proxied, the whole has failed. */
function onlyError(items: readonly CallResult[]): ChainError | undefined {
  return items.every(item => item.error) ? items[0]?.error : undefined
}

/**
 * Takes the sale that paid the transaction fee, which comes before all else, from the events.
 * Source: opentensor/subtensor@14bc6f9f pallets/transaction-fee/src/lib.rs:253-395
 */
function splitFee(events: readonly RawEvent[]) {
  const paid = events.find(
    ({ pallet, name }) => pallet === 'SubtensorModule' && name === 'TransactionFeePaidWithAlpha',
  )
  if (!paid) return { alphaFee: null, rest: events }
  const { netuid, alpha_fee, tao_amount } = paid.fields as FeePaidWithAlpha
  const at = events.findIndex(({ pallet, name }) => pallet === 'SubtensorModule' && name === 'StakeRemoved')
  const sold = balanceFromRao(alpha_fee, someAlpha(netuid))
  const sale = events[at]
  const taken = sale ? removedAlpha(sale) : sold
  return {
    alphaFee: { sold, tao: balanceFromRao(tao_amount, tao), taken },
    rest: events.filter((_, i) => i !== at),
  }
}

interface FeePaidWithAlpha {
  readonly netuid: number
  readonly alpha_fee: bigint
  readonly tao_amount: bigint
}

/** The place of an extrinsic in a block that its era allows, see `openTrace`. */
async function findIn(
  rpc: Rpc,
  { hash, firstBlock, lastBlock }: Pick<Traceable, 'hash' | 'firstBlock' | 'lastBlock'>,
  at: Hex,
): Promise<{ readonly header: Header; readonly index: number }> {
  const block = await readBlock(rpc, at)
  const index = block?.extrinsicHashes.indexOf(hash) ?? -1
  if (!block || index < 0) {
    throw new CliError('E_ENDPOINT', { problem: 'the block named does not hold the transaction' })
  }
  const { header } = block
  if (header.number <= firstBlock || header.number > lastBlock) {
    const problem = `block ${header.number} cannot hold a transaction of blocks ${firstBlock + 1} to ${lastBlock}`
    throw new CliError('E_ENDPOINT', { problem })
  }
  return { header, index }
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

function readFee(events: readonly RawEvent[]): Balance<Tao> {
  const paid = events.find(
    event => event.pallet === 'TransactionPayment' && event.name === 'TransactionFeePaid',
  )
  return balanceFromRao((paid?.fields as { actual_fee: bigint } | undefined)?.actual_fee ?? 0n, tao)
}
