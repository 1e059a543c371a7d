/** Something to choose. */
export interface Choice<T> {
  /** What chooses it when typed exactly; the first is its number, and no other choice has that. */
  readonly keys: readonly [string, ...string[]]
  /** What typed letters are looked for in. */
  readonly text: string
  readonly value: T
}

/** What typed text means: a choice, those it narrows them down to, or nothing. */
export type Picked<T> =
  | { readonly kind: 'one'; readonly value: T }
  | { readonly kind: 'some'; readonly choices: readonly Choice<T>[] }
  | { readonly kind: 'none' }

/**
 * Reads what was typed. A number chooses, and so does another key if it is of one choice alone. Letters narrow down:
 * choices with all the words remain, in any case. Never chooses by a part: what is left alone is still to be chosen.
 */
export function pick<T>(choices: readonly Choice<T>[], typed: string): Picked<T> {
  const text = typed.trim()
  const numbered = choices.find(({ keys: [number] }) => number === text)
  const named = choices.filter(({ keys }) => keys.includes(text))
  const chosen = numbered ?? (named.length === 1 ? named[0] : undefined)
  if (chosen) return { kind: 'one', value: chosen.value }
  if (/^\d+$/.test(text)) return { kind: 'none' }
  const words = text.toLowerCase().split(/\s+/)
  const found = choices.filter(choice => words.every(word => choice.text.toLowerCase().includes(word)))
  return found.length === 0 ? { kind: 'none' } : { kind: 'some', choices: found }
}
