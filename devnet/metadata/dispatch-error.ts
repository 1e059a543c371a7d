import { unit } from './common.ts'
import { array, enumeration, result, struct, u8, units, variant } from './type.ts'

const moduleError = struct('sp_runtime::ModuleError', { index: u8, error: array(u8, 4) })

const tokenError = enumeration(
  'sp_runtime::TokenError',
  units(
    'FundsUnavailable',
    'OnlyProvider',
    'BelowMinimum',
    'CannotCreate',
    'UnknownAsset',
    'Frozen',
    'Unsupported',
    'CannotCreateHold',
    'NotExpendable',
    'Blocked',
  ),
)

const arithmeticError = enumeration(
  'sp_arithmetic::ArithmeticError',
  units('Underflow', 'Overflow', 'DivisionByZero'),
)

const transactionalError = enumeration('sp_runtime::TransactionalError', units('LimitReached', 'NoLayer'))

const trieError = enumeration(
  'sp_runtime::proving_trie::TrieError',
  units(
    'InvalidStateRoot',
    'IncompleteDatabase',
    'ValueAtIncompleteKey',
    'DecoderError',
    'InvalidHash',
    'DuplicateKey',
    'ExtraneousNode',
    'ExtraneousValue',
    'ExtraneousHashReference',
    'InvalidChildReference',
    'ValueMismatch',
    'IncompleteProof',
    'RootMismatch',
    'DecodeError',
  ),
)

/** Why a call failed. A pallet's own error is `Module`, whose `error` holds the variant index in byte 0. */
export const dispatchError = enumeration('sp_runtime::DispatchError', [
  variant(0, 'Other'),
  variant(1, 'CannotLookup'),
  variant(2, 'BadOrigin'),
  variant(3, 'Module', [moduleError]),
  variant(4, 'ConsumerRemaining'),
  variant(5, 'NoProviders'),
  variant(6, 'TooManyConsumers'),
  variant(7, 'Token', [tokenError]),
  variant(8, 'Arithmetic', [arithmeticError]),
  variant(9, 'Transactional', [transactionalError]),
  variant(10, 'Exhausted'),
  variant(11, 'Corruption'),
  variant(12, 'Unavailable'),
  variant(13, 'RootNotAllowed'),
  variant(14, 'Trie', [trieError]),
])

/** Outcome of a call that another call dispatched. */
export const dispatchResult = result(unit, dispatchError)
