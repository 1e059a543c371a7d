import type { Hex } from '../src/scale/bytes.ts'

/** An SS58 address with prefix 42. */
export type Account = string

/** Runs work later; the result cancels it. */
export type After = (milliseconds: number, work: () => void) => () => void

/** A decoded call in the form of the metadata codecs: `{ type: pallet, value: { type: call, value: args } }`. */
export interface DispatchCall {
  readonly type: string
  readonly value: { readonly type: string; readonly value: unknown }
}

/** A scenario after validation: addresses resolved, decimals turned into integers. All amounts in rao. */
export interface Genesis {
  /** Milliseconds since the epoch: Timestamp.Now at block 0. */
  readonly timestamp: bigint
  /** Any text, of which the genesis hash is made too. */
  readonly seed?: string
  readonly author: Account
  readonly accounts: readonly { readonly address: Account; readonly free: bigint }[]
  /** Hotkeys known to the chain, with the coldkey that owns each and where it is registered. */
  readonly hotkeys: readonly {
    readonly address: Account
    readonly owner: Account
    readonly netuids: readonly number[]
  }[]
  /** What coldkeys call themselves. */
  readonly identities?: readonly { readonly coldkey: Account; readonly name: string }[]
  /** Coldkeys that are being swapped. */
  readonly coldkeySwaps?: readonly { readonly coldkey: Account; readonly isDisputed: boolean }[]
  readonly subnets: readonly GenesisSubnet[]
  readonly positions: readonly {
    readonly coldkey: Account
    readonly hotkey: Account
    readonly netuid: number
    readonly alpha: bigint
  }[]
}

export interface GenesisSubnet {
  readonly netuid: number
  readonly name: string
  readonly symbol: string
  readonly owner: Account
  readonly ownerHotkey: Account
  /** 1 dynamic (a pool), 0 stable (1:1, as root). */
  readonly mechanism: 0 | 1
  readonly alphaIn: bigint
  /** Reserve. On subnets that trade 1:1: what is there besides the positions, as a rule 0. */
  readonly tao: bigint
  /** Of 1e18. */
  readonly quoteWeight: bigint
  /** Of 65535. */
  readonly feeRate: number
  /** SubtokenEnabled: trading has started. */
  readonly started: boolean
  readonly transfers: boolean
  readonly tempo: number
}

/** What a block knows about itself while its extrinsics run. */
export interface BlockContext {
  readonly number: number
  readonly parentHash: Hex
  /** Milliseconds since the epoch, as the timestamp inherent sets it. */
  readonly timestamp: bigint
  /** Receives transaction fees and swap fees. */
  readonly author: Account
}

/** A signed extrinsic after its signature was checked. */
export interface SignedCall {
  readonly signer: Account
  readonly call: DispatchCall
  readonly nonce: number
  /** Rao. */
  readonly tip: bigint
  /** Encoded length of the whole extrinsic in bytes; the length fee counts it. */
  readonly length: number
}

/** An extrinsic whose signature holds. */
export interface Verified {
  readonly hash: Hex
  readonly bytes: Uint8Array
  readonly signed: SignedCall
  /** Block its era begins at and that block's hash on the branch it was verified for. */
  readonly birth: number
  readonly birthHash: Hex
  /** First block it can no longer execute in; Infinity if immortal. */
  readonly death: number
  /** Spec version the signature covers. */
  readonly specVersion: number
}

export type Phase =
  | { readonly type: 'ApplyExtrinsic'; readonly value: number }
  | { readonly type: 'Finalization' }
  | { readonly type: 'Initialization' }

/** One event. `fields` has the shape the metadata codec of that event takes (object, tuple array, bare value). */
export interface RuntimeEvent {
  readonly phase: Phase
  readonly pallet: string
  readonly name: string
  readonly fields: unknown
}

/** Why the pool or a block refuses an extrinsic; names as in sp_runtime InvalidTransaction. */
export type Invalid =
  | 'Call'
  | 'Payment'
  | 'Future'
  | 'Stale'
  | 'BadProof'
  | 'AncientBirthBlock'
  | 'ExhaustsResources'
  | 'BadSigner'
  | { readonly custom: number }

export interface Weight {
  /** Picoseconds. */
  readonly refTime: bigint
  readonly proofSize: bigint
}

/** What payment_queryInfo answers. */
export interface DispatchInfo {
  readonly weight: Weight
  readonly class: 'Normal' | 'Operational' | 'Mandatory'
  /** Rao, without tip. */
  readonly partialFee: bigint
}
