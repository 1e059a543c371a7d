import type { Load } from '../chain/read/block-space.ts'

/** Bytes by which the lengths before a batch and its calls may grow with their number. */
const PREFIXES = 8

/**
 * How many calls of a kind one batch may hold, from what batches of one and two of them take: every further call takes
 * the same.
 */
export function howManyFit(one: Load, two: Load, room: Load): number {
  const times = (left: bigint, step: bigint) => (left < 0n ? 0n : step <= 0n ? undefined : 1n + left / step)
  const found = [
    times(BigInt(room.length - PREFIXES - one.length), BigInt(two.length - one.length)),
    times(room.refTime - one.refTime, two.refTime - one.refTime),
    times(room.proofSize - one.proofSize, two.proofSize - one.proofSize),
  ].flatMap(each => each ?? [])
  return found.reduce((least, each) => Math.min(+String(each), least), Number.MAX_SAFE_INTEGER)
}

/** A position as far as options can name it. */
interface Named {
  readonly netuid: number
  readonly hotkey: string
}

/** Options that name positions, and how many. */
export interface BatchPart {
  readonly options: string
  readonly count: number
}

/**
 * Splits positions into parts of at most so many, each named by --origin, and by --hotkey where one subnet alone holds
 * too many. Nothing is in two parts.
 */
export function partsThatFit(positions: readonly Named[], most: number): readonly BatchPart[] {
  const netuids = [...new Set(positions.map(({ netuid }) => netuid))].sort((a, b) => a - b)
  const parts: BatchPart[] = []
  let open: { netuids: number[]; count: number } = { netuids: [], count: 0 }
  const close = () => {
    if (open.count > 0) parts.push({ options: origins(open.netuids), count: open.count })
    open = { netuids: [], count: 0 }
  }
  for (const netuid of netuids) {
    const there = positions.filter(each => each.netuid === netuid).map(({ hotkey }) => hotkey)
    if (there.length > most) {
      for (let from = 0; from < there.length; from += most) {
        const hotkeys = there.slice(from, from + most)
        const named = hotkeys.map(hotkey => ` --hotkey ${hotkey}`).join('')
        parts.push({ options: `${origins([netuid])}${named}`, count: hotkeys.length })
      }
      continue
    }
    if (open.count + there.length > most) close()
    open.netuids.push(netuid)
    open.count += there.length
  }
  close()
  return parts
}

const origins = (netuids: readonly number[]) => netuids.map(netuid => `--origin ${netuid}`).join(' ')
