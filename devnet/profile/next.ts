import { accountId, alpha, netuid, tao } from '../metadata/common.ts'
import { constant, map, type Pallet, twox } from '../metadata/pallet.ts'
import { subtensorPallet } from '../metadata/subtensor/pallet.ts'
import { swapPallet } from '../metadata/swap.ts'
import { bool, i128, struct, type Type, type TypeVariant, u128, variant } from '../metadata/type.ts'
import { presentTerms } from '../runtime/terms.ts'

const goneErrors = ['InvalidNumRootClaim', 'InvalidSubnetNumber']
const renamedErrors: Readonly<Record<string, string>> = { InsufficientBalance: 'InsufficientTaoBalance' }

/**
 * What is known of the specs after 425, as differences from it. Weights of the two new calls are those of the calls
 * they extend. Source: RaoFoundation/subtensor@b5e821c1 pallets/subtensor/src/staking/move_stake.rs (requests, transfers),
 * @34829556 pallets/subtensor/src/staking/stake_utils/stake_validation.rs (minimum), @040e9e09 pallets/transaction-fee/src/lib.rs (burned),
 * @61cafd40 pallets/swap/src/pallet/superellipse.rs (pools), docs/tx (calls), spec 467 (fees).
 */
export const nextRuntime = {
  runtime: { specVersion: 473, replace: [nextSubtensor(), nextSwap()] },
  terms: {
    ...presentTerms,
    requests: 'exact',
    maximumMeansAll: ['move_stake', 'move_stake_limit'],
    minimumTransfer: 100_000n,
    fee: { perTime: 250_000n, perByte: 500_000_000n, to: 'nobody' },
    pools: 'ellipse',
  },
} as const

function nextSubtensor(): Pallet {
  const { calls, events, errors, constants = [], ...rest } = subtensorPallet
  const move = {
    origin_hotkey: accountId,
    destination_hotkey: accountId,
    origin_netuid: netuid,
    destination_netuid: netuid,
    alpha_amount: alpha,
  }
  const transferred = {
    origin_coldkey: accountId,
    destination_coldkey: accountId,
    origin_hotkey: accountId,
    destination_hotkey: accountId,
    origin_netuid: netuid,
    destination_netuid: netuid,
    amount: tao,
  }
  return {
    ...rest,
    constants: [...constants, constant('InitialMinTransfer', tao, 100_000n)],
    calls: edited(calls, variants => [
      ...variants,
      variant(143, 'transfer_stake_and_hotkey', { destination_coldkey: accountId, ...move }),
      variant(149, 'move_stake_limit', { ...move, limit_price: tao, allow_partial: bool }),
    ]),
    events: edited(events, variants => [
      ...variants,
      variant(variants.length, 'StakeAndHotkeyTransferred', transferred),
    ]),
    errors: edited(errors, variants =>
      inOrder([
        ...variants.filter(({ index }) => index <= 95),
        variant(0, 'KeepStakeBlockedByCollateral'),
        ...variants
          .filter(({ index, name }) => index > 95 && !goneErrors.includes(name))
          .map(entry => ({ ...entry, name: renamedErrors[entry.name] ?? entry.name })),
      ]),
    ),
  }
}

function nextSwap(): Pallet {
  const { storage = [], errors, ...rest } = swapPallet
  const ellipse = struct('pallet_subtensor_swap::pallet::superellipse::Superellipse', {
    alpha_scale: u128,
    tao_scale: u128,
    center_alpha: i128,
    center_tao: i128,
  })
  return {
    ...rest,
    storage: storage.map(item =>
      item.name === 'SwapBalancer' ? map('SwapSuperellipse', [twox(netuid)], ellipse, 'optional') : item,
    ),
    errors: edited(errors, variants => {
      const last = variants.slice(-1)
      return inOrder([...variants.slice(0, -1), variant(0, 'InvalidSlippageTarget'), ...last])
    }),
  }
}

/** Variants numbered by their place. */
function inOrder(variants: readonly TypeVariant[]): TypeVariant[] {
  return variants.map((entry, index) => ({ ...entry, index }))
}

function edited(
  type: Type | undefined,
  edit: (variants: readonly TypeVariant[]) => readonly TypeVariant[],
): Type {
  if (type?.kind !== 'enum') throw new Error('a pallet without its enum')
  return { ...type, variants: edit(type.variants) }
}
