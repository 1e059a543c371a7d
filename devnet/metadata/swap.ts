import { littleEndian } from './bytes.ts'
import { alpha, netuid, palletId } from './common.ts'
import { constant, events, map, type Pallet, twox } from './pallet.ts'
import { bool, enumeration, struct, u16, u64, units } from './type.ts'

const subnet = twox(netuid)
const perquintill = struct('sp_arithmetic::per_things::Perquintill', [u64])
const balancer = struct('pallet_subtensor_swap::pallet::balancer::Balancer', { quote: perquintill })
const oneHalf = littleEndian(500_000_000_000_000_000n, 8)
const nonZeroU64 = struct('NonZeroU64', [u64])

/**
 * Swap, pallet 28: fee rate in 65535ths, weight of TAO in a pool in 1e18ths.
 * Source: opentensor/subtensor@14bc6f9f pallets/swap/src/pallet/mod.rs:83-185, runtime/src/lib.rs:1130-1135.
 */
export const swapPallet: Pallet = {
  name: 'Swap',
  index: 28,
  storage: [
    map('FeeRate', [subnet], u16, 33),
    map('SwapBalancer', [subnet], balancer, oneHalf),
    map('PalSwapInitialized', [subnet], bool),
    map('ScrapReservoirAlpha', [subnet], alpha),
  ],
  constants: [
    constant('ProtocolId', palletId, new TextEncoder().encode('ten/swap')),
    constant('MaxFeeRate', u16, 10_000),
    constant('MinimumLiquidity', u64, 1_000),
    constant('MinimumReserve', nonZeroU64, littleEndian(1_000_000n, 8)),
  ],
  events: enumeration(
    'pallet_subtensor_swap::pallet::pallet::Event',
    events(['FeeRateSet', { netuid, rate: u16 }]),
    [{ name: 'T' }],
  ),
  errors: enumeration(
    'pallet_subtensor_swap::pallet::pallet::Error',
    units(
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
    ),
    [{ name: 'T' }],
  ),
}
