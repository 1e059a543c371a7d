import type { Chain } from '../chain/types.ts'
import { CliError } from '../errors/cli-error.ts'

/** Spec versions the rules of this program were checked on. */
const CHECKED_SPECS = { lowest: 365, highest: 425 } as const

/**
 * Refuses trades whose price this version cannot protect: anywhere but on a development chain on this machine.
 * @throws E_UNPROTECTED
 */
export function requireProtection(
  chain: Pick<Chain, 'network' | 'isDevelopment'>,
  unprotected: boolean,
): void {
  const isHarmless = chain.isDevelopment && chain.network.isLoopback
  if (!isHarmless && !unprotected) throw new CliError('E_UNPROTECTED', { network: chain.network.name })
}

/** Whether the chain's spec is one the rules were checked on. */
export function isCheckedSpec(specVersion: number): boolean {
  return specVersion >= CHECKED_SPECS.lowest && specVersion <= CHECKED_SPECS.highest
}

/** Refuses an unknown spec unless it was named, or a person will be asked. @throws E_SPEC_UNKNOWN */
export function requireCheckedSpec(
  specVersion: number,
  accepted: number | undefined,
  personAsked: boolean,
): void {
  if (isCheckedSpec(specVersion) || accepted === specVersion || personAsked) return
  throw new CliError('E_SPEC_UNKNOWN', { spec: specVersion, known: checkedSpecs() })
}

export function checkedSpecs(): string {
  return `${CHECKED_SPECS.lowest} to ${CHECKED_SPECS.highest}`
}
