import type { Recorded } from '../../chain/extrinsic/compose.ts'
import type { Progress } from '../../chain/outcome/broadcast.ts'
import type { Receipt } from '../../chain/outcome/receipt.ts'
import type { CliError } from '../../errors/cli-error.ts'
import type { ProgressStep } from '../../output/progress.ts'
import type { Stage } from '../../output/stages.ts'
import type { Judged } from './judge.ts'

export interface FollowOptions {
  readonly wait: Followed['kind']
  /** Whether some node may know these bytes already. */
  readonly sentBefore: boolean
}

/** Where an extrinsic ended up. */
export interface Followed {
  readonly kind: 'included' | 'finalized'
  readonly receipt: Receipt
}

/** What is known of an extrinsic that is followed. */
export interface FollowState extends FollowOptions, Pick<Recorded, 'hash' | 'lastBlock'> {
  /** Whether a block holds it, by the last that was heard: then it need not be sent again. */
  readonly isIn: boolean
  /** Whether a node that has the bytes is listened to. */
  readonly isListening: boolean
  /** How often it was sent and looked for, from 0; -1 before the first time. */
  readonly round: number
  readonly sendings: number
  /** Answers so far that cannot be used. */
  readonly useless: number
  /** What the node said last, and what the blocks showed. */
  readonly said: string
  readonly seen: string
}

/** What came of an action. */
export type FollowEvent =
  | { readonly kind: 'heard'; readonly progress: Progress }
  /** The node has said nothing for a while. */
  | { readonly kind: 'silence' }
  /** The node has no more to say. */
  | { readonly kind: 'closed' }
  | { readonly kind: 'paused' }
  | { readonly kind: 'judged'; readonly judged: Judged }
  | { readonly kind: 'read'; readonly followed: Followed }
  /** `stop`: why the command has to end, where it has to. */
  | {
      readonly kind: 'failed'
      readonly doing: FollowAction['do']
      readonly error: unknown
      readonly stop: CliError | undefined
    }

/** What is to be done next. */
export type FollowAction =
  /** Hand the bytes to the node and listen. */
  | { readonly do: 'send' }
  | { readonly do: 'listen' }
  | { readonly do: 'pause'; readonly milliseconds: number }
  /** Look through the blocks. */
  | { readonly do: 'look' }
  | ({ readonly do: 'read' } & Inclusion)
  | { readonly do: 'conclude'; readonly followed: Followed }
  | { readonly do: 'fail'; readonly error: unknown }

/** The block whose receipt is to be read. */
export interface Inclusion extends Pick<Followed, 'kind'> {
  readonly block: Receipt['blockHash']
  /** The chain that shows it, where that is another than the one in use. */
  readonly seenBy?: Extract<Judged, { readonly kind: 'finalized' | 'included' }>['seenBy']
}

export interface FollowStep {
  readonly state: FollowState
  readonly action: FollowAction
  /** What the user is told. */
  readonly news?: { readonly stage?: Stage; readonly step: ProgressStep }
}
