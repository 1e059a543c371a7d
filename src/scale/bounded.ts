import type { Codec } from '@polkadot-api/substrate-bindings'
import { answerBudget, type Budget, type Measure } from './measure.ts'

/** A codec that measures bytes before it makes anything of them. It is whole: no part of other codecs. */
export interface BoundedCodec {
  enc(value: unknown): Uint8Array
  /** One value of the bytes, within a budget of its own if left out. @throws Error where they are none, or too much */
  dec(bytes: Uint8Array, budget?: Budget): unknown
}

/** The codec of a type for what an endpoint sends. `isAll`: the value must end where the bytes do. */
export function bounded(
  measure: Measure,
  type: number,
  { enc, dec }: Codec<unknown>,
  { isAll }: { readonly isAll: boolean },
): BoundedCodec {
  return {
    enc,
    dec(bytes, budget = answerBudget()) {
      const end = measure(type, bytes, budget)
      if (isAll && end < bytes.length) throw new Error(`${bytes.length - end} bytes stand behind it`)
      // A copy where the bytes are part of a buffer: the codec reads from the start of that.
      return dec(bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice())
    },
  }
}
