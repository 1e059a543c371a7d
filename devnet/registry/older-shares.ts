import { isZero, toFixedBits } from '../../src/pool/safe-float.ts'
import type { KeyPart, StateItem } from '../state/item.ts'
import {
  alpha,
  alphaV2,
  type SafeFloatValue,
  totalHotkeyShares,
  totalHotkeySharesV2,
} from '../state/subtensor.ts'
import { type StateView, viewOver } from './view.ts'

/**
 * Shares of runtimes without AlphaV2: numbers of 2^-64 under the old names. The model counts in decimals, so a stake
 * computed from these rows may be 1 rao less than what the runtime APIs tell.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/lib.rs:1485-1523
 */
export const olderShares: Readonly<Record<string, StateView>> = {
  'SubtensorModule.Alpha': older(alpha, alphaV2),
  'SubtensorModule.TotalHotkeyShares': older(totalHotkeyShares, totalHotkeySharesV2),
}

/** A row of the old form, where there is one, is the one that counts, as in the model's own rules. */
function older<K extends readonly KeyPart[]>(
  old: StateItem<K, bigint>,
  present: StateItem<K, SafeFloatValue>,
): StateView {
  return viewOver(
    state => [
      ...state.entries(old),
      ...state.entries(present).filter(({ key, value }) => !state.has(old, ...key) && !isZero(value)),
    ],
    (state, key) => {
      const at = key as K
      if (state.has(old, ...at)) return state.read(old, ...at)
      return state.has(present, ...at) ? toFixedBits(state.read(present, ...at)) : undefined
    },
  )
}
