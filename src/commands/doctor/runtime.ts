import { isSeenSpec, newExtensions, tradableSpecs } from '../../chain/metadata/fingerprint.ts'
import {
  differencesOf,
  publicRequirements,
  type SurfaceDifference,
} from '../../chain/metadata/requirements.ts'
import type { Check } from '../../output/faces/doctor.ts'
import { itemName } from '../../scale/describe.ts'
import type { Runtime } from '../../scale/runtime.ts'
import { commandRequirements } from '../../trade/before/command-requirements.ts'
import { runtimeError } from '../../trade/before/supported-runtimes.ts'
import { ok, problem, warning } from './check.ts'

/** The number of a spec. It decides nothing: items do. */
export function checkSpec(spec: number): Check {
  const known = `taoctl was checked on ${tradableSpecs().join(', ')}`
  if (!isSeenSpec(spec)) return ok('spec', `Spec ${spec}, not seen before; ${known}. Its items decide.`)
  return tradableSpecs().includes(spec)
    ? ok('spec', `Spec ${spec}; ${known}.`)
    : warning('spec', `Spec ${spec} can be read, not traded on; ${known}.`, undefined)
}

interface Looked {
  readonly runtime: Runtime
  readonly specVersion: number
  /** Whether it is that of a public network. */
  readonly isPublic: boolean
}

/** A difference and the commands it stands in the way of. */
interface Found extends SurfaceDifference {
  readonly commands: readonly string[]
}

/**
 * The verdict on a runtime, item by item: a line for each kind of item that is as it was, and one for each item that is
 * not, with the commands it stops.
 */
export function checkItems(name: string, { runtime, specVersion, isPublic }: Looked): readonly Check[] {
  const found = differences(runtime, isPublic)
  const fresh = newExtensions(runtime)
  const silent =
    fresh.length === 0 ? [] : [ok(name, `New in transactions, but writes nothing: ${fresh.join(', ')}.`)]
  return [...known(name, found), ...silent, ...found.map(each => checkOf(name, specVersion, each))]
}

/** Item by item over all commands, each item once. */
function differences(runtime: Runtime, isPublic: boolean): readonly Found[] {
  const found = new Map<string, Found>()
  for (const { command, use, requirements } of commandRequirements) {
    const wanted = [...requirements, ...(isPublic && use === 'trade' ? publicRequirements(runtime) : [])]
    for (const difference of differencesOf(runtime, wanted, use)) {
      const before = found.get(difference.item)
      const commands = [...(before?.commands ?? []), ...(isStopped(use, difference) ? [command] : [])]
      const mayAccept = difference.mayAccept && (before?.mayAccept ?? true)
      found.set(difference.item, { ...difference, mayAccept, commands })
    }
  }
  return [...found.values()]
}

/** Reading goes on over what has another form: it only says so. */
const isStopped = (use: 'read' | 'trade', { what }: SurfaceDifference) =>
  use === 'trade' || what === 'missing'

function known(name: string, found: readonly Found[]): readonly Check[] {
  const all = new Map(
    commandRequirements.flatMap(({ requirements }) => requirements.map(each => [itemName(each), each])),
  )
  const good = [...all].filter(([item]) => !found.some(each => each.item === item)).map(([, each]) => each)
  return [...new Set(good.map(({ kind }) => kind))].map(kind => {
    const items = good.filter(each => each.kind === kind)
    const pallets = [...new Set(items.map(({ pallet }) => pallet))].map(pallet => {
      const names = items.filter(each => each.pallet === pallet).map(each => each.name)
      return `${pallet} ${names.join(', ')}`
    })
    return ok(name, `${kind}: ${items.length} as known: ${pallets.join('; ')}.`)
  })
}

function checkOf(name: string, spec: number, { commands, ...difference }: Found): Check {
  const { item, what, mayAccept } = difference
  const how = what === 'missing' ? 'is missing' : 'has another form'
  if (commands.length === 0) return warning(name, `${item} ${how}; commands that read it go on.`, undefined)
  const stops = `It stops: ${commands.join(', ')}.`
  if (mayAccept)
    return warning(name, `${item} ${how}. ${stops}`, `--accept-spec ${spec} trades all the same.`)
  const failure = runtimeError(spec, [difference])
  return problem(name, failure.with({ hint: `${stops} ${failure.hint ?? ''}`.trim() }))
}
