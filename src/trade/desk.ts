import type { Address } from '../chain/address.ts'
import type { Chain } from '../chain/chain.ts'
import type { Signer } from '../chain/extrinsic/compose.ts'
import type { SpecRange } from '../config/spec-range.ts'
import type { Commands } from '../errors/next-command.ts'
import type { Halt } from '../host/halt.ts'
import type { Clock, Prompt } from '../host/types.ts'
import type { Journal } from '../journal/journal.ts'
import type { Face } from '../output/face.ts'
import type { Output } from '../output/output.ts'
import type { Stages } from '../output/stages.ts'
import type { Report } from './after/conclude.ts'
import type { TradeReport } from './after/report.ts'
import type { Other } from './sending/judge.ts'
import type { Sent } from './sending/send.ts'
import type { Verb } from './verb.ts'

/** What the flow of a trade asks of the world. */
export interface TradeDeps {
  readonly output: Output
  readonly view: Face<TradeReport>
  readonly commands: Commands
  readonly prompt: Prompt
  readonly halt: Halt
  readonly stages: Pick<Stages, 'enter'>
  chain(): Promise<Chain>
  /** Other endpoints, each of which must make the same plan. */
  witnesses(): Promise<readonly Chain[]>
  /** All endpoints that were named, for what they know of earlier transactions. */
  others(): readonly Other[]
  readonly clock: Clock
  readonly acceptVerdict: boolean
  journal(): Promise<Journal>
  unlock(): Promise<Signer>
  /** Where a password comes from: 'prompt' where a person is asked. */
  readonly passwordSource: { readonly kind: string }
}

export interface TradeRequest {
  readonly coldkey: Address
  /** Names of wallet and hotkeys by address, for the reader's eye. */
  readonly names: ReadonlyMap<string, string>
  readonly yes: boolean
  readonly dryRun: boolean
  readonly wait: Sent['kind']
  readonly era: number
  /** Of --accept-spec: specs to trade on although what is read there has changed. */
  readonly acceptSpec: SpecRange | undefined
  /** Of --unverified-metadata: of this run alone, never of a file or variable. */
  readonly unverifiedMetadata: boolean
  /** Whether the position may pay the fee. */
  readonly feeInAlpha: boolean
  /** Whether any price impact is taken. */
  readonly acceptImpact: boolean
  /** Whether a trade may wait behind a transaction from elsewhere. */
  readonly queue: boolean
  /** Of --trust-endpoint: whether what the endpoint in use tells of pools is believed. */
  readonly trustEndpoint: boolean
  /** The one endpoint whose word is taken, whatever is in use. */
  readonly trustedUrl: string | undefined
  /** Whether the least to receive, or the worst price, was given as a number. */
  readonly hasFloor: boolean
  /** Whether there are witnesses. */
  readonly isConfirmed: boolean
  /** Of --intent-id: the name a script gives a trade, to be known by when it runs again. */
  readonly intentId: string | undefined
}

/** One trade under way. */
export interface Run extends Omit<TradeDeps, 'chain' | 'journal'> {
  readonly chain: Chain
  readonly journal: Journal
  readonly verb: Verb
  readonly request: TradeRequest
  readonly report: Report
}
