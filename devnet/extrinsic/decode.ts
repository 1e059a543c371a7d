import { type Codec, compactBn, compactNumber, Tuple } from '@polkadot-api/substrate-bindings'
import { concat, fromHex, hashOf, isHex, sameBytes } from '../../src/scale/bytes.ts'
import type { Runtime } from '../../src/scale/runtime.ts'
import type { DispatchCall } from '../types.ts'
import { type Era, readEra } from './era.ts'
import { type Extrinsic, ExtrinsicFormatError } from './extrinsic.ts'

const SIGNED_V4 = 0x84
const UNSIGNED_V4 = 0x04

/** Takes the length off an opaque extrinsic. @throws ExtrinsicFormatError `frame` where it does not fit the bytes. */
function unwrap(bytes: Uint8Array): Uint8Array {
  try {
    const length = compactNumber.dec(bytes)
    const prefix = compactNumber.enc(length).length
    if (bytes.length === prefix + length) return bytes.slice(prefix)
  } catch (cause) {
    throw new ExtrinsicFormatError('frame', 'Not enough data to fill buffer', { cause })
  }
  throw new ExtrinsicFormatError('frame', 'Not enough data to fill buffer')
}

/**
 * A decoder of version 4 signed extrinsics for one runtime: address, signature, what each extension of the metadata
 * writes, call. Bytes must be exactly what their own values encode to.
 */
export function extrinsicDecoder(runtime: Runtime): (bytes: Uint8Array) => Extrinsic {
  const { address, signature, extensions, call } = runtime
  const codec = Tuple(address, signature, Tuple(...extensions.map(entry => entry.extra)), call)
  const position = (identifier: string) => extensions.findIndex(entry => entry.identifier === identifier)

  return bytes => {
    const body = unwrap(bytes)
    if (body[0] === UNSIGNED_V4) throw new ExtrinsicFormatError('unsigned', 'the extrinsic is not signed')
    if (body[0] !== SIGNED_V4) throw new ExtrinsicFormatError('content', 'Invalid transaction version')
    // A copy: these decoders read a view's whole buffer.
    const content = body.slice(1)
    const [to, proof, extra, decodedCall] = decodeExactly(codec, content)
    const parts = extensions.map((entry, index) => entry.extra.enc(extra[index]))
    const part = (identifier: string) => parts[position(identifier)] ?? Uint8Array.of(0)
    const signer = variant(to)
    if (signer.type !== 'Id' || typeof signer.value !== 'string') {
      throw new ExtrinsicFormatError('content', 'the signer is not an account id')
    }
    const signed = variant(proof)
    return {
      hash: hashOf(bytes),
      bytes,
      signer: signer.value,
      publicKey: address.enc(to).subarray(1),
      signature: { type: signed.type, bytes: bytesOf(signed.value) },
      call: decodedCall as DispatchCall,
      callBytes: call.enc(decodedCall),
      extraBytes: concat(parts),
      era: eraOf(part('CheckMortality')),
      nonce: nonceOf(part('CheckNonce')),
      tip: compactBn.dec(part('ChargeTransactionPayment')),
      metadataHashMode: part('CheckMetadataHash')[0] ?? 0,
    }
  }
}

function decodeExactly<T>(codec: Codec<T>, content: Uint8Array): T {
  let decoded: T
  let encoded: Uint8Array
  try {
    decoded = codec.dec(content)
    encoded = codec.enc(decoded)
  } catch (cause) {
    throw new ExtrinsicFormatError('content', 'the bytes do not decode as an extrinsic', { cause })
  }
  if (sameBytes(encoded, content)) return decoded
  throw new ExtrinsicFormatError('content', 'the bytes are not the encoding of an extrinsic')
}

function eraOf(bytes: Uint8Array): Era {
  try {
    return readEra(bytes)
  } catch (cause) {
    throw new ExtrinsicFormatError('content', 'the era is malformed', { cause })
  }
}

function nonceOf(bytes: Uint8Array): number {
  const nonce = compactNumber.dec(bytes)
  if (nonce > 0xffff_ffff) throw new ExtrinsicFormatError('content', 'the nonce exceeds 32 bits')
  return nonce
}

function variant(value: unknown): { readonly type: string; readonly value: unknown } {
  return value as { type: string; value: unknown }
}

function bytesOf(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value
  return isHex(value) ? fromHex(value) : new Uint8Array()
}
