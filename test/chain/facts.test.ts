import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { authorMetadata } from '../../devnet/metadata/author.ts'
import { type Fact, factOf, facts, readingFor, specOf } from '../../src/chain/metadata/facts.ts'
import { readRuntime } from '../../src/scale/runtime.ts'
import { metadataFile, tellSkipped } from '../support/runtimes.ts'

const real = [
  [424, 'finney-424'],
  [461, 'localnet-461'],
  [475, 'finney-475-v15-composed'],
] as const

const numbered: Fact<string> = {
  says: value => value,
  readings: [
    { spec: 424, value: 'old', source: 'a file' },
    { spec: 461, value: 'new', source: 'another' },
  ],
}

/** A runtime that tells its number alone. */
const ofSpec = (spec_version: number) => ({
  variant: () => undefined,
  constant: (pallet: string, name: string) =>
    pallet === 'System' && name === 'Version' ? { spec_version } : undefined,
})

describe('a rule that no metadata shows', () => {
  test('is as it was read at that spec, or at the last one read before it', () => {
    expect([424, 425, 461, 475].map(spec => factOf(numbered, ofSpec(spec)))).toEqual([
      'old',
      'old',
      'new',
      'new',
    ])
  })

  test('is the newest on a spec never seen, whatever its number', () => {
    expect([1, 426, 460, 9999].map(spec => factOf(numbered, ofSpec(spec)))).toEqual(Array(4).fill('new'))
  })

  test('is what the runtime says of itself where it says anything', () => {
    const told: Fact<string> = { ...numbered, probe: () => 'told' }
    expect(factOf(told, ofSpec(424))).toBe('told')
  })
})

describe('the rules in use', () => {
  test('were each read at every spec that can be traded on, in order, with their source', () => {
    for (const { readings } of Object.values(facts)) {
      expect(readings[0].spec).toBe(424)
      expect(readings.map(({ spec }) => spec)).toEqual(readings.map(({ spec }) => spec).toSorted())
      for (const { source } of readings) expect(source).toMatch(/@[0-9a-f]{8} pallets\/|metadata of spec \d+/)
    }
  })

  test('of spec 425 move what there is, and know no word for all of it', () => {
    const runtime = readRuntime(authorMetadata().v15)
    expect(specOf(runtime)).toBe(425)
    expect(factOf(facts.excess, runtime)).toBe('capped')
    expect(factOf(facts.everything, runtime)).toEqual([])
    expect(factOf(facts.minimumTransfer, runtime)).toBe(null)
  })

  for (const [spec, name] of real) {
    const path = metadataFile(name)
    if (path === undefined) tellSkipped(`rules of spec ${spec}`, name)
    test.skipIf(path === undefined)(`are what the metadata of spec ${spec} says, where it says it`, () => {
      const runtime = readRuntime(readFileSync(path ?? ''))
      expect(specOf(runtime)).toBe(spec)
      const told: readonly Fact<unknown>[] = [facts.everything, facts.minimumTransfer]
      for (const fact of told) {
        expect(fact.probe?.(runtime)).toEqual(readingFor(fact.readings, spec).value)
      }
      expect(factOf(facts.excess, runtime)).toBe(spec === 424 ? 'capped' : 'refused')
    })
  }
})
