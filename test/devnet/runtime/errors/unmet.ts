const otherCalls = 'raised only by calls this chain does not have'
const unused = 'defined, but raised nowhere in opentensor/subtensor@14bc6f9f'
const guards = 'the code of a guard that no staking call meets at spec 425'

/** Errors of facts/chain.md that no staking call can meet, with the reason. */
export const unmet: Readonly<Record<string, string>> = {
  'SubtensorModule.HotKeyNotRegisteredInSubNet': `${otherCalls}: pallets/subtensor/src/macros/dispatches.rs:2059, 2526; subnets/uids.rs:390; subnets/weights.rs:87`,
  'SubtensorModule.NonAssociatedColdKey': `${otherCalls}; staking does not ask who owns a hotkey`,
  'SubtensorModule.BalanceWithdrawalError': `${otherCalls}: pallets/subtensor/src/coinbase/tao.rs:215, for registration`,
  'SubtensorModule.ZeroBalanceAfterWithdrawn': unused,
  'SubtensorModule.StakingRateLimitExceeded': unused,
  'SubtensorModule.TxRateLimitExceeded': `${otherCalls}: pallets/subtensor/src/coinbase/tempo_control.rs:25, 59, 101`,
  'SubtensorModule.MechanismDoesNotExist': `${otherCalls}: pallets/subtensor/src/subnets/mechanism.rs:61, 66`,
  'SubtensorModule.CallDisabled': unused,
  'SubtensorModule.NotEnoughAlphaOutToRecycle': unused,
  'SubtensorModule.CannotBurnOrRecycleOnRootSubnet': `${otherCalls}: pallets/subtensor/src/staking/recycle_alpha.rs:31, 92`,
  'SubtensorModule.Overflow': `${otherCalls}: pallets/subtensor/src/subnets/leasing.rs:368`,
  'SubtensorModule.SameAutoStakeHotkeyAlreadySet': `${otherCalls}: pallets/subtensor/src/macros/dispatches.rs:2066`,
  'SubtensorModule.InvalidNumRootClaim': `${otherCalls}: pallets/subtensor/src/macros/dispatches.rs:2219`,
  'SubtensorModule.InvalidRootClaimThreshold': `${otherCalls}: pallets/subtensor/src/macros/dispatches.rs:2239`,
  'SubtensorModule.InvalidSubnetNumber': `${otherCalls}: pallets/subtensor/src/macros/dispatches.rs:2172, 2175, 2202`,
  'SubtensorModule.Deprecated': `${otherCalls}: pallets/subtensor/src/macros/dispatches.rs:1315`,
  'SubtensorModule.AddStakeBurnRateLimitExceeded': unused,
  'SubtensorModule.DisabledTemporarily': unused,
  'SubtensorModule.ActiveLockExists': `${otherCalls}: pallets/subtensor/src/staking/lock.rs:1375, for coldkey swaps`,
  'SubtensorModule.CannotUseSystemAccount': `${otherCalls}: pallets/subtensor/src/staking/helpers.rs:133, 160, for registration`,
  'SubtensorModule.UnlockAmountTooHigh': unused,
  'Swap.FeeRateTooHigh': `${otherCalls}: pallets/swap/src/pallet/mod.rs:194`,
  'Swap.InsufficientInputAmount': unused,
  'Swap.InsufficientLiquidity':
    'pallets/swap/src/pallet/impls.rs:176 guards against paying out more than the reserve, which the formula never does',
  'Swap.InsufficientBalance': unused,
  'Swap.InvalidTickRange': unused,
  'Swap.InvalidLiquidityValue': unused,
  'Swap.MechanismDoesNotExist': `${otherCalls}: pallets/swap/src/pallet/mod.rs:191`,
  'Swap.SubtokenDisabled': unused,
  'Swap.ReservesOutOfBalance':
    'pallets/swap/src/pallet/impls.rs:65, 73 needs a price on a pool never traded before, or a weight outside 0.01 to 0.99',
  'Swap.Deprecated': `${otherCalls}: pallets/swap/src/pallet/mod.rs:211-259`,
  'Utility.InvalidDerivedAccount': `${otherCalls}: pallets/utility/src/lib.rs:640`,
  'Proxy.Unproxyable': unused,
  'Proxy.NoPermission': `${otherCalls}: pallets/proxy/src/lib.rs:397`,
  'Proxy.AnnouncementDepositInvariantViolated': `${otherCalls}: pallets/proxy/src/lib.rs:459`,
  'Proxy.InvalidDerivedAccountId': `${otherCalls}: pallets/proxy/src/lib.rs:930`,
  'Balances.ExistentialDeposit': 'raised by an older way of transferring, which the calls no longer take',
  BadOrigin: 'raised for calls that want root or no signer; all calls of this chain take a signer',
  ...Object.fromEntries(
    Array.from({ length: 28 }, (_, code) => code)
      .concat(255)
      .filter(code => code !== 0 && code !== 21)
      .map(code => [`invalid {"custom":${code}}`, guards]),
  ),
}
