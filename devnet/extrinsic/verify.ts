import type { Hex } from '../../src/scale/bytes.ts'
import type { Runtime } from '../../src/scale/runtime.ts'
import type { Invalid, Verified } from '../types.ts'
import { versionOf } from '../version.ts'
import { callDepth, maxCallDepth } from './depth.ts'
import { birthOf, deathOf } from './era.ts'
import type { Extrinsic } from './extrinsic.ts'
import { type SigningContext, signedMessage } from './payload.ts'
import type { VerifySignature } from './sr25519.ts'

/** The branch of the chain an extrinsic would execute on. */
export interface Branch {
  /** Number of the block that would include it. */
  readonly next: number
  /** Spec version of the runtime that would execute it. */
  readonly specVersion: number
  /** Hash of an ancestor, by number. */
  hashAt(number: number): Hex | undefined
}

export type SignatureVerdict =
  | { readonly ok: true; readonly verified: Verified }
  | { readonly ok: false; readonly reason: Invalid }

/**
 * Checks what a runtime checks before its extensions: nesting, era and signature. An extrinsic that signs the digest of
 * the metadata needs it given.
 */
export type Verify = (extrinsic: Extrinsic, branch: Branch, metadataHash?: Uint8Array) => SignatureVerdict

/**
 * A verifier for one runtime and genesis.
 * Source: opentensor/subtensor@14bc6f9f runtime/src/lib.rs:1902; runtime/src/check_mortality.rs:71.
 */
export function verifier(runtime: Runtime, genesisHash: Hex, verifySignature: VerifySignature): Verify {
  const message = signedMessage(runtime)
  const versions = versionOf(runtime)
  const blockHashCount = runtime.constant('System', 'BlockHashCount') as number
  const refused = (reason: Invalid): SignatureVerdict => ({ ok: false, reason })

  return (extrinsic, branch, metadataHash) => {
    if (callDepth(extrinsic.call) > maxCallDepth) return refused('Call')
    const birth = birthOf(extrinsic.era, branch.next)
    const birthHash = birth === 0 ? genesisHash : branch.hashAt(birth)
    // Hashes of blocks older than this are gone from System.BlockHash.
    const oldest = branch.next - 1 - blockHashCount
    if (birthHash === undefined || (birth !== 0 && birth < oldest)) return refused('AncientBirthBlock')
    // Signed for another runtime than that of this block.
    if (branch.specVersion !== versions.spec_version) return refused('BadProof')
    if (extrinsic.signature.type !== 'Sr25519') return refused('BadProof')
    const context: SigningContext = {
      specVersion: versions.spec_version,
      transactionVersion: versions.transaction_version,
      genesisHash,
      birthHash,
      ...(metadataHash && { metadataHash }),
    }
    if (!verifySignature(message(extrinsic, context), extrinsic.signature.bytes, extrinsic.publicKey)) {
      return refused('BadProof')
    }
    const { hash, bytes, signer, call, nonce, tip } = extrinsic
    return {
      ok: true,
      verified: {
        hash,
        bytes,
        signed: { signer, call, nonce, tip, length: bytes.length },
        birth,
        birthHash,
        death: deathOf(extrinsic.era, branch.next),
        specVersion: versions.spec_version,
      },
    }
  }
}

/**
 * Whether a verified extrinsic may still execute on a branch: its era has not ended, its birth block is on it, and the
 * runtime is the one it was signed for.
 */
export function stillBorn(verified: Verified, branch: Branch): boolean {
  if (branch.next >= verified.death || branch.specVersion !== verified.specVersion) return false
  return verified.birth === 0 || branch.hashAt(verified.birth) === verified.birthHash
}
