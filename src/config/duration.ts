import { CliError } from '../errors/cli-error.ts'

const units = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 } as const

/** Milliseconds from text such as 500ms, 90s, 5m, 1h. Range 1 ms to 24 h. @throws E_DURATION naming the option */
export function parseDuration(text: string, option: string): number {
  const match = /^([1-9][0-9]*)(ms|s|m|h)$/.exec(text)
  if (!match) throw new CliError('E_DURATION', { option, text, problem: 'is not a duration' })
  const milliseconds = +(match[1] ?? '') * units[match[2] as keyof typeof units]
  if (milliseconds > 24 * units.h)
    throw new CliError('E_DURATION', { option, text, problem: 'is longer than 24h' })
  return milliseconds
}

/** Short text for a number of milliseconds, in the largest unit that is whole. */
export function formatDuration(milliseconds: number): string {
  const unit = (['h', 'm', 's'] as const).find(name => milliseconds % units[name] === 0) ?? 'ms'
  return `${milliseconds / units[unit]}${unit}`
}
