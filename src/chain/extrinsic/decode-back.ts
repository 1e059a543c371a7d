import { isDeepStrictEqual } from 'node:util'
import { Bytes, type Codec, Tuple, u8 } from '@polkadot-api/substrate-bindings'
import { CliError } from '../../errors/cli-error.ts'
import { sameBytes } from '../../scale/bytes.ts'
import type { Runtime } from '../../scale/runtime.ts'
import type { Call, CallArgument } from './calls.ts'
import { extensionParts, type Proof, proofBytes, type Terms } from './payload.ts'

/** One field of encoded bytes, and what it must say. */
interface Field {
  readonly name: string
  readonly codec: Codec<unknown>
  says(value: unknown): boolean
}

/**
 * Decodes call bytes with a second, independent codec and compares them with the call that was planned.
 * @throws E_MEANING when they differ in anything
 */
export function assertMeaning(runtime: Runtime, planned: Call, encoded: Uint8Array): void {
  assertFields('call', [callField(runtime, planned)], encoded)
}

/**
 * The same for all that is signed: the call, and what each transaction extension adds to it.
 * @throws E_MEANING, E_EXTENSION for an extension that writes what is not known
 */
export function assertPayload(runtime: Runtime, planned: Call, terms: Terms, payload: Uint8Array): void {
  const fields = [callField(runtime, planned), ...extras(runtime, terms), ...additionals(runtime, terms)]
  assertFields('payload', fields, payload)
}

/** The same for an extrinsic with its signature. @throws E_MEANING, E_EXTENSION */
export function assertExtrinsic(
  runtime: Runtime,
  planned: Call,
  terms: Terms,
  proof: Proof,
  extrinsic: Uint8Array,
): void {
  const { version, signer, signature } = proofBytes(proof)
  const fields = [
    field('version', u8 as Codec<unknown>, version),
    field('signer', runtime.address, signer),
    field('signature', runtime.signature, signature),
    ...extras(runtime, terms),
    callField(runtime, planned),
  ]
  let inner: Uint8Array
  try {
    inner = Bytes().dec(Uint8Array.from(extrinsic))
  } catch (cause) {
    throw new CliError('E_MEANING', { difference: 'the extrinsic has no length' }, { cause })
  }
  if (!sameBytes(Bytes().enc(inner), extrinsic)) throw differs('the extrinsic has another length')
  assertFields('extrinsic', fields, inner)
}

const extras = (runtime: Runtime, terms: Terms) =>
  extensionParts(runtime, terms).map(({ name, codecs, extra }) => field(name, codecs.extra, extra))

const additionals = (runtime: Runtime, terms: Terms) =>
  extensionParts(runtime, terms).map(({ name, codecs, additional }) =>
    field(`${name}, what it adds,`, codecs.additional, additional),
  )

const field = (name: string, codec: Codec<unknown>, bytes: Uint8Array): Field => ({
  name,
  codec,
  says: value => sameBytes(codec.enc(value), bytes),
})

const callField = (runtime: Runtime, planned: Call): Field => ({
  name: `call ${planned.pallet}.${planned.name}`,
  codec: runtime.call,
  says: value => isDeepStrictEqual(value, codecForm(planned)),
})

function assertFields(what: string, fields: readonly Field[], encoded: Uint8Array): void {
  const codec = Tuple(...fields.map(entry => entry.codec))
  let values: readonly unknown[]
  try {
    // A copy, since the codec reads from the start of the buffer, even where the bytes are a part of it.
    const decoded = codec.dec(Uint8Array.from(encoded))
    if (!sameBytes(codec.enc(decoded), encoded)) throw differs(`the ${what} holds more than was planned`)
    values = decoded
  } catch (cause) {
    if (cause instanceof CliError) throw cause
    throw new CliError('E_MEANING', { difference: `the ${what} cannot be decoded` }, { cause })
  }
  for (const [at, { name, says }] of fields.entries()) {
    if (!says(values[at])) throw differs(`the ${what} does not say ${name} as planned`)
  }
}

const differs = (difference: string) => new CliError('E_MEANING', { difference })

/** A call as the metadata codecs state it. */
function codecForm(call: Call): { type: string; value: { type: string; value: unknown } } {
  const args = Object.entries(call.args).map(([name, value]) => [name, argument(value)])
  return { type: call.pallet, value: { type: call.name, value: Object.fromEntries(args) } }
}

function argument(value: CallArgument): unknown {
  if (value === null) return undefined
  return typeof value === 'object' ? value.map(codecForm) : value
}
