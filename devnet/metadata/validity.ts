import { bytes } from './common.ts'
import { bool, enumeration, named, result, struct, u8, u64, units, variant, vec } from './type.ts'

/** Where the pool has an extrinsic from. */
export const transactionSource = enumeration(
  'sp_runtime::transaction_validity::TransactionSource',
  units('InBlock', 'Local', 'External'),
)

const tags = named('Vec<TransactionTag>', vec(bytes))
const validTransaction = struct('sp_runtime::transaction_validity::ValidTransaction', {
  priority: named('TransactionPriority', u64),
  requires: tags,
  provides: tags,
  longevity: named('TransactionLongevity', u64),
  propagate: bool,
})

const invalidTransaction = enumeration('sp_runtime::transaction_validity::InvalidTransaction', [
  variant(0, 'Call'),
  variant(1, 'Payment'),
  variant(2, 'Future'),
  variant(3, 'Stale'),
  variant(4, 'BadProof'),
  variant(5, 'AncientBirthBlock'),
  variant(6, 'ExhaustsResources'),
  variant(7, 'Custom', [u8]),
  variant(8, 'BadMandatory'),
  variant(9, 'MandatoryValidation'),
  variant(10, 'BadSigner'),
  variant(11, 'IndeterminateImplicit'),
  variant(12, 'UnknownOrigin'),
])

const unknownTransaction = enumeration('sp_runtime::transaction_validity::UnknownTransaction', [
  variant(0, 'CannotLookup'),
  variant(1, 'NoUnsignedValidator'),
  variant(2, 'Custom', [u8]),
])

/** What the pool learns about an extrinsic. */
export const transactionValidity = result(
  validTransaction,
  enumeration('sp_runtime::transaction_validity::TransactionValidityError', [
    variant(0, 'Invalid', [invalidTransaction]),
    variant(1, 'Unknown', [unknownTransaction]),
  ]),
)
