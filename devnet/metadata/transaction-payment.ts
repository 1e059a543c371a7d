import { littleEndian } from './bytes.ts'
import { accountId } from './common.ts'
import { constant, events, type Pallet, value } from './pallet.ts'
import { enumeration, named, struct, u8, u64, u128, units } from './type.ts'

const fee = named('BalanceOf<T>', u64)
const multiplier = struct('sp_arithmetic::fixed_point::FixedU128', [u128])
const one = littleEndian(1_000_000_000_000_000_000n, 16)
const releases = enumeration('pallet_transaction_payment::Releases', units('V1Ancient', 'V2'))

/** TransactionPayment, pallet 6. Source: opentensor/subtensor@14bc6f9f runtime/src/lib.rs:529-545. */
export const transactionPaymentPallet: Pallet = {
  name: 'TransactionPayment',
  index: 6,
  storage: [value('NextFeeMultiplier', multiplier, one), value('StorageVersion', releases)],
  constants: [constant('OperationalFeeMultiplier', u8, 5)],
  events: enumeration(
    'pallet_transaction_payment::pallet::Event',
    events(['TransactionFeePaid', { who: accountId, actual_fee: fee, tip: fee }]),
    [{ name: 'T' }],
  ),
}
