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
import type { TakeReport, TradeReport } from './after/report.ts'
import type { Verb } from './verb.ts'

/** What a trade asks of the world. */
export interface Desk {
  readonly chain: Chain
  readonly journal: Journal
  readonly output: Output
  readonly face: Face<TradeReport>
  readonly commands: Commands
  readonly prompt: Prompt
  readonly halt: Halt
  readonly stages: Pick<Stages, 'enter'>
  readonly clock: Clock
  /** Other endpoints, each of which must make the same plan. */
  witnesses(): Promise<readonly Chain[]>
  /** All endpoints that were named, the network's own, its fallbacks, those of --confirm-with, for what they know of earlier transactions. */
  others(): readonly Other[]
  /** Of --accept-verdict: whether one endpoint is believed in spite of the clock, and with nobody to confirm it. */
  readonly acceptVerdict: boolean
  unlock(): Promise<Signer>
  /** Where a password comes from: 'prompt' where a person is asked. */
  readonly passwordSource: { readonly kind: string }
}

/** An endpoint that the user named beside the one in use: its chain, or why it cannot be asked. */
export interface Other {
  readonly url: string
  connect(): Promise<Chain>
}

export interface TradeRequest {
  readonly coldkey: Address
  /** Names of wallet and hotkeys by address, for the reader's eye. */
  readonly names: ReadonlyMap<string, string>
  readonly yes: boolean
  readonly dryRun: boolean
  readonly wait: 'included' | 'finalized'
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
export interface Trade {
  readonly verb: Verb
  readonly request: TradeRequest
  readonly report: TakeReport
}
