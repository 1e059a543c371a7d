import type { Hex } from '../../scale/runtime.ts'
import type { Chain } from '../node/chain-types.ts'
import type { PoolLimits } from '../node/pool.ts'
import type { Sealing } from '../node/seal.ts'
import type { Faults } from '../wire/fault.ts'
import { type BlockControl, blockControl } from './blocks.ts'
import { ControlError } from './error.ts'
import { type MessageControl, messageControl } from './messages.ts'
import type { NetworkControl } from './network.ts'
import { type StorageControl, storageControl } from './storage.ts'
import { type TradeControl, tradeControl } from './trades.ts'
import { type RuntimeControl, runtimeControl } from './upgrade.ts'

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

/** What is controlled. */
export interface Controls {
  readonly chain: Chain
  readonly sealing: Sealing
  readonly faults: Faults
  readonly network: NetworkControl
  /** What signatures draw from. */
  readonly random: (bytes: number) => Uint8Array
}

/** The controls of a chain. */
export function createControl({ chain, sealing, faults, network, random }: Controls): Control {
  const { tree, times } = chain
  return {
    blocks: blockControl(chain),
    sealing,
    time: {
      set: milliseconds => forward(() => times.set(BigInt(milliseconds), tree.best())),
      advance: milliseconds => forward(() => times.advance(BigInt(milliseconds), tree.best())),
    },
    storage: storageControl(chain),
    pool: chain.pool,
    trades: tradeControl(chain, random),
    runtime: runtimeControl(chain),
    messages: messageControl(faults),
    network,
  }
}

function forward(work: () => void): void {
  try {
    work()
  } catch (failure) {
    if (!(failure instanceof RangeError)) throw failure
    throw new ControlError(failure.message, { cause: failure })
  }
}
