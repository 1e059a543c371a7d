import { format, type Unit } from '../../balance/index.ts'
import type { Wanted } from '../../plan/amount.ts'

/**
 * A request as one line of `name=value`, sorted by name, lists sorted by value: the same for the same request. A script
 * that comes again with its --intent-id is known by it.
 */
export function requestText(
  parts: Readonly<Record<string, string | number | boolean | readonly (string | number)[]>>,
): string {
  return Object.keys(parts)
    .sort()
    .map(name => `${name}=${valueText(parts[name] ?? '')}`)
    .join(' ')
}

/** How much was wanted: 'all', '1.5', '25%', 'all-but-2'. */
export function wantedText<U extends Unit>(wanted: Wanted<U>): string {
  switch (wanted.kind) {
    case 'all':
      return 'all'
    case 'exact':
      return format(wanted.amount)
    case 'share':
      return wanted.percent.toString()
    case 'keep':
      return `all-but-${format(wanted.amount)}`
  }
}

const valueText = (value: string | number | boolean | readonly (string | number)[]) =>
  typeof value === 'object' ? [...new Set(value)].map(String).sort().join(',') || 'any' : String(value)
