/** Repeatable chance (mulberry32): a number from 0 up to a bound, exclusive. */
export function chanceOf(seed: number): (below: number) => number {
  let state = seed >>> 0
  return below => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

type Chance = ReturnType<typeof chanceOf>

const ODD: readonly unknown[] = [
  ...[null, true, 0, -1, 1.5, 2 ** 53, '', '0x', '0x0', '0xzz', 'text', [], {}, [[]], { a: 1 }],
  ...[
    '0xffffffff',
    `0x${'ff'.repeat(64)}`,
    `0x${'00'.repeat(64)}`,
    '0x03ffffffff',
    '0xfeffffff',
    '0x02093d00',
  ],
]

/** An answer that is wrong somewhere: another value, or bytes of its hex changed, cut off, added, or swapped. */
export function mutated(answer: unknown, chance: Chance): unknown {
  if (chance(8) === 0) return ODD[chance(ODD.length)]
  if (typeof answer === 'string' && answer.startsWith('0x')) return mutatedHex(answer, chance)
  if (Array.isArray(answer)) return mutatedList(answer, chance)
  if (typeof answer === 'object' && answer !== null) {
    const keys = Object.keys(answer)
    const key = keys[chance(Math.max(1, keys.length))]
    if (key === undefined) return ODD[chance(ODD.length)]
    const value: unknown = (answer as Record<string, unknown>)[key]
    return { ...answer, [key]: chance(4) === 0 ? undefined : mutated(value, chance) }
  }
  return ODD[chance(ODD.length)]
}

function mutatedList(list: readonly unknown[], chance: Chance): unknown {
  const at = chance(Math.max(1, list.length))
  if (list.length === 0 || chance(4) === 0) return [...list, ...list]
  return list.with(at, mutated(list[at], chance))
}

const NUMBERS = [0x00, 0x01, 0x02, 0x03, 0x04, 0x7f, 0x80, 0xfc, 0xfd, 0xfe, 0xff]

function mutatedHex(hex: string, chance: Chance): string {
  const bytes = Buffer.from(hex.slice(2), 'hex')
  for (let count = 1 + chance(4); count > 0; count -= 1) {
    const at = chance(Math.max(1, bytes.length))
    bytes[at] = chance(2) === 0 ? chance(256) : (NUMBERS[chance(NUMBERS.length)] ?? 0)
  }
  const cut = chance(bytes.length + 1)
  switch (chance(6)) {
    case 0:
      return `0x${bytes.subarray(0, cut).toString('hex')}`
    case 1:
      return `0x${bytes.toString('hex')}${'ff'.repeat(1 + chance(64))}`
    case 2:
      return `0x${Buffer.concat([bytes.subarray(cut), bytes.subarray(0, cut)]).toString('hex')}`
    case 3:
      // A length that claims up to 2^30 entries.
      return `0x${Buffer.concat([Uint8Array.of(0xfe, 0xff, 0xff, 0xff), bytes]).toString('hex')}`
    default:
      return `0x${bytes.toString('hex')}`
  }
}
