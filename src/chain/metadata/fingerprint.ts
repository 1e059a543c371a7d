import { type DescribedItem, itemName } from '../../scale/describe.ts'
import type { Runtime } from '../../scale/runtime.ts'
import fingerprints from './fingerprints.json' with { type: 'json' }
import { surface } from './surface.ts'

/** Shapes by item, each with the specs that have it. Made by scripts/fingerprints.mjs from metadata of these specs. */
const known: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>> = fingerprints

/** What an item has for a shape where a runtime has no such item. */
const ABSENT = 'absent'
/** Specs before this have pools of another kind, and may be read, not traded on. */
const FIRST_TRADABLE = 424
/** Specs whose rules were read in the source, beside those whose metadata was compared. */
const READ_IN_SOURCE: readonly number[] = [425]

const items = new Map(surface.map(item => [itemName(item), item]))
const specs = new Set([
  ...READ_IN_SOURCE,
  ...Object.values(known).flatMap(shapes => Object.values(shapes).flat()),
])

/** Whether a spec is one that taoctl was checked on. */
export function isSeenSpec(spec: number): boolean {
  return specs.has(spec)
}

/** Specs that taoctl was checked on and that can be traded on, in their order. */
export function tradableSpecs(): readonly number[] {
  return [...specs].filter(spec => spec >= FIRST_TRADABLE).sort((a, b) => a - b)
}

/** The newest spec that taoctl was checked on. */
export function newestSeenSpec(): number {
  return Math.max(...specs)
}

/** How an item of a runtime compares with those of the runtimes taoctl was checked on. */
export interface FingerprintComparison {
  readonly isThere: boolean
  /** Whether one of those has it in this form, or lacks it too. */
  readonly isKnown: boolean
}

/** Compares an item with what is known of it, for a trade with what specs have that can be traded on. */
export function compareItem(
  runtime: Runtime,
  wanted: DescribedItem,
  isForTrade: boolean,
): FingerprintComparison {
  const name = itemName(wanted)
  const found = runtime.describe(items.get(name) ?? wanted) ?? ABSENT
  const having = Object.hasOwn(known, name) ? (known[name]?.[found] ?? []) : []
  return {
    isThere: found !== ABSENT,
    isKnown: having.some(spec => !isForTrade || spec >= FIRST_TRADABLE),
  }
}

/** Whether every item that is used, as far as a runtime has it, has a form that is known. */
export function isKnownSurface(runtime: Runtime): boolean {
  return surface.every(item => {
    const { isThere, isKnown } = compareItem(runtime, item, false)
    return !isThere || isKnown
  })
}

/** Extensions that write nothing and that no runtime had which taoctl was checked on. */
export function newExtensions(runtime: Runtime): readonly string[] {
  return runtime.silentExtensions.filter(name => !SILENT.includes(name))
}

const SILENT: readonly string[] = [
  ...['CheckNonZeroSender', 'CheckWeight', 'SudoTransactionExtension', 'CheckShieldedTxValidity'],
  ...['SubtensorTransactionExtension', 'DrandPriority'],
]
