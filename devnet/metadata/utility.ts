import { runtimeCall } from './common.ts'
import { dispatchError, dispatchResult } from './dispatch-error.ts'
import { constant, events, type Pallet } from './pallet.ts'
import { enumeration, named, u32, units, variant, vec } from './type.ts'

const calls = named('Vec<<T as Config>::RuntimeCall>', vec(runtimeCall))
const error = named('DispatchError', dispatchError)

/** Utility, pallet 11. Source: opentensor/subtensor@14bc6f9f pallets/utility/src/lib.rs:112-172, 196, 308, 407. */
export const utilityPallet: Pallet = {
  name: 'Utility',
  index: 11,
  constants: [constant('batched_calls_limit', u32, 10_922)],
  calls: enumeration(
    'pallet_subtensor_utility::pallet::Call',
    [
      variant(0, 'batch', { calls }),
      variant(2, 'batch_all', { calls }),
      variant(4, 'force_batch', { calls }),
    ],
    [{ name: 'T' }],
  ),
  events: enumeration(
    'pallet_subtensor_utility::pallet::Event',
    events(
      ['BatchInterrupted', { index: u32, error }],
      ['BatchCompleted'],
      ['BatchCompletedWithErrors'],
      ['ItemCompleted'],
      ['ItemFailed', { error }],
      ['DispatchedAs', { result: named('DispatchResult', dispatchResult) }],
      ['IfElseMainSuccess'],
      ['IfElseFallbackCalled', { main_error: error }],
    ),
  ),
  errors: enumeration(
    'pallet_subtensor_utility::pallet::Error',
    units('TooManyCalls', 'InvalidDerivedAccount'),
    [{ name: 'T' }],
  ),
}
