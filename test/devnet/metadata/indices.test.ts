import { describe, expect, it } from 'vitest'
import { authorMetadata } from '../../../devnet/metadata/author.ts'
import { readRuntime, type VariantKind } from '../../../src/scale/runtime.ts'
import { open } from './inspect.ts'

const runtime = readRuntime(authorMetadata().v16)

function indices(kind: VariantKind, pallet: string, expected: Readonly<Record<string, number>>) {
  for (const [name, index] of Object.entries(expected)) {
    expect([pallet, name, runtime.variant(kind, pallet, name)?.index]).toEqual([pallet, name, index])
  }
}

function fields(kind: VariantKind, pallet: string, name: string) {
  return runtime.variant(kind, pallet, name)?.fields
}

describe('indices of the chain, facts/chain.md', () => {
  it('numbers the pallets as the runtime does', () => {
    const found = open(authorMetadata().v16).metadata.pallets.map(pallet => [pallet.name, pallet.index])
    expect(found).toEqual([
      ['System', 0],
      ['Timestamp', 2],
      ['Balances', 5],
      ['TransactionPayment', 6],
      ['SubtensorModule', 7],
      ['Utility', 11],
      ['Proxy', 16],
      ['Swap', 28],
    ])
  })

  it('numbers the calls, section 2', () => {
    indices('calls', 'System', { remark: 0, remark_with_event: 7 })
    indices('calls', 'Timestamp', { set: 0 })
    indices('calls', 'Balances', { transfer_allow_death: 0, transfer_keep_alive: 3, transfer_all: 4 })
    indices('calls', 'Proxy', {
      proxy: 0,
      add_proxy: 1,
      remove_proxy: 2,
      remove_proxies: 3,
      set_real_pays_fee: 11,
    })
    indices('calls', 'Utility', { batch: 0, batch_all: 2, force_batch: 4 })
    indices('calls', 'SubtensorModule', {
      add_stake: 2,
      remove_stake: 3,
      unstake_all: 83,
      unstake_all_alpha: 84,
      move_stake: 85,
      transfer_stake: 86,
      swap_stake: 87,
      add_stake_limit: 88,
      remove_stake_limit: 89,
      swap_stake_limit: 90,
      remove_stake_full_limit: 103,
      lock_stake: 136,
      move_lock: 137,
      set_perpetual_lock: 138,
      set_reject_locked_alpha: 142,
    })
  })

  it('keeps the argument order of the staking calls', () => {
    const args = (name: string) => fields('calls', 'SubtensorModule', name)?.join(' ')
    expect(args('add_stake')).toBe('hotkey netuid amount_staked')
    expect(args('remove_stake')).toBe('hotkey netuid amount_unstaked')
    expect(args('move_stake')).toBe(
      'origin_hotkey destination_hotkey origin_netuid destination_netuid alpha_amount',
    )
    expect(args('transfer_stake')).toBe(
      'destination_coldkey hotkey origin_netuid destination_netuid alpha_amount',
    )
    expect(args('swap_stake')).toBe('hotkey origin_netuid destination_netuid alpha_amount')
    expect(args('add_stake_limit')).toBe('hotkey netuid amount_staked limit_price allow_partial')
    expect(args('remove_stake_limit')).toBe('hotkey netuid amount_unstaked limit_price allow_partial')
    expect(args('swap_stake_limit')).toBe(
      'hotkey origin_netuid destination_netuid alpha_amount limit_price allow_partial',
    )
    expect(args('remove_stake_full_limit')).toBe('hotkey netuid limit_price')
  })

  it('numbers the staking events, section 3.11', () => {
    indices('events', 'SubtensorModule', {
      NetworkAdded: 0,
      StakeAdded: 2,
      StakeRemoved: 3,
      StakeMoved: 4,
      StakeTransferred: 91,
      StakeSwapped: 92,
      TransferToggle: 93,
      AlphaRecycled: 96,
      AlphaBurned: 97,
      AutoStakeAdded: 109,
      AutoStakeDestinationSet: 112,
      RootClaimed: 114,
      RootClaimTypeSet: 115,
      AddStakeBurn: 121,
      TransactionFeePaidWithAlpha: 123,
      StakeLocked: 127,
      RejectLockedAlphaUpdated: 136,
    })
    expect(runtime.variantAt('events', 7, 137)).toBeUndefined()
    expect(fields('events', 'SubtensorModule', 'StakeAdded')).toEqual(['', '', '', '', '', ''])
    expect(fields('events', 'SubtensorModule', 'TransactionFeePaidWithAlpha')).toEqual([
      'who',
      'netuid',
      'alpha_fee',
      'tao_amount',
    ])
  })

  it('numbers the errors a staking call can meet, section 7.1', () => {
    indices('errors', 'SubtensorModule', {
      RootNetworkDoesNotExist: 0,
      HotKeyNotRegisteredInSubNet: 4,
      HotKeyAccountNotExists: 5,
      NonAssociatedColdKey: 7,
      NotEnoughStakeToWithdraw: 9,
      NotEnoughBalanceToStake: 12,
      BalanceWithdrawalError: 13,
      ZeroBalanceAfterWithdrawn: 14,
      StakingRateLimitExceeded: 36,
      TxRateLimitExceeded: 64,
      MechanismDoesNotExist: 74,
      StakeUnavailable: 75,
      SubnetNotExists: 76,
      AmountTooLow: 82,
      InsufficientLiquidity: 83,
      SlippageTooHigh: 84,
      TransferDisallowed: 85,
      CallDisabled: 87,
      NotEnoughAlphaOutToRecycle: 90,
      CannotBurnOrRecycleOnRootSubnet: 91,
      SubtokenDisabled: 94,
      HotKeySwapOnSubnetIntervalNotPassed: 95,
      SameNetuid: 96,
      InsufficientBalance: 97,
      Overflow: 104,
      SameAutoStakeHotkeyAlreadySet: 118,
      InvalidNumRootClaim: 122,
      InvalidRootClaimThreshold: 123,
      InvalidSubnetNumber: 124,
      Deprecated: 128,
      AddStakeBurnRateLimitExceeded: 129,
      ColdkeySwapAnnounced: 130,
      ColdkeySwapDisputed: 131,
      DisabledTemporarily: 133,
      LockHotkeyMismatch: 135,
      InsufficientStakeForLock: 136,
      NoExistingLock: 137,
      ActiveLockExists: 138,
      CannotUseSystemAccount: 139,
      UnlockAmountTooHigh: 140,
      AccountRejectsLockedAlpha: 146,
    })
    expect(runtime.variantAt('errors', 7, 147)).toBeUndefined()
  })

  it('explains every error a staking call can meet', () => {
    for (const index of [4, 5, 9, 12, 75, 76, 82, 83, 84, 85, 94, 96, 97, 130, 131, 139, 146]) {
      expect(runtime.variantAt('errors', 7, index)?.docs, String(index)).toMatch(/\.$/)
    }
  })

  it('numbers the Swap errors, section 4', () => {
    const names = [
      'FeeRateTooHigh',
      'InsufficientInputAmount',
      'InsufficientLiquidity',
      'PriceLimitExceeded',
      'InsufficientBalance',
      'InvalidTickRange',
      'InvalidLiquidityValue',
      'ReservesTooLow',
      'MechanismDoesNotExist',
      'SubtokenDisabled',
      'ReservesOutOfBalance',
      'SwapInputTooLarge',
      'Deprecated',
    ]
    names.forEach((name, index) => {
      expect(runtime.variantAt('errors', 28, index)?.name).toBe(name)
    })
    expect(runtime.variantAt('errors', 28, 13)).toBeUndefined()
    indices('events', 'Swap', { FeeRateSet: 0 })
  })

  it('numbers the events and errors of the other pallets', () => {
    indices('events', 'System', {
      ExtrinsicSuccess: 0,
      ExtrinsicFailed: 1,
      NewAccount: 3,
      KilledAccount: 4,
      Remarked: 5,
    })
    indices('events', 'Balances', {
      Endowed: 0,
      Transfer: 2,
      Deposit: 7,
      Withdraw: 8,
      Issued: 15,
      TotalIssuanceForced: 21,
    })
    indices('events', 'TransactionPayment', { TransactionFeePaid: 0 })
    indices('events', 'Proxy', { ProxyExecuted: 0, ProxyAdded: 4, ProxyRemoved: 5, RealPaysFeeSet: 7 })
    indices('events', 'Utility', {
      BatchInterrupted: 0,
      BatchCompleted: 1,
      BatchCompletedWithErrors: 2,
      ItemCompleted: 3,
      ItemFailed: 4,
      IfElseFallbackCalled: 7,
    })
    indices('errors', 'System', { CallFiltered: 5 })
    indices('errors', 'Balances', { InsufficientBalance: 2, ExistentialDeposit: 3, Expendability: 4 })
    indices('errors', 'Proxy', { TooMany: 0, NotFound: 1, NotProxy: 2, Unannounced: 6, NoSelfProxy: 7 })
    indices('errors', 'Utility', { TooManyCalls: 0 })
  })

  it('lists the extensions in the order of facts/chain.md 1.3', () => {
    expect(runtime.extensions.map(extension => extension.identifier)).toEqual([
      'CheckNonZeroSender',
      'CheckSpecVersion',
      'CheckTxVersion',
      'CheckGenesis',
      'CheckMortality',
      'CheckNonce',
      'CheckWeight',
      'ChargeTransactionPayment',
      'SudoTransactionExtension',
      'CheckShieldedTxValidity',
      'SubtensorTransactionExtension',
      'DrandPriority',
      'CheckMetadataHash',
    ])
  })
})
