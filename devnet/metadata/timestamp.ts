import { constant, type Pallet, value } from './pallet.ts'
import { compact, enumeration, named, u64, variant } from './type.ts'

/** Timestamp, pallet 2; moments in milliseconds. Source: opentensor/subtensor@14bc6f9f runtime/src/lib.rs. */
export const timestampPallet: Pallet = {
  name: 'Timestamp',
  index: 2,
  storage: [value('Now', u64)],
  constants: [constant('MinimumPeriod', u64, 6000)],
  calls: enumeration(
    'pallet_timestamp::pallet::Call',
    [variant(0, 'set', { now: named('T::Moment', compact(u64)) })],
    [{ name: 'T' }],
  ),
}
