import type { TSchema } from 'typebox'
import Value from 'typebox/value'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RunningDevnet } from '../../devnet/start.ts'
import { CliError } from '../../src/errors/cli-error.ts'
import { errors } from '../../src/errors/codes.ts'
import { createOutput } from '../../src/output/output.ts'
import { documents } from '../../src/output/schemas/documents.ts'
import { commandTree } from '../support/command-tree.ts'
import { startChain } from '../support/test-chain.ts'
import { goldenText, run, samples } from './documents.ts'

/** What prints no document of its own. */
const WITHOUT = ['devnet exec']

/** Other forms of a command's document. */
const FORMS = ['stake list-all']

const opened: RunningDevnet[] = []
afterAll(() => Promise.all(opened.map(devnet => devnet.stop())))

/** The schema with no room for keys it does not name, so that a key that comes or goes is seen. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed)
  if (typeof schema !== 'object' || schema === null) return schema
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]))
  const isFree = Object.keys((schema as { properties?: object }).properties ?? {}).length === 0
  return 'properties' in schema && !isFree ? { ...inner, additionalProperties: false } : inner
}

function violations(schema: TSchema | undefined, document: unknown): readonly string[] {
  if (!schema) return ['there is no schema']
  const errors = Value.Errors(closed(JSON.parse(JSON.stringify(schema))) as TSchema, document)
  return errors.map(error => `${error.instancePath}: ${error.message} ${JSON.stringify(error.params)}`)
}

test('every command has a schema in src/output/schemas/documents.ts', () => {
  const names = commandTree().map(({ name }) => name)
  expect(names.filter(name => !Object.hasOwn(documents, name))).toEqual(WITHOUT)
  const commands = Object.keys(documents).filter(name => !FORMS.includes(name))
  expect(commands.filter(name => name !== 'error' && !names.includes(name))).toEqual([])
})

test('every schema has a sample in test/output/documents.ts', () => {
  const tried = new Set(Object.values(samples).map(({ schema }) => schema))
  expect(Object.keys(documents).filter(name => !tried.has(name))).toEqual([])
})

describe.each(Object.entries(samples))('%s', (name, sample) => {
  let document: Awaited<ReturnType<typeof run>>
  beforeAll(async () => {
    const devnet = await startChain()
    opened.push(devnet)
    document = await run(sample, devnet)
  })

  test('has the shape of its schema, and no key beside it', () => {
    expect(violations(documents[sample.schema], document)).toEqual([])
  })

  test('is word for word what it was; write it anew with -u', async () => {
    await expect(goldenText(document)).toMatchFileSnapshot(`golden/${name}.json`)
  })
})

test('every error has the shape of its schema, whatever is known about it', () => {
  let out = ''
  const sink = {
    write(text: string) {
      out += text
    },
  }
  const io = { out: sink, err: sink, outIsTty: false, errIsTty: false, canPrompt: false, width: 80 }
  const output = createOutput(io, { json: true, quiet: false, verbose: false, color: false, events: false })
  const chain = { pallet: 'SubtensorModule', name: 'AmountTooLow', docs: '' }
  const warnings = [{ code: 'W_SPEC', message: 'careful' }] as const
  const details = [{}, { chain, journal: 'ab', data: { kind: 'unknown' }, warnings, replay: 'taoctl' }]
  for (const each of details) {
    output.fail(new CliError('E_UNKNOWN_OUTCOME', { hash: '0x1', reason: 'x' }, each))
    output.fail(new CliError('E_DECLINED', undefined, each))
    output.fail(new CliError('E_MISSING_INPUT', { missing: ['--yes'] }, each))
  }
  const lines = out.trimEnd().split('\n')
  expect(lines.length).toBe(6)
  expect(lines.flatMap(line => violations(documents.error, JSON.parse(line)))).toEqual([])
})

test('the schema of errors has every code and every exit code', () => {
  const { error } = (documents.error as { properties?: object }).properties as {
    error: { properties: Record<string, TSchema> }
  }
  for (const [code, { exit }] of Object.entries(errors)) {
    expect(Value.Check(error.properties.code as TSchema, code), code).toBe(true)
    expect(Value.Check(error.properties.exit as TSchema, exit), `${exit}`).toBe(true)
  }
})

describe('a document that is not of its shape', () => {
  const document = {
    schema: 'taoctl/config.get/v1',
    ok: true,
    data: { name: 'era', value: '16', origin: { kind: 'default' } },
    warnings: [],
  }
  const schema = documents['config get']

  test('is found out', () => {
    expect(violations(schema, document)).toEqual([])
    expect(violations(schema, { ...document, more: 1 })).not.toEqual([])
    expect(violations(schema, { ...document, data: { ...document.data, more: 1 } })).not.toEqual([])
    expect(violations(schema, { ...document, data: { name: 'era' } })).not.toEqual([])
  })

  test('but for a reader of tomorrow a key more is no fault', () => {
    expect(Value.Check(schema as TSchema, { ...document, data: { ...document.data, more: 1 } })).toBe(true)
  })
})
