import { AccountId, Blake2256, Bytes } from '@polkadot-api/substrate-bindings'
import { concat, fromHex, type Hex, sameBytes, withLength } from '../../scale/bytes.ts'
import { parseAddress } from '../address.ts'
import type { Chain } from '../chain.ts'
import { extensionParts, proofBytes } from '../extrinsic/payload.ts'
import type { BlockId } from '../reader.ts'

/** What is known of an extrinsic that was signed before. */
export interface SignedBefore {
  readonly bytes: Hex
  readonly signer: string
  readonly nonce: number
  /** Blocks. */
  readonly era: number
  /** The block the era counts from. */
  readonly firstBlock: BlockId
}

/** Bytes of a signature. */
const SIGNATURE = 64

/**
 * Whether an extrinsic was signed over the digest of a chain's metadata: its signature fits the payload with that
 * digest in it, and no other.
 */
export async function isSignedOver(
  chain: Pick<Chain, 'runtime' | 'genesis' | 'specVersion' | 'transactionVersion' | 'digest'>,
  { bytes, signer: address, nonce, era, firstBlock }: SignedBefore,
): Promise<boolean> {
  const { runtime, genesis, specVersion, transactionVersion } = chain
  const digest = await chain.digest()
  const terms = { nonce, era, block: firstBlock, genesis, specVersion, transactionVersion, digest }
  const parts = extensionParts(runtime, terms)
  if (!parts.some(({ name }) => name === 'CheckMetadataHash')) return false
  const signer = parseAddress(address)
  const inner = Bytes().dec(fromHex(bytes))
  if (!sameBytes(withLength(inner), fromHex(bytes))) return false
  const unsigned = proofBytes({ signer, signature: new Uint8Array() })
  const start = concat(Object.values(unsigned)).length
  const signature = inner.slice(start, start + SIGNATURE)
  const extra = concat(parts.map(part => part.extra))
  const head = concat([...Object.values(proofBytes({ signer, signature })), extra])
  if (!sameBytes(inner.slice(0, head.length), head)) return false
  const payload = concat([inner.slice(head.length), extra, ...parts.map(part => part.additional)])
  const { verify } = await import('@scure/sr25519')
  return verify(payload.length > 256 ? Blake2256(payload) : payload, signature, AccountId(42).enc(signer))
}
