import type { Hex } from '../scale/bytes.ts'
import type { Runtime } from '../scale/runtime.ts'
import type { Address } from './address.ts'
import type { MetadataDigest } from './metadata/hash.ts'
import type { Network } from './network/network.ts'
import type { Rpc } from './rpc/rpc.ts'
import type { ChainView } from './view.ts'

/** A connection to one chain whose identity was checked. */
export interface Chain {
  readonly network: Network
  readonly genesis: Hex
  readonly specVersion: number
  readonly transactionVersion: number
  /** Whether the genesis carries the mark of our development chain. */
  readonly isDevelopment: boolean
  readonly runtime: Runtime
  /** The metadata as a node served it. */
  readonly metadata: Uint8Array
  /** Digest of the metadata (RFC-0078), computed once. @throws E_ENDPOINT for bytes that have none */
  digest(): Promise<MetadataDigest>
  readonly rpc: Rpc
  /** A view of the best block as of when the connection was made, for commands that read once. */
  readonly opening: ChainView
  /** A view of the best block as of now. */
  head(): Promise<ChainView>
  /**
   * From now on the chain may be upgraded behind this connection: an endpoint connected to again is taken whatever it
   * runs. For whoever reads blocks by the runtime each of them had, as after sending; `head` goes on refusing another.
   */
  followUpgrades(): void
  /** Nonce of the next extrinsic of an account, those waiting in the node's pool counted. */
  nextNonce(account: Address): Promise<number>
  close(): void
}
