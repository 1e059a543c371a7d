import { compactBn, compactNumber } from '@polkadot-api/substrate-bindings'
import { concat, withLength } from '../../src/scale/bytes.ts'
import type { Runtime } from '../../src/scale/runtime.ts'
import type { Account, DispatchCall } from '../types.ts'
import { extrinsicDecoder } from './decode.ts'
import { type SigningContext, signedMessage } from './payload.ts'

const SIGNED_V4 = 0x84

/** What is to be signed. It never dies and leaves no tip. */
export interface Draft {
  readonly signer: Account
  readonly call: DispatchCall
  readonly nonce: number
}

/** A composer of version 4 extrinsics for one runtime; `sign` makes the sr25519 signature of a message. */
export function composer(
  runtime: Runtime,
): (draft: Draft, context: SigningContext, sign: (message: Uint8Array) => Uint8Array) => Uint8Array {
  const { address, call: callCodec, extensions } = runtime
  const decode = extrinsicDecoder(runtime)
  const message = signedMessage(runtime)

  return ({ signer, call, nonce }, context, sign) => {
    const extra = concat(
      extensions.map(({ identifier, extra: codec }) => extraOf(identifier, nonce, codec.enc)),
    )
    const withSignature = (signature: Uint8Array) =>
      withLength(
        concat([
          Uint8Array.of(SIGNED_V4),
          address.enc({ type: 'Id', value: signer }),
          Uint8Array.of(1),
          signature,
          extra,
          callCodec.enc(call),
        ]),
      )
    const unsigned = decode(withSignature(new Uint8Array(64)))
    return withSignature(sign(message(unsigned, context)))
  }
}

function extraOf(identifier: string, nonce: number, encode: (value: unknown) => Uint8Array): Uint8Array {
  switch (identifier) {
    case 'CheckNonce':
      return compactNumber.enc(nonce)
    case 'ChargeTransactionPayment':
      return compactBn.enc(0n)
    // Immortal; no metadata digest.
    case 'CheckMortality':
    case 'CheckMetadataHash':
      return Uint8Array.of(0)
    default:
      return encode(undefined)
  }
}
