import { isZero } from '../balance/index.ts'
import type { Address } from '../chain/address.ts'
import type { Position } from '../chain/read/stake.ts'
import { CliError } from '../errors/cli-error.ts'

/** Which positions swap-all speaks of. */
export interface Scope {
  /** Null for none. */
  readonly destination: number | null
  /** Empty: every subnet but the destination. */
  readonly origins: readonly number[]
  /** Empty with `everyHotkey` false: only if a single hotkey holds stake in scope. */
  readonly hotkeys: readonly Address[]
  readonly everyHotkey: boolean
}

/**
 * The positions to move, in the order the chain lists them.
 * @throws E_NO_STAKE when there is none, E_HOTKEYS_AMBIGUOUS when several hotkeys hold stake and none was named
 */
export function positionsInScope(positions: readonly Position[], scope: Scope): readonly Position[] {
  const found = positions.filter(
    position =>
      !isZero(position.stake) &&
      position.netuid !== scope.destination &&
      (scope.origins.length === 0 || scope.origins.includes(position.netuid)) &&
      (scope.hotkeys.length === 0 || scope.hotkeys.includes(position.hotkey)),
  )
  if (found.length === 0) throw new CliError('E_NO_STAKE', { where: 'that could be moved' })
  const holders = new Set(found.map(position => position.hotkey)).size
  if (scope.hotkeys.length === 0 && !scope.everyHotkey && holders > 1) {
    throw new CliError('E_HOTKEYS_AMBIGUOUS', { count: holders })
  }
  return found
}
