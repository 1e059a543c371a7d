import { fromHex, isHex } from '../../src/scale/bytes.ts'

/**
 * A value as JSON carries it in the form of the metadata codecs, after the pattern of one that is there already:
 * integers of 64 bits and more as decimal text, bytes as hex text. Fields left out of a record keep the pattern's value.
 */
export function valueFromJson(json: unknown, pattern: unknown): unknown {
  if (typeof pattern === 'bigint' || pattern === undefined) return isInteger(json) ? BigInt(json) : json
  if (pattern instanceof Uint8Array) return isHex(json) ? fromHex(json) : json
  if (Array.isArray(pattern)) {
    return Array.isArray(json)
      ? json.map((entry, index) => valueFromJson(entry, pattern[index] ?? pattern[0]))
      : json
  }
  if (!isRecord(pattern) || !isRecord(json)) return json
  const entries = Object.entries(json).map(([name, value]) => [name, valueFromJson(value, pattern[name])])
  return { ...pattern, ...Object.fromEntries(entries) }
}

const isInteger = (value: unknown): value is string =>
  typeof value === 'string' && /^-?[0-9]{1,40}$/.test(value)

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
