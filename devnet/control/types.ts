import type { Balance, SomeAlpha } from '../../src/balance/index.ts'
import type { Hex } from '../../src/scale/bytes.ts'
import type { NodeBlock } from '../node/block.ts'
import type { PoolLimits, Sealing } from '../node/settings.ts'
import type { KeyPart } from '../state/item.ts'
import type { Account, DispatchCall, Verified } from '../types.ts'
import type { AddedFault, Fault } from '../wire/fault.ts'

/** A reorganisation: another branch from an earlier block on becomes the best chain. */
export interface Reorg {
  /** Block the branches have in common; by default the parent of the best block. */
  readonly parent?: NodeBlock
  /** Hashes of extrinsics the new branch leaves out. They wait in the pool again, if they still can execute. */
  readonly drop?: readonly Hex[]
  /** Hashes of waiting transactions the new branch takes into its first block. */
  readonly include?: readonly Hex[]
}

/** Blocks to be made. */
export interface NewBlocks {
  /** 1 if left out. */
  readonly count?: number
  /** Elsewhere than the best block starts or continues a fork. */
  readonly parent?: NodeBlock
  /** Hashes of ready transactions to take; all of them by default. */
  readonly include?: readonly Hex[]
  /** Hashes of ready transactions to leave in the pool. */
  readonly exclude?: readonly Hex[]
}

/** Blocks by hand. */
export interface BlockControl {
  /** Makes blocks, each on the one before; answers the last. */
  make(options?: NewBlocks): NodeBlock
  /** Finalizes a block with all before it, by default the best block. @throws ControlError if it is on a dead fork */
  finalize(block?: NodeBlock): NodeBlock
  /**
   * Builds another branch, one block longer than what it replaces: block for block the same extrinsics and changes of
   * state, but for those dropped and included, then an empty one. Answers its blocks.
   * @throws ControlError where blocks to be replaced are final
   */
  reorg(reorg?: Reorg): readonly NodeBlock[]
}

/** The chain's clock. Milliseconds since the epoch. */
export interface TimeControl {
  /** The next block takes this time, and the clock goes on from there. @throws ControlError if the best block is later */
  set(milliseconds: number): void
  /** The next block is this much later than it would have been. */
  advance(milliseconds: number): void
}

/** The transaction pool. */
export interface PoolControl {
  /** How many it holds from now on; what is beyond is dropped. 0 and 0 make it a full pool, which refuses with 1016. */
  limit(limits: PoolLimits): void
  /** Takes a transaction out; who watches it hears `dropped`. False if it is not there. */
  drop(hash: Hex): boolean
}

/** Alpha paid to all who stake to a hotkey. */
export interface Dividend {
  readonly hotkey: Account
  /** Above 0; its unit names the subnet. */
  readonly alpha: Balance<SomeAlpha>
}

/** Changes of the state, which the next block makes before its extrinsics. */
export interface StorageControl {
  /** Puts SCALE bytes under raw keys; without a value nothing is stored there. @throws ControlError */
  set(entries: readonly (readonly [key: Hex, value: Hex | null])[]): void
  /** Writes a value in the form of the metadata codecs; `undefined` removes it. @throws ControlError */
  write(pallet: string, item: string, key: readonly KeyPart[], value: unknown): void
  /** Raises TotalHotkeyAlpha and SubnetAlphaOut, so that every share of the hotkey is worth more. @throws ControlError */
  dividend(dividend: Dividend): void
}

/** Which transaction something is to come before: the next that fits all that is said. */
export interface Victim {
  readonly hash?: Hex
  readonly signer?: Account
  /** `Pallet.call`, alone or in a batch. */
  readonly call?: string
  /** In process alone. */
  readonly where?: (transaction: Verified) => boolean
}

/** A transaction of a development key that gets in front of another one. */
export interface FrontRun {
  /** Name of the development key that signs, such as `coldkey_2`. */
  readonly signer: string
  /** In the form of the metadata codecs, or its SCALE bytes. */
  readonly call: DispatchCall | Hex
  readonly before: Victim
}

/** Trades of others. */
export interface TradeControl {
  /**
   * Signs a call and executes it right before the transaction chosen, in the same block. It happens once; if it is not
   * valid then, it waits for the next that fits. @throws ControlError
   */
  before(frontRun: FrontRun): Promise<void>
  /** How many still wait for the one they are to precede. */
  waiting(): number
}

/** Another runtime: the same under a higher spec version, or that of SCALE metadata (V15 or V16). */
export type Upgrade = { readonly specVersion: number } | { readonly metadata: Uint8Array }

/** The chain's runtime. */
export interface RuntimeControl {
  /**
   * The next block ends with another runtime, which executes those after it; it tells so by System.CodeUpdated. Older
   * blocks keep theirs. @throws ControlError where the spec version would not grow
   */
  upgrade(upgrade: Upgrade): void
}

/** Faults of messages between clients and node. */
export interface MessageControl {
  /** Strikes requests that come from now on, their answers, and all notifications. Answers its number. @throws ControlError */
  add(fault: Fault): number
  /** False if there is none of this number. */
  remove(id: number): boolean
  clear(): void
  list(): readonly AddedFault[]
}

/** How a node goes down. */
export interface Restart {
  /** Milliseconds until it is up again; 0 if left out. */
  readonly downFor?: number
  /** Keeps waiting transactions, as if others still passed them on; a node alone forgets them. */
  readonly keepPool?: boolean
}

/** Connections, and the node behind them. */
export interface NetworkControl {
  /** Ends all connections; the node stays up. */
  hangUp(): void
  /** Takes the node down and up again: connections and subscriptions are lost, the chain is the same. */
  restart(options?: Restart): Promise<void>
}

/**
 * Everything that can be done to a development chain but by a client of a real one: in process through
 * `devnet.control`, over the socket through the methods `dev_*`. Nothing here depends on chance or the wall clock.
 */
export interface Control {
  readonly blocks: BlockControl
  readonly sealing: Omit<Sealing, 'stop'>
  readonly time: TimeControl
  readonly storage: StorageControl
  readonly pool: PoolControl
  readonly trades: TradeControl
  readonly runtime: RuntimeControl
  /** Faults of messages between clients and node. */
  readonly messages: MessageControl
  readonly network: NetworkControl
}
