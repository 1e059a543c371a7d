import type { Account } from '../types.ts'
import type { KeyName } from './resolved.ts'

/** Addresses of the keys of the default scenario, as `developmentKey` derives them; they save a start its 200 ms. */
export const knownAddresses: ReadonlyMap<KeyName, Account> = new Map([
  ['coldkey_1', '5F1EBCHqqiwSuAafzAJ2F1bQKsFfwfpncNv6n4XkChcYVz4o'],
  ['coldkey_1/hot_25', '5Di19xisqYiJi2o4EB5hbFcCT9TDdNBHUYqbmhJjLozck8GG'],
  ['coldkey_1/hot_26', '5FxMrBejLPf5f9CA4ExUPFCtcke3KXDPrb9kBqjYBDTcxEyS'],
  ['coldkey_2', '5Fs5QzMXz77nBMxzeoSDVZytFR37jvEt23sKyEG6iZrGMdib'],
  ['coldkey_2/hot_1', '5DLspC48TiCJpcCnNKEx2VSS2gkzug97ffotfpgiycXpurx5'],
])
