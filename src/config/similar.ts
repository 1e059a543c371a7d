/** What was probably meant: the candidate fewest typing errors away, if that is near enough to be one. */
export function similarTo(text: string, candidates: readonly string[]): string | undefined {
  const near = Math.max(1, Math.floor(text.length / 3))
  const [best] = candidates
    .map(candidate => ({ candidate, errors: typingErrors(text.slice(0, 40), candidate) }))
    .filter(({ errors }) => errors <= near)
    .sort((a, b) => a.errors - b.errors)
  return best?.candidate
}

/** Letters to add, drop, replace or swap with their neighbour (optimal string alignment). */
function typingErrors(from: string, to: string): number {
  let before: readonly number[] = []
  let row = Array.from({ length: to.length + 1 }, (_, j) => j)
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= to.length; j += 1) {
      const same = from[i - 1] === to[j - 1] ? 0 : 1
      const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]
      next.push(
        Math.min(
          (row[j] ?? 0) + 1,
          (next[j - 1] ?? 0) + 1,
          (row[j - 1] ?? 0) + same,
          swapped ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      )
    }
    before = row
    row = next
  }
  return row[to.length] ?? 0
}
