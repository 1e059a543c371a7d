import { AccountId, Bytes, bool, Tuple, u32, u64, Vector } from '@polkadot-api/substrate-bindings'
import { concat } from '../../src/scale/bytes.ts'
import { invalidBytes } from '../extrinsic/invalid.ts'
import type { SignatureVerdict } from '../extrinsic/verify.ts'
import type { State } from '../state/state.ts'
import { account } from '../state/system.ts'
import type { Verified } from '../types.ts'

const tags = Vector(Bytes())
const validTransaction = Tuple(u64, tags, tags, u64, bool)
const tag = Tuple(AccountId(42), u32)
const forever = 2n ** 64n - 1n

/**
 * SCALE bytes of TransactionValidity: what a pool learns of an extrinsic from the runtime.
 * Source: opentensor/subtensor@14bc6f9f runtime/src/check_nonce.rs:113 (tags).
 */
export function validityBytes(
  verdict: SignatureVerdict,
  state: State,
  next: number,
  priority: bigint,
): Uint8Array {
  if (!verdict.ok) return concat([Uint8Array.of(1), invalidBytes(verdict.reason)])
  const { signer, nonce } = verdict.verified.signed
  const requires = state.read(account, signer).nonce < nonce ? [tag.enc([signer, nonce - 1])] : []
  return concat([
    Uint8Array.of(0),
    validTransaction.enc([
      priority,
      requires,
      [tag.enc([signer, nonce])],
      longevity(verdict.verified, next),
      true,
    ]),
  ])
}

const longevity = ({ death }: Verified, next: number) =>
  Number.isFinite(death) ? BigInt(death - next) : forever
