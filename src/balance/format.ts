import { digits, peek, type SomeBalance } from './balance.ts'
import { unitName } from './unit.ts'

/**
 * Decimal text of an amount, without its unit. Exact and without trailing zeros by default;
 * `decimals: 9` pads to full width, `decimals: 4` cuts (rounds down) for lists.
 */
export function format(amount: SomeBalance, style?: { readonly decimals: 4 | 9 }): string {
  const text = digits(peek(amount))
  if (!style) return text
  const [whole = '0', fraction = ''] = text.split('.')
  return `${whole}.${fraction.padEnd(9, '0').slice(0, style.decimals)}`
}

/** An amount with the name of its unit, for messages: '0.5 TAO', '21.5369 alpha 45'. All decimals. */
export function formatNamed(amount: SomeBalance): string {
  return `${format(amount)} ${unitName(amount.unit)}`
}
