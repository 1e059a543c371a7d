import { someAlpha, tao, unitName } from '../../balance/index.ts'

/** Where two values differ first, and what each has there. */
export interface PlanDifference {
  /** Keys from the outside in, list entries counted from 1; empty where the values themselves differ. */
  readonly path: string
  readonly here: string
  readonly there: string
}

/**
 * The first difference of two values as JSON would have them, or none. An amount is one value, and values come before
 * the lists beside them: a quote before its legs.
 */
export function differenceOf(here: unknown, there: unknown): PlanDifference | undefined {
  return compare(plain(here), plain(there), [])
}

function compare(here: unknown, there: unknown, path: readonly string[]): PlanDifference | undefined {
  const keys = new Set([...keysOf(here), ...keysOf(there)])
  if (keys.size === 0 || isAmount(here) || isAmount(there) || !isObject(here) || !isObject(there)) {
    const [left, right] = [shown(here), shown(there)]
    return left === right ? undefined : { path: path.join(' '), here: left, there: right }
  }
  const isList = (key: string) => isObject(here[key]) && !isAmount(here[key])
  for (const key of [...keys].sort((a, b) => +isList(a) - +isList(b))) {
    const name = Array.isArray(here) ? `${+key + 1}` : key
    const found = compare(here[key], there[key], [...path, name])
    if (found) return found
  }
  return undefined
}

const plain = (value: unknown): unknown =>
  value === undefined
    ? undefined
    : JSON.parse(JSON.stringify(value, (_, entry) => (typeof entry === 'bigint' ? `${entry}` : entry)))

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

const keysOf = (value: unknown) => (isObject(value) ? Object.keys(value) : [])

const isAmount = (value: unknown): value is { unit: string; netuid: number; decimal: string } =>
  isObject(value) && 'rao' in value && 'decimal' in value

function shown(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (isAmount(value)) {
    return `${value.decimal} ${unitName(value.unit === 'TAO' ? tao : someAlpha(value.netuid))}`
  }
  return typeof value === 'string' ? value : JSON.stringify(value)
}
