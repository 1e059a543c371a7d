import type { SomeBalance } from '../../balance/index.ts'
import { clean } from '../text.ts'
import { withUnit } from './amount.ts'

/** An amount with 4 decimals, for lists. */
export function brief(amount: SomeBalance | null): string {
  return amount === null ? '-' : withUnit(amount, { decimals: 4 })
}

/** Cleaned text of at most so many letters. */
export function cut(text: string, length: number): string {
  const letters = [...clean(text)]
  return letters.length > length ? `${letters.slice(0, length - 1).join('')}…` : letters.join('')
}

/** Both ends of an address. */
export function shortAddress(address: string): string {
  return `${address.slice(0, 6)}…${address.slice(-6)}`
}
