import type { AuthorOptions } from '../../metadata/author.ts'
import { type BaseTerms, presentTerms } from '../../runtime/terms.ts'
import { liveApis } from './apis.ts'
import { livePallets } from './pallets.ts'
import { liveTypes } from './types.ts'

/** Spec 475, which finney ran from block 9,233,781 on (2026-10-07): its surface as far as staking clients meet it. */
export const liveRuntime: AuthorOptions = {
  specVersion: 475,
  replace: livePallets,
  apis: liveApis,
  retype: liveTypes,
}

/**
 * In what its rules differ. Fees are half of those at 425 and destroyed since 467.
 * Source: RaoFoundation/subtensor@040e9e09 pallets/transaction-fee/src/lib.rs; pallets/subtensor/src/lib.rs of spec 468 to
 * 472 (MAX_STAKING_HOTKEYS, MAX_THIRD_PARTY_STAKING_HOTKEYS, MAX_UNSTAKE_ALL_LEGS)
 */
export const liveTerms: BaseTerms = {
  ...presentTerms,
  requests: 'exact',
  stakingHotkeys: { owner: 256, other: 128 },
  unstakeAllPositions: 16,
  feeStake: 'free',
  fee: { perTime: 250_000n, perByte: 500_000_000n, to: 'nobody' },
}
