import { compare, formatNamed } from '../balance/index.ts'
import { CliError } from '../errors/cli-error.ts'
import type { Output } from '../output/output.ts'
import type { TradeLine } from './report.ts'

/** Spec versions the rules of this program were checked on. */
const CHECKED_SPECS = { lowest: 365, highest: 425 } as const

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

/** Says so where the rules were not checked on the chain's spec. */
export function warnOfSpec(output: Pick<Output, 'warn'>, specVersion: number): void {
  if (isCheckedSpec(specVersion)) return
  output.warn(
    'W_SPEC',
    `taoctl's rules were checked on spec ${checkedSpecs()}; this chain runs ${specVersion}.`,
  )
}

/** Names every trade on such a spec that did not bring what it was quoted. */
export function warnOfMisses(
  output: Pick<Output, 'warn'>,
  specVersion: number,
  trades: readonly Pick<TradeLine, 'quoted' | 'received'>[],
): void {
  if (isCheckedSpec(specVersion)) return
  for (const { quoted, received } of trades) {
    if (received === null || compare(received, quoted) === 0) continue
    output.warn(
      'W_QUOTE_MISSED',
      `${formatNamed(received)} was received, ${formatNamed(quoted)} was quoted. ` +
        `Either something changed in between, or spec ${specVersion} has rules that taoctl does not know.`,
    )
  }
}

export function checkedSpecs(): string {
  return `${CHECKED_SPECS.lowest} to ${CHECKED_SPECS.highest}`
}
