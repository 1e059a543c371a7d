import Value from 'typebox/value'
import { type Complain, complainAbout } from './problem.ts'
import { resolveScenario } from './resolve.ts'
import { type Scenario, scenarioSchema } from './schema.ts'

/** A scenario from the text of its file. `source` names the file in errors. @throws E_SCENARIO */
export function readScenario(text: string, source: string): Scenario {
  const complain: Complain = complainAbout(source)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (failure) {
    complain('the file', `not JSON: ${failure instanceof Error ? failure.message : 'unreadable'}`)
  }
  return checkScenario(value, source)
}

/** A scenario from any value. @throws E_SCENARIO naming the first place that is wrong */
export function checkScenario(value: unknown, source: string): Scenario {
  const complain: Complain = complainAbout(source)
  if (!Value.Check(scenarioSchema, value)) {
    const [first] = Value.Errors(scenarioSchema, value)
    complain(placeOf(first?.instancePath ?? ''), first?.message ?? 'has the wrong shape')
  }
  resolveScenario(value, source)
  return value
}

/** `/subnets/0/tao` as `subnets[0].tao`. */
function placeOf(pointer: string): string {
  const place = pointer
    .split('/')
    .slice(1)
    .map(part => (/^[0-9]+$/.test(part) ? `[${part}]` : `.${part.replace(/~1/g, '/').replace(/~0/g, '~')}`))
    .join('')
    .replace(/^\./, '')
  return place === '' ? 'the file' : place
}
