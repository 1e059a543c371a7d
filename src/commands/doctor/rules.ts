import { type Fact, factOf, facts, readingFor, specOf } from '../../chain/metadata/facts.ts'
import type { Check } from '../../output/views/doctor.ts'
import type { Runtime } from '../../scale/runtime.ts'
import { ok } from './check.ts'

/** The rules a trade goes by that no shape of an item shows, each with what says so. */
export function checkRules(name: string, runtime: Runtime): readonly Check[] {
  const { excess, everything, minimumTransfer, swapFee, swapFeeTo } = facts
  return [
    line(name, excess, runtime),
    line(name, everything, runtime),
    line(name, minimumTransfer, runtime),
    line(name, swapFee, runtime),
    line(name, swapFeeTo, runtime),
  ]
}

function line<Value>(name: string, fact: Fact<Value>, runtime: Runtime): Check {
  const from = fact.probe
    ? 'as its metadata says'
    : `as read in the source of spec ${readingFor(fact.readings, specOf(runtime)).spec}`
  return ok(name, `${fact.says(factOf(fact, runtime))} (${from}).`)
}
