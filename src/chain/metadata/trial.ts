import { AccountId, Blake2256 } from '@polkadot-api/substrate-bindings'
import { CliError } from '../../errors/cli-error.ts'
import { concat, fromHex, type Hex, toHex, withLength } from '../../scale/bytes.ts'
import { parseAddress } from '../address.ts'
import type { Chain } from '../chain.ts'
import { extensionParts, proofBytes } from '../extrinsic/payload.ts'
import { hexAnswer } from '../rpc/answer.ts'

/** What a runtime says to a digest of its metadata. `unchecked`: it was built without one and checks none. */
export type DigestVerdict = 'accepted' | 'refused' | 'unchecked'

/** Anyone has this key: what it signs does nothing, and nobody minds if it is sent. */
const nobody = new TextEncoder().encode('the key of a trial, open to all.')
const ERA = 16
const EXTERNAL = 2
const [INVALID, UNKNOWN] = [0, 1]
const [BAD_PROOF, CANNOT_LOOKUP] = [4, 0]

/**
 * Asks the runtime whether it accepts a digest, with a remark that is signed by a key everybody has. The runtime checks
 * a signature, and the digest under it, before it looks at who signed; so a verdict needs no signature that is worth
 * anything, and nothing is sent.
 * Source: paritytech/polkadot-sdk substrate/primitives/runtime/src/generic/unchecked_extrinsic.rs check;
 * substrate/frame/metadata-hash-extension/src/lib.rs implicit; .../src/transaction_validity.rs (bytes of the answer).
 */
export async function tryDigest(chain: Chain, digest: Hex): Promise<DigestVerdict> {
  const { runtime, opening, rpc, genesis, specVersion, transactionVersion } = chain
  const remark = runtime.variant('calls', 'System', 'remark')
  if (!remark || !runtime.extensions.some(({ identifier }) => identifier === 'CheckMetadataHash')) {
    return 'unchecked'
  }
  const { getPublicKey, secretFromSeed, sign } = await import('@scure/sr25519')
  const { block } = opening
  const terms = { nonce: 0, era: ERA, block, genesis, specVersion, transactionVersion, digest }
  const parts = extensionParts(runtime, terms)
  const call = Uint8Array.of(remark.palletIndex, remark.index, 0)
  const extra = parts.map(part => part.extra)
  const payload = concat([call, ...extra, ...parts.map(part => part.additional)])
  const secret = secretFromSeed(nobody)
  const proof = {
    signer: parseAddress(AccountId(42).dec(getPublicKey(secret))),
    signature: sign(
      secret,
      payload.length > 256 ? Blake2256(payload) : payload,
      bytes => new Uint8Array(bytes),
    ),
  }
  const extrinsic = withLength(concat([...Object.values(proofBytes(proof)), ...extra, call]))
  const answer = await rpc.request('state_call', [
    'TaggedTransactionQueue_validate_transaction',
    toHex(concat([Uint8Array.of(EXTERNAL), extrinsic, fromHex(block.hash)])),
    block.hash,
  ])
  return verdictOf(fromHex(hexAnswer('the validity of a transaction', answer)))
}

/** Source: paritytech/polkadot-sdk substrate/primitives/runtime/src/transaction_validity.rs */
function verdictOf(validity: Uint8Array): DigestVerdict {
  const [isError, kind, reason] = validity
  if (isError === 0) return 'accepted'
  if (isError !== 1 || kind === undefined || reason === undefined) {
    throw new CliError('E_ENDPOINT', { problem: 'the validity of a transaction cannot be decoded' })
  }
  // Neither says anything more.
  const isWhole = validity.length === 3
  if (isWhole && kind === INVALID && reason === BAD_PROOF) return 'refused'
  if (isWhole && kind === UNKNOWN && reason === CANNOT_LOOKUP) return 'unchecked'
  return 'accepted'
}
