import { createRetype } from '../../metadata/retype.ts'
import { struct, u8, u16, u64, variant } from '../../metadata/type.ts'

const tao = struct('subtensor_runtime_common::currency::TaoBalance', [u64])

/**
 * Types as metadata names them since a spec between 425 and 438: amounts, subnets and shares are structs of one field.
 * Read from the metadata of spec 475 and compared with it in test/devnet/profile/live.test.ts.
 */
export const liveTypes = createRetype({
  labelled: {
    NetUid: struct('subtensor_runtime_common::NetUid', [u16]),
    NetUidStorageIndex: struct('subtensor_runtime_common::NetUidStorageIndex', [u16]),
    MechId: struct('subtensor_runtime_common::MechId', [u8]),
    PerU16: struct('sp_arithmetic::per_things::PerU16', [u16]),
    AlphaBalance: struct('subtensor_runtime_common::currency::AlphaBalance', [u64]),
    TaoBalance: tao,
    Balance: tao,
    'T::Balance': tao,
    'BalanceOf<T>': tao,
    'BalanceOf<T, I>': tao,
    '<<T as Config>::Currency as fungible::Inspect<<T as frame_system::Config>::AccountId,>>::Balance': tao,
  },
  parameters: { Balance: tao },
  paths: {
    'frame_system::extensions::check_non_zero_sender::CheckNonZeroSender':
      'node_subtensor_runtime::check_nonzero_sender::CheckNonZeroSender',
    'subtensor_runtime_common::ProxyType': 'subtensor_runtime_common::proxy::ProxyType',
  },
  variants: { 'subtensor_runtime_common::ProxyType': [variant(18, 'BasketTrading')] },
})
