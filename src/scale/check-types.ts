import type { UnifiedMetadata } from '@polkadot-api/substrate-bindings'
import { checkParameters } from './check-parameters.ts'
import { PRIMITIVE_BYTES } from './measure.ts'

type Lookup = readonly UnifiedMetadata['lookup'][number][]

/** More types than any runtime has; finney's has 800. Names of types are compared with each other. */
const MAX_TYPES = 2_000
/** Types inside each other, from one to the next; finney's go 40 deep. */
const MAX_DEPTH = 400
/** Steps that reading one value takes before it meets a length or a choice; finney's take 81. */
const MAX_WORK = 1_000

/** The parts of a type: choices of which a value has one, each of parts of which it has all, so many times. */
interface Shape {
  readonly choices: readonly (readonly number[])[]
  readonly times: number
  /** Bytes of its own, at the least. */
  readonly bytes: number
  /** Whether its bytes alone bound how often what is inside is read. */
  readonly isCounted: boolean
  /** Further types that its codec is built from. */
  readonly also: readonly number[]
}

/**
 * Holds the types of metadata to what a decoder can bear: every type is there and in its place, none is endless, none
 * takes steps without bytes, none nests too deep, none is another by its parameters. @throws Error
 */
export function checkTypes(lookup: Lookup): void {
  if (lookup.length > MAX_TYPES) throw new Error(`it has ${lookup.length} types`)
  const shapes = lookup.map(shapeOf)
  for (const [index, { choices, also }] of shapes.entries()) {
    if (lookup[index]?.id !== index) throw new Error(`type ${index} is not in its place`)
    const missing = [...choices.flat(), ...also].find(part => part >= lookup.length)
    if (missing !== undefined) throw new Error(`type ${index} refers to type ${missing}, which is not there`)
  }
  for (const entry of lookup) checkParameters(entry)
  checkDepth(shapes)
  checkCosts(shapes)
}

const nothing: Shape = { choices: [], times: 1, bytes: 0, isCounted: false, also: [] }

function shapeOf({ def, params }: Lookup[number]): Shape {
  switch (def.tag) {
    case 'composite':
      return { ...nothing, choices: [def.value.map(({ type }) => type)] }
    case 'tuple':
      return { ...nothing, choices: [def.value] }
    case 'array':
      return { ...nothing, choices: [[def.value.type]], times: def.value.len }
    case 'variant': {
      const choices = def.value.map(({ fields }) => fields.map(({ type }) => type))
      // Codecs of Option and Result are built from their parameters.
      const also = params.flatMap(({ type }) => type ?? [])
      return { ...nothing, choices, bytes: choices.length > 0 ? 1 : 0, isCounted: true, also }
    }
    case 'sequence':
      return { ...nothing, bytes: 1, isCounted: true, also: [def.value] }
    case 'compact':
      return { ...nothing, bytes: 1, also: [def.value] }
    case 'bitSequence':
      return { ...nothing, bytes: 1, also: [def.value.bitStoreType, def.value.bitOrderType] }
    case 'primitive':
      return { ...nothing, bytes: PRIMITIVE_BYTES[def.value.tag] ?? 1 }
  }
}

/** Codecs are built from a type to its parts, each type once; as deep as that goes the call stack must go too. */
function checkDepth(shapes: readonly Shape[]): void {
  const seen = new Set<number>()
  const enter = (id: number) => {
    seen.add(id)
    const { choices = [], also = [] } = shapes[id] ?? {}
    return [...also, ...choices.flat()].values()
  }
  for (const root of shapes.keys()) {
    if (seen.has(root)) continue
    const path = [enter(root)]
    for (let parts = path.at(-1); parts; parts = path.at(-1)) {
      const { value: next, done } = parts.next()
      if (done === true) path.pop()
      else if (!seen.has(next) && path.push(enter(next)) > MAX_DEPTH)
        throw new Error('its types nest too deep')
    }
  }
}

/** What reading a value costs, by rounds: each settles what the rounds before made known. What never settles has no end. */
function checkCosts(shapes: readonly Shape[]): void {
  const bytes = new Float64Array(shapes.length).fill(Number.POSITIVE_INFINITY)
  // Steps up to the next length or choice: those take a byte each time.
  const works = new Float64Array(shapes.length).fill(Number.POSITIVE_INFINITY)
  const sum = (of: Float64Array, parts: readonly number[]) =>
    parts.reduce((total, part) => total + (of[part] ?? 0), 0)
  const largest = ({ choices }: Shape) =>
    choices.reduce((most, parts) => Math.max(most, sum(works, parts)), 0)

  for (let round = 0, hasChanged = true; hasChanged; round += 1) {
    if (round > MAX_DEPTH) throw new Error('its types nest too deep')
    hasChanged = false
    // Runtimes name a type before its parts.
    for (let id = shapes.length - 1; id >= 0; id -= 1) {
      const shape = shapes[id] ?? nothing
      const { choices, times, isCounted } = shape
      const least = choices.reduce(
        (fewest, parts) => Math.min(fewest, sum(bytes, parts)),
        Number.POSITIVE_INFINITY,
      )
      const size = shape.bytes + (choices.length > 0 ? timesOf(least, times) : 0)
      const work = 1 + (isCounted ? 0 : timesOf(largest(shape), least === 1 ? 1 : times))
      hasChanged ||= size !== bytes[id] || work !== works[id]
      bytes[id] = size
      works[id] = work
    }
  }
  for (const [id, shape] of shapes.entries()) {
    if (bytes[id] === Number.POSITIVE_INFINITY) throw new Error(`type ${id} has no end`)
    if (Math.max(works[id] ?? 0, largest(shape)) > MAX_WORK) throw new Error(`type ${id} is too large`)
    const [entry] = shape.also
    const isList = shape.isCounted && shape.choices.length === 0 && entry !== undefined
    if (isList && bytes[entry] === 0) throw new Error(`type ${id} is a list of nothing`)
  }
}

/** None of something endless is nothing. */
const timesOf = (size: number, times: number) => (times === 0 ? 0 : size * times)
