import type { NodeChain } from '../node/chain-types.ts'
import type { Sealing } from '../node/settings.ts'
import type { Faults } from '../wire/fault.ts'
import { blockControl } from './blocks.ts'
import { ControlError } from './error.ts'
import { messageControl } from './messages.ts'
import { storageControl } from './storage.ts'
import { tradeControl } from './trades.ts'
import type { Control, NetworkControl } from './types.ts'
import { runtimeControl } from './upgrade.ts'

/** What is controlled. */
export interface Controls {
  readonly chain: NodeChain
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
