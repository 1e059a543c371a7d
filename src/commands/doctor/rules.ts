import { type Fact, factOf, facts, readingFor, specOf } from '../../chain/metadata/facts.ts'
import type { Check } from '../../output/faces/doctor.ts'
import type { Runtime } from '../../scale/runtime.ts'
import { ok } from './check.ts'

const all: readonly Fact<unknown>[] = Object.values(facts)

/** The rules a trade goes by that no shape of an item shows, each with what says so. */
export function checkRules(name: string, runtime: Runtime): readonly Check[] {
  return all.map(fact => {
    const from = fact.probe
      ? 'as its metadata says'
      : `as read in the source of spec ${readingFor(fact.readings, specOf(runtime)).spec}`
    return ok(name, `${fact.says(factOf(fact, runtime))} (${from}).`)
  })
}
