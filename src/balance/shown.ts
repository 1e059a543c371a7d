/** Input as an error message shows it: short, whatever was given. */
export function shown(text: unknown): string {
  if (typeof text !== 'string') return `a ${typeof text}`
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}
