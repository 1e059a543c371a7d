import Value from 'typebox/value'
import { messageOf } from '../../src/errors/message.ts'
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
    complain('the file', `not JSON: ${messageOf(failure)}`)
  }
  return checkScenario(value, source)
}

/** A scenario from any value. @throws E_SCENARIO naming the first place that is wrong */
export function checkScenario(value: unknown, source: string): Scenario {
  const complain: Complain = complainAbout(source)
  if (!Value.Check(scenarioSchema, value)) {
    const found = Value.Errors(scenarioSchema, value)
    // Of a value that fits none of several forms, that it fits none says more than why it is not the first.
    const error = found.find(entry => entry.keyword === 'anyOf') ?? found[0]
    complain(placeOf(error?.instancePath ?? ''), error === undefined ? 'has the wrong shape' : wordsOf(error))
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

function wordsOf({ keyword, message, params }: ReturnType<typeof Value.Errors>[number]): string {
  switch (keyword) {
    case 'boolean':
      return 'there is no such field'
    case 'anyOf':
      return 'must be a name, or { name, registered }'
    case 'pattern':
      return "must be 1 to 64 letters, digits, '_', '.' or '-', the first no '.' or '-'"
    case 'enum':
      return `must be one of ${params.allowedValues.join(', ')}`
    default:
      return message
  }
}
