import { isDeepStrictEqual } from 'node:util'
import { CliError } from '../errors/cli-error.ts'
import type { Runtime } from '../scale/runtime.ts'
import { decodeAnswer } from './answer.ts'
import type { Call, CallArgument } from './calls.ts'

/**
 * Decodes call bytes with a second, independent codec and compares them with the call that was planned.
 * @throws E_MEANING when they differ in anything
 */
export function assertMeaning(runtime: Runtime, planned: Call, encoded: Uint8Array): void {
  // A copy, since the codec reads from the start of the buffer, even where the bytes are a part of it.
  const decoded = decodeAnswer('the composed call', () => runtime.call.dec(Uint8Array.from(encoded)))
  const isWhole = Buffer.compare(runtime.call.enc(decoded), encoded) === 0
  if (!isWhole || !isDeepStrictEqual(decoded, codecForm(planned))) {
    throw new CliError('E_MEANING', {
      difference: `the bytes do not say ${planned.pallet}.${planned.name} as planned`,
    })
  }
}

/** A call as the metadata codecs state it. */
function codecForm(call: Call): { type: string; value: { type: string; value: unknown } } {
  const args = Object.entries(call.args).map(([name, value]) => [name, argument(value)])
  return { type: call.pallet, value: { type: call.name, value: Object.fromEntries(args) } }
}

function argument(value: CallArgument): unknown {
  if (value === null) return undefined
  return typeof value === 'object' ? value.map(codecForm) : value
}
