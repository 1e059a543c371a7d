import { errors as errors425 } from '../../metadata/subtensor/errors.ts'
import { type Type, type TypeVariant, variant } from '../../metadata/type.ts'

type Added = readonly [name: string, docs?: string]

/** Errors that came after spec 425, by the error they stand behind. */
const added: Readonly<Record<string, readonly Added[]>> = {
  HotKeySwapOnSubnetIntervalNotPassed: [['KeepStakeBlockedByCollateral']],
  EvmKeyAssociateRateLimitExceeded: [['EvmKeyAssociationLimitExceeded']],
  Deprecated: [['SubnetBuybackRateLimitExceeded'], ['NetworkDissolveAlreadyQueued']],
  UnlockAmountTooHigh: [
    ['WaitingForDissolvedSubnetCleanup', 'A dissolved subnet of that number is still being cleared.'],
  ],
  AccountRejectsLockedAlpha: [
    ['LockIdOverFlow'],
    ['StartCallNotReady'],
    ['InsufficientAlphaBalance', 'Less alpha is there than was asked for.'],
    ['ColdkeyCollateralIncomplete'],
    ['ColdkeyCollateralPositionsFull', 'The coldkey has collateral on as many hotkeys as it may.'],
    ['BasketHasNoWeights'],
    ['RootStakeLocked', 'Stake came to root on that hotkey too recently to leave it.'],
    ['BetaBasketSeedInProgress', 'Baskets are being set up; claims wait for the end of it.'],
    ['RootWeightSettingDisabled'],
    ['RootClaimTooHeavy', 'A claim over so many hotkeys and basket rows is too much for one call.'],
    ['RootWeightCapExceeded'],
    ['BasketDepositPending'],
    ['InvalidBatchLength'],
    ['TooManyStakingHotkeys', 'The coldkey has stake on as many hotkeys as it may.'],
    ['ColdkeySwapTooHeavy'],
    ['BasketConcentrationCapExceeded'],
    ['BasketTradingDisabled'],
    ['BasketTradingFrozen'],
    ['BasketTurnoverBudgetExceeded'],
    ['BasketSameSubnet'],
    ['BasketLiquidityCapExceeded'],
    ['BasketMinOutNotMet'],
    ['BasketSwapBatchEmpty'],
    ['CommitPayloadTooLarge'],
    ['CommitQueueFull'],
  ],
}
const renamed: Readonly<Record<string, string>> = { InsufficientBalance: 'InsufficientTaoBalance' }
const gone = ['InvalidNumRootClaim', 'InvalidSubnetNumber']

/** Errors of SubtensorModule at spec 475. */
export function liveErrors(): Type {
  if (errors425.kind !== 'enum') throw new Error('errors are an enum')
  const variants = errors425.variants
    .filter(({ name }) => !gone.includes(name))
    .flatMap((each): readonly TypeVariant[] => [
      { ...each, name: renamed[each.name] ?? each.name },
      ...(added[each.name] ?? []).map(([name, docs]) => variant(0, name, [], docs)),
    ])
  return { ...errors425, variants: variants.map((each, index) => ({ ...each, index })) }
}
