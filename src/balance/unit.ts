import { CliError } from '../errors/cli-error.ts'

/** A subnet as the compiler knows it: the literal netuid (5) or, when it comes from argv, a role ('origin'). */
export type SubnetKey = number | string

declare const netuidKey: unique symbol

/** u16, 0..65535. `netuid(5)` is Netuid<5>; `parseNetuid(text, 'origin')` is Netuid<'origin'>. */
export type Netuid<S extends SubnetKey = SubnetKey> = number & { readonly [netuidKey]: S }

/** TAO: free balance, and what pools hold against alpha. */
export interface Tao {
  readonly kind: 'tao'
}

/** Alpha of one subnet. Stake on root is alpha of netuid 0. */
export interface Alpha<in out S extends SubnetKey> {
  readonly kind: 'alpha'
  readonly netuid: Netuid<S>
}

/** Alpha of a subnet the compiler does not know, as in lists. Arithmetic needs `narrow` first. */
export interface SomeAlpha {
  readonly kind: 'alpha of some subnet'
  readonly netuid: number
}

// biome-ignore lint/suspicious/noExplicitAny: Alpha is invariant, so "alpha of any subnet" has no other name
export type Unit = Tao | Alpha<any>

export const tao: Tao = Object.freeze({ kind: 'tao' })

/** The alpha unit of a subnet. @throws E_NETUID */
export function alphaOf<S extends SubnetKey>(subnet: Netuid<S>): Alpha<S> {
  return Object.freeze({ kind: 'alpha', netuid: checked<S>(subnet) })
}

/** The alpha unit of a subnet the compiler does not know. @throws E_NETUID outside 0..65535 */
export function someAlpha(n: number): SomeAlpha {
  return Object.freeze({ kind: 'alpha of some subnet', netuid: checked(n) })
}

/**
 * A netuid known while writing the program. A plain `number` does not compile: its type would match any subnet.
 * @throws E_NETUID outside 0..65535
 */
export function netuid<const N extends number>(n: number extends N ? never : N): Netuid<N> {
  return checked<N>(n)
}

/**
 * A netuid that arrives as a number at run time, under the name of its role.
 * @throws E_NETUID outside 0..65535
 */
export function netuidFrom<const R extends string>(n: number, _role: R): Netuid<R> {
  return checked<R>(n)
}

/**
 * A netuid from text. Accepts plain ASCII digits only.
 * @throws E_NETUID on anything else or outside 0..65535
 */
export function parseNetuid<const R extends string>(text: string, _role: R): Netuid<R> {
  if (typeof text !== 'string' || !/^(?:0|[1-9][0-9]{0,4})$/.test(text)) {
    throw new CliError('E_NETUID', { text: excerpt(text) })
  }
  return checked<R>(+text)
}

/** Short name of a unit for messages: 'TAO', 'alpha 45', 'τ on root'. */
export function unitName(unit: Tao | SomeAlpha | Unit): string {
  if (unit.kind === 'tao') return 'TAO'
  return unit.netuid === 0 ? 'τ on root' : `alpha ${unit.netuid}`
}

/** Whether two units are the same at run time, whatever the compiler was told. */
export function sameUnit(a: Tao | SomeAlpha | Unit, b: Tao | SomeAlpha | Unit): boolean {
  if (a.kind === 'tao' || b.kind === 'tao') return a.kind === b.kind
  return a.netuid === b.netuid
}

function checked<S extends SubnetKey>(n: number): Netuid<S> {
  if (!Number.isInteger(n) || n < 0 || n > 65_535) {
    throw new CliError('E_NETUID', { text: typeof n === 'number' ? String(n) : excerpt(n) })
  }
  // Adding zero turns -0 into 0.
  return (n + 0) as Netuid<S>
}

/** Input as an error message shows it: short, whatever was given. */
export function excerpt(text: unknown): string {
  if (typeof text !== 'string') return `a ${typeof text}`
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}
