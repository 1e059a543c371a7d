import { CliError } from '../errors/cli-error.ts'
import { fromHex, toHex } from '../scale/bytes.ts'
import type { Runtime } from '../scale/runtime.ts'
import { isKnownSurface } from './metadata/fingerprint.ts'
import { quoteReads } from './quote/quote.ts'
import { seriesReads } from './quote/series.ts'
import type { QuoteReads, SeriesReads } from './quote/types.ts'
import { type AccountReads, accountReads } from './read/account.ts'
import { type RoomReads, roomReads } from './read/block-space.ts'
import { type ClaimReads, claimReads } from './read/claims.ts'
import { type FeeReads, feeReads } from './read/fee.ts'
import { type ManyReads, manyReads } from './read/many.ts'
import { type MarketReads, marketReads } from './read/market.ts'
import { type RuleReads, ruleReads } from './read/rules.ts'
import { type ShareReads, shareReads } from './read/shares.ts'
import { type StakeReads, stakeReads } from './read/stake.ts'
import { type SubnetReads, subnetReads } from './read/subnet.ts'
import { type TimeReads, timeReads } from './read/time.ts'
import { type ValidatorReads, validatorReads } from './read/validators.ts'
import type { BlockId, Reader } from './reader.ts'
import { attributeFailure, attributeFailures, decodeAnswer, hexAnswer } from './rpc/answer.ts'
import type { Rpc } from './rpc/rpc.ts'

/** Every read of a plan comes from one view, which is one block. */
export interface ChainView
  extends AccountReads,
    StakeReads,
    ClaimReads,
    SubnetReads,
    QuoteReads,
    MarketReads,
    RuleReads,
    ShareReads,
    SeriesReads,
    FeeReads,
    RoomReads,
    TimeReads,
    ValidatorReads {
  readonly block: BlockId
  /** Does work on what this view told; `what` it is for is named where that makes no sense. @throws E_ENDPOINT */
  attempt<T>(what: string, work: () => T): T
}

/** A view pinned to one block: every read carries its hash. */
export function openView(rpc: Rpc, runtime: Runtime, block: BlockId): ChainView {
  const reader = blockReader(rpc, runtime, block)
  const reads = {
    ...accountReads(reader),
    ...stakeReads(reader),
    ...claimReads(reader),
    ...subnetReads(reader),
    ...quoteReads(reader),
    ...marketReads(reader),
    ...seriesReads(reader),
    ...feeReads(reader),
    ...roomReads(reader),
    ...ruleReads(reader),
    ...shareReads(reader),
    ...timeReads(reader),
    ...validatorReads(reader),
  }
  const isKnown = () => isKnownSurface(runtime)
  return {
    block,
    attempt: (what, work) => attributeFailure(what, work, isKnown),
    ...attributeFailures(reads, isKnown),
  }
}

function blockReader(rpc: Rpc, runtime: Runtime, block: BlockId): Reader & ManyReads {
  const call = async (method: string, args: Uint8Array) =>
    hexAnswer(`the answer to ${method}`, await rpc.request('state_call', [method, toHex(args), block.hash]))
  const described = <T>(what: string, work: () => T) =>
    decodeAnswer(`what the metadata says of ${what}`, work)
  const absent = (what: string) => new CliError('E_ENDPOINT', { problem: `its runtime has no ${what}` })
  const codecOf = (pallet: string, item: string) => {
    const codec = described(`${pallet}.${item}`, () => runtime.storage(pallet, item))
    if (!codec) throw absent(`${pallet}.${item}`)
    return codec
  }
  return {
    runtime,
    call,
    ...manyReads(rpc, block, codecOf),
    async api(api, method, args) {
      const codec = described(`${api}.${method}`, () => runtime.api(api, method))
      if (!codec) throw absent(`${api}.${method}`)
      const given = described(`${api}.${method}`, () => codec.args.enc([...args]))
      const answer = await call(`${api}_${method}`, given)
      return decodeAnswer(`the answer to ${api}.${method}`, () => codec.value.dec(fromHex(answer)))
    },
    async storage(pallet, item, args) {
      const codec = codecOf(pallet, item)
      const key = described(`${pallet}.${item}`, () => codec.key(...args))
      const answer = await rpc.request('state_getStorage', [key, block.hash])
      if (answer === null) return codec.fallback
      const bytes = fromHex(hexAnswer(`${pallet}.${item}`, answer))
      return decodeAnswer(`${pallet}.${item}`, () => codec.value.dec(bytes))
    },
    constant(pallet, name) {
      const value = described(`constant ${pallet}.${name}`, () => runtime.constant(pallet, name))
      if (value === undefined) throw absent(`constant ${pallet}.${name}`)
      return value
    },
  }
}
