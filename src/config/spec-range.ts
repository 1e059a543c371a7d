import { CliError } from '../errors/cli-error.ts'

/** Spec versions from one to another, both included; without an end to 2^32 - 1. */
export interface SpecRange {
  readonly from: number
  readonly to: number
}

const HIGHEST = 0xffff_ffff

/** Reads `475`, `475..` or `470..480`. @throws E_OPTION_VALUE */
export function parseSpecRange(text: string, option: string): SpecRange {
  const found = /^([0-9]{1,10})(\.\.([0-9]{1,10})?)?$/.exec(text)
  const from = Number(found?.[1] ?? Number.NaN)
  const to = found?.[2] === undefined ? from : Number(found[3] ?? HIGHEST)
  if (!(from <= to && to <= HIGHEST)) {
    throw new CliError('E_OPTION_VALUE', { option, text, expected: 'a spec like 475, or 475.. or 470..480' })
  }
  return { from, to }
}

/** The same as it is read. */
export function formatSpecRange(range: SpecRange | undefined): string | undefined {
  if (range === undefined) return undefined
  const { from, to } = range
  if (from === to) return String(from)
  return to === HIGHEST ? `${from}..` : `${from}..${to}`
}
