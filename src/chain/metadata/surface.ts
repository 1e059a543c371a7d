import type { DescribedItem } from '../../scale/describe.ts'
import type { ShapeReads } from '../../scale/shape.ts'

const simulated: ShapeReads = {
  tao_amount: true,
  alpha_amount: true,
  tao_fee: true,
  alpha_fee: true,
  tao_slippage: true,
}
const staked: ShapeReads = { hotkey: true, coldkey: true, netuid: true, stake: true, is_registered: true }
const described: ShapeReads = {
  ...{ netuid: true, owner_hotkey: true, owner_coldkey: true, subnet_name: true, token_symbol: true },
  ...{ tempo: true, alpha_in: true, alpha_out: true, tao_in: true, subnet_volume: true, moving_price: true },
}

/**
 * Every item of a runtime that commands stand on, with what they use of it: arguments and keys as a whole, of answers
 * and values the fields that are read. The fingerprints are made of exactly this.
 */
export const surface: readonly DescribedItem[] = [
  ...calls('SubtensorModule', [
    ...['add_stake', 'add_stake_limit', 'remove_stake', 'remove_stake_limit', 'remove_stake_full_limit'],
    ...['swap_stake', 'swap_stake_limit', 'move_stake', 'move_stake_limit'],
    ...['transfer_stake', 'transfer_stake_and_hotkey'],
  ]),
  ...calls('Utility', ['batch_all', 'force_batch']),
  ...calls('System', ['remark']),
  ...[
    extrinsic('address', { Id: true }),
    extrinsic('signature', { Sr25519: true }),
    extrinsic('extensions', true),
  ],
  ...events('SubtensorModule', {
    StakeAdded: 6,
    StakeRemoved: 6,
    StakeMoved: 5,
    StakeTransferred: 5,
    StakeSwapped: 4,
    TransactionFeePaidWithAlpha: { netuid: true, alpha_fee: true, tao_amount: true },
  }),
  ...events('System', { ExtrinsicSuccess: {}, ExtrinsicFailed: { dispatch_error: true } }),
  ...events('TransactionPayment', { TransactionFeePaid: { actual_fee: true } }),
  ...events('Utility', {
    ItemCompleted: {},
    ItemFailed: { error: true },
    BatchInterrupted: { error: true },
  }),
  ...events('Proxy', { ProxyExecuted: { result: true } }),
  ...storage('System', {
    Account: { data: { free: true } },
    Events: { phase: { ApplyExtrinsic: true }, event: true },
  }),
  ...storage('Timestamp', { Now: true }),
  ...storage('Swap', {
    FeeRate: true,
    SwapBalancer: true,
    SwapSuperellipse: true,
    ...{ AlphaSqrtPrice: true, CurrentLiquidity: true },
  }),
  ...storage('SubtensorModule', {
    ...{ SubnetMechanism: true, SubnetAlphaIn: true, SubnetTAO: true, SubtokenEnabled: true },
    ...{ TotalHotkeyAlpha: true, TotalHotkeyShares: true, TotalHotkeySharesV2: true },
    ...{ Alpha: true, AlphaV2: true, AlphaSharePoolEpoch: true, AlphaShareEpoch: true },
    ...{ Owner: true, Delegates: true, IdentitiesV2: { name: true } },
    ...{ NetworksAdded: true, SubnetworkN: true, Keys: true },
    ...{ ColdkeySwapAnnouncements: true, ColdkeySwapDisputes: true },
    ...{ NominatorMinRequiredStake: true, TransferToggle: true, AccountFlags: true },
    ...{ RootClaimable: true, RootClaimed: true, BasketShares: true, MinerCollateral: { locked: true } },
  }),
  ...apis('SwapRuntimeApi', {
    current_alpha_price: true,
    sim_swap_alpha_for_tao: simulated,
    sim_swap_tao_for_alpha: simulated,
  }),
  ...apis('StakeInfoRuntimeApi', {
    get_stake_info_for_coldkey: staked,
    get_stake_info_for_hotkey_coldkey_netuid: { stake: true },
    get_stake_availability_for_coldkeys: { available: true, locked: true },
  }),
  ...apis('SubnetInfoRuntimeApi', { get_all_dynamic_info: described }),
  ...apis('BetaBasketRuntimeApi', { get_root_basket_positions: true }),
  ...apis('TransactionPaymentApi', { query_info: { partial_fee: true } }),
  constant('Balances', 'ExistentialDeposit'),
  constant('SubtensorModule', 'InitialMinStake'),
  constant('SubtensorModule', 'InitialMinTransfer'),
  { ...constant('Swap', 'MaxFeeRate'), isCompared: true },
  { ...constant('Aura', 'SlotDuration'), isCompared: true },
]

type Use = Readonly<Record<string, ShapeReads>>

function calls(pallet: string, names: readonly string[]): readonly DescribedItem[] {
  return names.map(name => ({ kind: 'call', pallet, name }))
}

function events(pallet: string, use: Use): readonly DescribedItem[] {
  return itemsOf('event', pallet, use)
}

function storage(pallet: string, use: Use): readonly DescribedItem[] {
  return itemsOf('storage', pallet, use)
}

function apis(pallet: string, use: Use): readonly DescribedItem[] {
  return itemsOf('api', pallet, use)
}

function itemsOf(kind: DescribedItem['kind'], pallet: string, use: Use): readonly DescribedItem[] {
  return Object.entries(use).map(([name, reads]) => ({ kind, pallet, name, reads }))
}

function constant(pallet: string, name: string): DescribedItem {
  return { kind: 'constant', pallet, name }
}

function extrinsic(name: string, reads: ShapeReads): DescribedItem {
  return { kind: 'extrinsic', pallet: 'Extrinsic', name, reads }
}
