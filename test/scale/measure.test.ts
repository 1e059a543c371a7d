import { decAnyMetadata, unifyMetadata } from '@polkadot-api/substrate-bindings'
import { describe, expect, test } from 'vitest'
import { authorMetadata } from '../../devnet/metadata/author.ts'
import { answerBudget } from '../../src/scale/measure.ts'
import { readRuntime } from '../../src/scale/runtime.ts'
import { describeOnEachRuntime } from '../support/runtimes.ts'
import { sampleList } from '../support/sample-value.ts'

const POSITIONS = ['StakeInfoRuntimeApi', 'get_stake_info_for_coldkey'] as const
const SUBNETS = ['SubnetInfoRuntimeApi', 'get_all_dynamic_info'] as const

describeOnEachRuntime('an honest answer is never refused', ({ metadata }) => {
  test.each([
    [2000, 'positions', POSITIONS],
    [1024, 'subnets', SUBNETS],
  ] as const)('%i %s, as full as they come', (entries, _, [api, method]) => {
    const { runtime, source } = metadata()
    const unified = unifyMetadata(decAnyMetadata(source()))
    const output = unified.apis
      .find(({ name }) => name === api)
      ?.methods.find(({ name }) => name === method)?.output
    const answer = sampleList(unified, output ?? -1, entries)
    const budget = answerBudget()
    const whole = budget.left
    expect(runtime.api(api, method)?.value.dec(answer, budget)).toHaveLength(entries)
    // At the most a half of what there is.
    expect(budget.left).toBeGreaterThan(whole / 2)
  })
})

describe('decoding', () => {
  const { v15 } = authorMetadata()
  const runtime = readRuntime(v15)
  const positions = runtime.api(...POSITIONS)?.value
  const account = runtime.storage('System', 'Account')
  const unified = unifyMetadata(decAnyMetadata(v15))
  const output = unified.apis
    .flatMap(({ methods }) => methods)
    .find(({ name }) => name === POSITIONS[1])?.output
  const answer = (entries: number) => sampleList(unified, output ?? -1, entries)
  const behind = (bytes: Uint8Array) => Uint8Array.from([...bytes, 0])

  test('reads an answer to its end', () => {
    expect(positions?.dec(answer(3))).toHaveLength(3)
  })

  test('refuses an answer with something behind it', () => {
    expect(() => positions?.dec(behind(answer(3)))).toThrow('1 bytes stand behind it')
  })

  test('leaves what stands behind a stored value, as a node does', () => {
    const value = account?.value.enc(account.fallback) ?? new Uint8Array()
    expect(account?.value.dec(behind(value))).toEqual(account?.fallback)
  })

  test('refuses a list that says more entries than there are, whatever it says', () => {
    const [, ...entries] = answer(3)
    expect(() => positions?.dec(Uint8Array.from([4 << 2, ...entries]))).toThrow('ends within a value')
  })

  test('stops at its budget, and one budget serves several values', () => {
    const budget = answerBudget()
    const whole = budget.left
    positions?.dec(answer(3), budget)
    const once = whole - budget.left
    expect(once).toBeGreaterThan(3 * 9)
    expect(() => positions?.dec(answer(3), { left: once - 1 })).toThrow('values')
    const shared = { left: once * 2 }
    for (let i = 0; i < 2; i += 1) positions?.dec(answer(3), shared)
    expect(shared.left).toBe(0)
    expect(() => positions?.dec(answer(1), shared)).toThrow('values')
  })

  test('of keys has its budget too', () => {
    const key = account?.key('5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY') ?? '0x'
    expect(account?.args(key)).toHaveLength(1)
    expect(() => account?.args(key, { left: 10 })).toThrow('values')
    expect(() => account?.args(key.slice(0, -2) as `0x${string}`)).toThrow('ends within a value')
  })

  test('takes bytes that are a part of a larger buffer', () => {
    const larger = Uint8Array.from([9, 9, ...answer(2), 9])
    expect(positions?.dec(larger.subarray(2, -1))).toHaveLength(2)
  })
})
