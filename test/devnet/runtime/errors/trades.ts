import {
  add,
  addLimit,
  alice,
  hotOne,
  hotTwo,
  poolOne,
  poolTwo,
  remove,
  removeLimit,
  staking,
  unknown,
} from '../chain.ts'

import {
  adding,
  all,
  dry,
  imprecise,
  locked,
  locking,
  module,
  pair,
  pools,
  type Row,
  removing,
  sent,
  tao,
  took,
  tooMuchAlpha,
  utils,
  wrote,
} from './row.ts'

/** Errors of buying stake. */
export const purchases: readonly Row[] = [
  module('InsufficientLiquidity', `${adding}:197`, sent(add(2, 120_000_000_000_000_001n))),
  module('SubnetNotExists', `${utils}:1066`, sent(add(77, 1n))),
  module('SubtokenDisabled', `${utils}:1069`, sent(add(3, 1n))),
  module('AmountTooLow', `${utils}:1085`, sent(add(2, 2_001_006n))),
  module('AmountTooLow', `${utils}:1085`, sent(add(0, 1_999_999n))),
  module('SlippageTooHigh', `${utils}:1090`, sent(addLimit(2, 900_000_000_000n, 34_300_000n))),
  module('SlippageTooHigh', `${adding}:178`, sent(addLimit(0, 2_000_000n, 999_999_999n))),
  module('NotEnoughBalanceToStake', `${utils}:1096`, sent(add(2, 1_000_000_000_001n))),
  module('HotKeyAccountNotExists', `${utils}:1102`, sent(add(2, 2_001_007n, unknown))),
  module(
    'InsufficientLiquidity',
    `${utils}:1109`,
    sent(add(2, 2_001_007n), pair(poolOne, { alphaIn: 999_999n, tao: 50_000_000_000n })),
  ),
  module('AmountTooLow', `${utils}:1112`, sent(addLimit(2, 2_001_007n, 34_285_715n, true))),
  module('InsufficientLiquidity', `${utils}:1128`, sent(add(2, 1_000_000_000n, hotTwo), {}, imprecise)),
  {
    error: 'Swap.PriceLimitExceeded',
    rule: `${pools}/impls.rs:220`,
    meet: sent(addLimit(2, 1n, 34_285_714n)),
  },
]

/** Errors of selling stake. */
export const sales: readonly Row[] = [
  module('SubtokenDisabled', 'pallets/subtensor/src/lib.rs:2790', sent(remove(3, 1n))),
  module('InsufficientLiquidity', `${removing}:415`, sent(removeLimit(1, tooMuchAlpha, 1n))),
  module('SubnetNotExists', `${utils}:1144`, sent(removeLimit(77, 1n, 1n))),
  module('AmountTooLow', `${utils}:1150`, sent(remove(1, 0n))),
  module('NotEnoughStakeToWithdraw', `${utils}:486`, sent(removeLimit(1, all + 1n, 24_000_000n))),
  module('InsufficientLiquidity', `${utils}:1166`, sent(remove(1, all), pair(dry, poolTwo))),
  module('AmountTooLow', `${utils}:1160`, sent(remove(1, 80_000_000n))),
  module('SlippageTooHigh', `${utils}:1172`, sent(removeLimit(1, all, 24_999_000n))),
  module(
    'SlippageTooHigh',
    `${removing}:396`,
    sent(removeLimit(0, 5_000_000n, 1_000_000_001n), {
      positions: [{ coldkey: alice, hotkey: hotOne, netuid: 0, alpha: 5_000_000n }],
    }),
  ),
  module(
    'HotKeyAccountNotExists',
    `${utils}:1176`,
    sent(remove(1, all), {}, took('SubtensorModule.Owner', hotOne)),
  ),
  module('HotKeyAccountNotExists', `${removing}:127`, sent(staking('unstake_all', { hotkey: unknown }))),
  module(
    'HotKeyAccountNotExists',
    `${removing}:215`,
    sent(staking('unstake_all_alpha', { hotkey: unknown })),
  ),
  module('AmountTooLow', `${utils}:866`, sent(staking('unstake_all_alpha', { hotkey: hotTwo }))),
  module('StakeUnavailable', `${locking}:749`, sent(remove(1, all), {}, locked(1_000n))),
  module(
    'InsufficientBalance',
    `${tao}:77`,
    sent(remove(1, all), {}, chain =>
      wrote(
        'System.Account',
        {
          nonce: 0,
          consumers: 0,
          providers: 1,
          sufficients: 0,
          data: { free: 500n, reserved: 0n, frozen: 0n, flags: 0n },
        },
        chain.api<string>('SubnetInfoRuntimeApi_get_subnet_account_id', 1),
      )(chain),
    ),
  ),
  {
    error: 'Swap.ReservesTooLow',
    rule: `${pools}/swap_step.rs:124`,
    meet: sent(remove(1, 2_000n), {
      positions: [{ coldkey: alice, hotkey: hotOne, netuid: 1, alpha: 2_000n }],
    }),
  },
  {
    error: 'Swap.PriceLimitExceeded',
    rule: `${pools}/impls.rs:220`,
    meet: sent(removeLimit(1, 1n, 25_000_000n)),
  },
]
