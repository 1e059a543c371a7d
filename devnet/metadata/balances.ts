import { accountId, balance, multiAddress } from './common.ts'
import { constant, events, type Pallet, value } from './pallet.ts'
import { bool, compact, enumeration, named, units, variant } from './type.ts'

const compactBalance = named('T::Balance', compact(balance))
const parameters = [{ name: 'T' }, { name: 'I' }]
const status = named(
  'Status',
  enumeration('frame_support::traits::tokens::misc::BalanceStatus', units('Free', 'Reserved')),
)
const moved = { who: accountId, amount: balance }

/** Balances, pallet 5, amounts in rao. Balances stand in System.Account. Source: opentensor/subtensor@14bc6f9f runtime/src/lib.rs:473-500. */
export const balancesPallet: Pallet = {
  name: 'Balances',
  index: 5,
  storage: [value('TotalIssuance', balance), value('InactiveIssuance', balance)],
  constants: [constant('ExistentialDeposit', balance, 500)],
  calls: enumeration(
    'pallet_balances::pallet::Call',
    [
      variant(0, 'transfer_allow_death', { dest: multiAddress, value: compactBalance }),
      variant(3, 'transfer_keep_alive', { dest: multiAddress, value: compactBalance }),
      variant(4, 'transfer_all', { dest: multiAddress, keep_alive: bool }),
    ],
    parameters,
  ),
  events: enumeration(
    'pallet_balances::pallet::Event',
    events(
      ['Endowed', { account: accountId, free_balance: balance }],
      ['DustLost', { account: accountId, amount: balance }],
      ['Transfer', { from: accountId, to: accountId, amount: balance }],
      ['BalanceSet', { who: accountId, free: balance }],
      ['Reserved', moved],
      ['Unreserved', moved],
      ['ReserveRepatriated', { from: accountId, to: accountId, amount: balance, destination_status: status }],
      ['Deposit', moved],
      ['Withdraw', moved],
      ['Slashed', moved],
      ['Minted', moved],
      ['Burned', moved],
      ['Suspended', moved],
      ['Restored', moved],
      ['Upgraded', { who: accountId }],
      ['Issued', { amount: balance }],
      ['Rescinded', { amount: balance }],
      ['Locked', moved],
      ['Unlocked', moved],
      ['Frozen', moved],
      ['Thawed', moved],
      ['TotalIssuanceForced', { old: balance, new: balance }],
    ),
    parameters,
  ),
  errors: enumeration(
    'pallet_balances::pallet::Error',
    units(
      'VestingBalance',
      'LiquidityRestrictions',
      'InsufficientBalance',
      'ExistentialDeposit',
      'Expendability',
      'ExistingVestingSchedule',
      'DeadAccount',
      'TooManyReserves',
      'TooManyHolds',
      'TooManyFreezes',
      'IssuanceDeactivated',
      'DeltaZero',
    ),
    parameters,
  ),
}
