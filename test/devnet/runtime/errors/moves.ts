import {
  alice,
  author,
  bob,
  hotOne,
  hotTwo,
  move,
  poolOne,
  poolTwo,
  staking,
  swap,
  swapLimit,
  transfer,
  unknown,
} from '../chain.ts'

import {
  all,
  dear,
  dry,
  imprecise,
  lock,
  locked,
  locking,
  module,
  pair,
  pools,
  type Row,
  sent,
  tao,
  tiny,
  utils,
  wrote,
} from './row.ts'

/** Errors of moving stake. */
export const moves: readonly Row[] = [
  module('SameNetuid', `${utils}:1244`, sent(swap(1, 1, 1n))),
  module('SubnetNotExists', `${utils}:1248`, sent(swap(77, 3, 1n))),
  module('SubnetNotExists', `${utils}:1253`, sent(swap(3, 77, 1n))),
  module('SubtokenDisabled', `${utils}:1259`, sent(swap(3, 1, 1n))),
  module('SubtokenDisabled', `${utils}:1264`, sent(swap(1, 3, 1n))),
  module('HotKeyAccountNotExists', `${utils}:1270`, sent(move(unknown, hotOne, 1, 2, 1n))),
  module('HotKeyAccountNotExists', `${utils}:1276`, sent(move(hotOne, unknown, 1, 2, 1n))),
  module('InsufficientLiquidity', `${utils}:1298`, sent(swap(1, 2, all), pair(dry, poolTwo))),
  module('AmountTooLow', `${utils}:1299`, sent(swap(1, 2, 80_000_000n))),
  module('SlippageTooHigh', `${utils}:1309`, sent(swapLimit(1, 2, 1_000_000_000n, 729_166_667n))),
  module(
    'TransferDisallowed',
    `${utils}:1315`,
    sent(transfer(bob, 1, 1, all), pair({ ...poolOne, transfers: false }, poolTwo)),
  ),
  module(
    'TransferDisallowed',
    `${utils}:1320`,
    sent(transfer(bob, 1, 2, all), pair(poolOne, { ...poolTwo, transfers: false })),
  ),
  module('StakeUnavailable', `${utils}:1330`, sent(swap(1, 2, all), {}, locked(1_000n))),
  module('AmountTooLow', `${utils}:1008`, sent(move(hotOne, hotTwo, 1, 1, 79_999_999n))),
  module('AccountRejectsLockedAlpha', `${locking}:501`, sent(transfer(bob, 1, 1, all), {}, locked(1_000n))),
  module(
    'LockHotkeyMismatch',
    `${locking}:1870`,
    sent(
      transfer(bob, 1, 1, all),
      {
        accounts: [alice, bob, author].map(address => ({ address, free: 1_000_000_000n })),
        positions: [alice, bob].map(coldkey => ({ coldkey, hotkey: hotOne, netuid: 1, alpha: all })),
      },
      chain => {
        locked(1_000n)(chain)
        chain.send(bob, lock(1_000n, hotOne))
      },
    ),
  ),
  module(
    'InsufficientLiquidity',
    `${utils}:871`,
    sent(move(hotOne, hotTwo, 1, 2, 1_000_000_000n), {}, imprecise),
  ),
  module(
    'InsufficientBalance',
    `${tao}:154`,
    sent(
      transfer(bob, 1, 2, 1_000_000_000n),
      {},
      wrote(
        'System.Account',
        {
          nonce: 0,
          consumers: 1,
          providers: 1,
          sufficients: 0,
          data: { free: 0n, reserved: 0n, frozen: 10n ** 15n, flags: 0n },
        },
        bob,
      ),
    ),
  ),
  {
    error: 'Swap.ReservesTooLow',
    rule: `${pools}/impls.rs:212`,
    meet: sent(swap(1, 2, all), pair(poolOne, { alphaIn: 999_999n, tao: 50_000_000_000n })),
  },
  {
    error: 'Swap.SwapInputTooLarge',
    rule: `${pools}/impls.rs:198`,
    meet: sent(swap(1, 2, all), pair(poolOne, tiny)),
  },
  {
    error: 'Swap.PriceLimitExceeded',
    rule: `${pools}/impls.rs:220`,
    meet: sent(swap(1, 2, all), pair(poolOne, dear)),
  },
  {
    error: 'Swap.PriceLimitExceeded',
    rule: `${pools}/impls.rs:220`,
    meet: sent(swapLimit(1, 0, 1_000_000_000n, 25_000_000n)),
  },
]

/** Errors of locks. */
export const locks: readonly Row[] = [
  module('AmountTooLow', `${locking}:762`, sent(lock(0n))),
  module('HotKeyAccountNotExists', `${locking}:763`, sent(lock(1_000n, unknown))),
  module('LockHotkeyMismatch', `${locking}:773`, sent(lock(1_000n, hotOne), {}, locked(1_000n))),
  module('InsufficientStakeForLock', `${locking}:783`, sent(lock(all + 1n))),
  module('InsufficientStakeForLock', `${locking}:798`, sent(lock(1n), {}, locked(all))),
  module(
    'HotKeyAccountNotExists',
    `${locking}:1718`,
    sent(staking('move_lock', { destination_hotkey: unknown, netuid: 1 })),
  ),
  module(
    'NoExistingLock',
    `${locking}:1767`,
    sent(staking('move_lock', { destination_hotkey: hotTwo, netuid: 1 })),
  ),
]
