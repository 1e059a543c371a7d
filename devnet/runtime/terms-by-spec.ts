import { type BaseTerms, presentTerms } from './terms.ts'

/** Terms from the first spec they are known for. What a row does not name is as in the row before. */
const ROWS: readonly (readonly [spec: number, changes: Partial<BaseTerms>])[] = [
  [0, presentTerms],
  // Halved and destroyed. Source: RaoFoundation/subtensor@040e9e09 pallets/transaction-fee/src/lib.rs
  [467, { fee: { perTime: 250_000n, perByte: 500_000_000n, to: 'nobody' } }],
  // Source: pallets/transaction-fee/src/lib.rs of spec 469
  [469, { feeStake: 'free' }],
  // Source: errors and docs in metadata of spec 475; pallets/subtensor/src/lib.rs of spec 468 to 472
  // (MAX_STAKING_HOTKEYS, MAX_THIRD_PARTY_STAKING_HOTKEYS, MAX_UNSTAKE_ALL_LEGS)
  [475, { requests: 'exact', stakingHotkeys: { owner: 256, other: 128 }, unstakeAllPositions: 16 }],
]

/** Terms that metadata does not tell, of the newest row that is not above a spec version. */
export function termsOfSpec(specVersion: number): BaseTerms {
  const changes = ROWS.filter(([spec]) => spec <= specVersion).map(([, each]) => each)
  return Object.assign({}, presentTerms, ...changes)
}
