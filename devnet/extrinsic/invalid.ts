import type { Invalid } from '../types.ts'

type Named = Exclude<Invalid, { readonly custom: number }>

/**
 * Index of each reason in InvalidTransaction and the words a node uses for it.
 * Source: paritytech/polkadot-sdk substrate/primitives/runtime/src/transaction_validity.rs InvalidTransaction.
 */
const reasons: Readonly<Record<Named, { readonly index: number; readonly text: string }>> = {
  Call: { index: 0, text: 'Transaction call is not expected' },
  Payment: { index: 1, text: 'Inability to pay some fees (e.g. account balance too low)' },
  Future: { index: 2, text: 'Transaction will be valid in the future' },
  Stale: { index: 3, text: 'Transaction is outdated' },
  BadProof: { index: 4, text: 'Transaction has a bad signature' },
  AncientBirthBlock: { index: 5, text: 'Transaction has an ancient birth block' },
  ExhaustsResources: { index: 6, text: 'Transaction would exhaust the block limits' },
  BadSigner: { index: 10, text: 'Invalid signing address' },
}

/** The `data` of JSON-RPC error 1010 for a reason. */
export function invalidText(reason: Invalid): string {
  return typeof reason === 'object' ? `Custom error: ${reason.custom}` : reasons[reason].text
}

/** SCALE bytes of `TransactionValidityError::Invalid(reason)`. */
export function invalidBytes(reason: Invalid): Uint8Array {
  return typeof reason === 'object'
    ? Uint8Array.of(0, 7, reason.custom)
    : Uint8Array.of(0, reasons[reason].index)
}
