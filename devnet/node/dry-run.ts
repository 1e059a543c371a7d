import { concat } from '../../src/scale/bytes.ts'
import type { Runtime } from '../../src/scale/runtime.ts'
import { invalidBytes } from '../extrinsic/invalid.ts'
import type { RuntimeEvent } from '../types.ts'
import type { NodeBlock } from './block.ts'
import type { NodeChain } from './chain-types.ts'

/**
 * SCALE bytes of ApplyExtrinsicResult: what executing an extrinsic on top of a block would come to. Changes nothing.
 * @throws ExtrinsicFormatError, PrunedStateError
 */
export async function dryRun(chain: NodeChain, bytes: Uint8Array, on: NodeBlock): Promise<Uint8Array> {
  const verdict = await chain.validate(chain.decode(bytes, on), on)
  if (!verdict.ok) return concat([Uint8Array.of(1), invalidBytes(verdict.reason)])
  const { signed } = verdict.verified
  const { runtime, rules } = chain.history.editionAfter(on)
  const state = chain.stateOf(on).fork()
  const context = chain.contextAfter(on)
  rules.initialize(state, context)
  // Nonces must fit exactly here, while a pool waits for the gap to close.
  const reason = rules.validate(state, signed)
  if (reason !== undefined) return concat([Uint8Array.of(1), invalidBytes(reason)])
  rules.apply(state, context, 1, signed)
  const failed = rules.events(state).find(event => isOutcome(event, 'ExtrinsicFailed'))
  return failed === undefined
    ? Uint8Array.of(0, 0)
    : concat([Uint8Array.of(0, 1), dispatchErrorBytes(runtime, failed)])
}

const isOutcome = (event: RuntimeEvent, name: string) => event.pallet === 'System' && event.name === name

/** The error inside an ExtrinsicFailed event: what its encoding has before the dispatch info. */
function dispatchErrorBytes(runtime: Runtime, event: RuntimeEvent): Uint8Array {
  const encode = (name: string, value: unknown) =>
    runtime.event.enc({ type: 'System', value: { type: name, value } }).subarray(2)
  const { dispatch_info } = event.fields as { readonly dispatch_info: unknown }
  const whole = encode('ExtrinsicFailed', event.fields)
  return whole.subarray(0, whole.length - encode('ExtrinsicSuccess', { dispatch_info }).length)
}
