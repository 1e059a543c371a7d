import { hashOf } from '../../src/scale/bytes.ts'
import type { CallRule } from './call-rule.ts'
import { addWeights, noWeight } from './weight.ts'

interface Remark {
  readonly remark: Uint8Array
}

/** Time in picoseconds that grows with the length of a remark. */
function byLength(fixed: bigint, each: bigint): CallRule['weight'] {
  return args =>
    addWeights(noWeight, {
      refTime: fixed + each * BigInt((args as Remark).remark.length),
      proofSize: 0n,
    })
}

/**
 * Calls of the System pallet: texts that change nothing.
 * Source: paritytech/polkadot-sdk substrate/frame/system/src/lib.rs remark, remark_with_event;
 * weights @0c4302a2 substrate/frame/system/src/weights.rs.
 */
export const systemCalls: Readonly<Record<string, CallRule>> = {
  'System.remark': { weight: byLength(2_119_000n, 390n), execute: () => undefined },
  'System.remark_with_event': {
    weight: byLength(8_097_000n, 1_455n),
    execute: ({ state }, signer, args) => {
      const { remark } = args as Remark
      state.emit('System', 'Remarked', { sender: signer, hash: hashOf(remark) })
      return undefined
    },
  },
}
