// biome-ignore-all lint/suspicious/noDoubleEquals: the loose operators are what is tried here
// biome-ignore-all lint/suspicious/noSelfCompare: the operators are what is tried here
// biome-ignore-all lint/style/useTemplate: joining with + is another way than a template
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: titles repeat the expression
import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import * as b from '../../src/balance/index.ts'
import { priceFromWire } from '../../src/balance/wire.ts'
import { failure, thrown } from './failure.ts'

const five = b.netuid(5)
const amount = b.parseAlpha('1.5', five)
const other = b.parseAlpha('2', five)
const price = priceFromWire(500_000_000n, b.alphaOf(five), b.tao)
const percent = b.Percent.parse('50%')

/** What a value is to code that the compiler does not check. */
// biome-ignore lint/suspicious/noExplicitAny: this is how plain JavaScript sees it
const loose = (value: unknown) => value as any

describe.each<[string, unknown]>([
  ['an amount', amount],
  ['a price', price],
])('%s used as something else', (_, value) => {
  test.each<[string, string, (x: never) => unknown]>([
    ['Number(x)', 'number', x => Number(x)],
    ['+x', 'number', x => +x],
    ['-x', 'number', x => -x],
    ['BigInt(x)', 'number', x => BigInt(x)],
    ['x * 2', 'number', x => x * 2],
    ['x - x', 'number', x => x - x],
    ['x ** 2', 'number', x => x ** 2],
    ['x | 0', 'number', x => x | 0],
    [
      'x++',
      'number',
      x => {
        let y: number = x
        return y++
      },
    ],
    ['Math.max(x, 0)', 'number', x => Math.max(x, 0)],
    ['Math.round(x)', 'number', x => Math.round(x)],
    ['isNaN(x)', 'number', x => Number.isNaN(Number(x))],
    ['x < x', 'number', x => x < x],
    ['x >= 1', 'number', x => x >= 1],
    ['1n < x', 'number', x => 1n < x],
    ['x.toFixed by Number.prototype', 'number', x => Number.prototype.toFixed.call(Number(x))],
    ['new Date(x)', 'default', x => new Date(x)],
    ['x + x', 'default', x => x + x],
    ["x + ''", 'default', x => x + ''],
    ['x + 1n', 'default', x => x + 1n],
    ['x == 1', 'default', x => x == 1],
    ["x == '1'", 'default', x => x == '1'],
    ['`${x}`', 'string', x => `${x}`],
    ['String(x)', 'string', x => String(x)],
    ['parseInt(x)', 'string', x => Number.parseInt(x, 10)],
    ['parseFloat(x)', 'string', x => Number.parseFloat(x)],
    ['[x].join()', 'string', x => [x].join()],
    ['[x, x].sort()', 'string', x => [x, x].sort()],
    ['as a key', 'string', x => ({ [x]: 1 })],
    ["''.concat(x)", 'string', x => ''.concat(x)],
    ["'1'.padEnd(x)", 'number', x => '1'.padEnd(x)],
    ["'a'.replace('a', x)", 'string', x => 'a'.replace('a', x)],
    ['new Intl.NumberFormat().format(x)', 'number', x => new Intl.NumberFormat('en').format(x)],
    ['new Uint8Array([x])', 'number', x => new Uint8Array([x])],
    ['DataView.setBigUint64(0, x)', 'number', x => new DataView(new ArrayBuffer(8)).setBigUint64(0, x)],
    ['Buffer.from(x)', 'string', x => Buffer.from(x)],
  ])('%s throws', (_, hint, use) => {
    expect(failure(() => use(value as never))).toEqual({ code: 'E_BALANCE_COERCION', context: { hint } })
  })
})

test('the prose of a coercion names the use', () => {
  expect(thrown(() => Number(amount)).message).toMatchInlineSnapshot(
    `"An amount was used as a number. Amounts only change through add, subtract and convert."`,
  )
  expect(thrown(() => String(amount)).message).toMatchInlineSnapshot(
    `"An amount was used as a string. Amounts only change through add, subtract and convert."`,
  )
})

describe('what looks at an amount without a number finds none', () => {
  test('toString and valueOf have no digits', () => {
    expect(loose(amount).toString()).toBe('[object Object]')
    expect(loose(amount).valueOf()).toBe(amount)
  })

  test('JSON has the unit and the whole amount as text', () => {
    expect(JSON.stringify({ amount })).toBe(
      '{"amount":{"unit":"alpha","netuid":5,"rao":"1500000000","decimal":"1.5"}}',
    )
    expect(JSON.stringify({ price })).toBe('{"price":"0.5"}')
  })

  test('a debugger sees unit and amount', () => {
    expect(inspect(amount)).toBe('Balance(1.5 alpha 5)')
    expect(inspect({ free: b.parseTao('0.000000001') })).toBe('{ free: Balance(0.000000001 TAO) }')
  })

  test('keys, entries and for-in show the unit only', () => {
    expect(Reflect.ownKeys(amount)).toEqual(['unit'])
    expect(Object.entries(amount)).toEqual([['unit', { kind: 'alpha', netuid: 5 }]])
    expect(Reflect.ownKeys(percent)).toEqual([])
  })

  test('two equal amounts are two objects: === says no, compare says 0', () => {
    const same = b.parseAlpha('1.5', five)
    expect(loose(amount) === loose(same)).toBe(false)
    expect(loose(amount) == loose(same)).toBe(false)
    expect(b.compare(amount, same)).toBe(0)
  })

  test('the equality of the test suite sees the number', () => {
    expect(amount).not.toEqual(other)
    expect([amount]).not.toEqual([other])
    expect(amount).not.toEqual(b.parseAlpha('1.5', b.netuid(6)))
    expect(b.parseAlpha('1', b.netuid(0))).not.toEqual(b.parseTao('1'))
    expect(amount).not.toEqual({ unit: amount.unit })
  })
})

describe('what the compiler cannot see, the running program does', () => {
  const mismatch = { code: 'E_UNIT_MISMATCH', context: { left: '1 alpha 5', right: '1 alpha 6' } }

  test('two subnets under one role', () => {
    const [origin, impostor] = [b.parseNetuid('5', 'origin'), b.parseNetuid('6', 'origin')]
    expect(failure(() => b.add(b.parseAlpha('1', origin), b.parseAlpha('1', impostor)))).toEqual(mismatch)
  })

  test('two subnets in one list', () => {
    const [x, y] = [five, b.netuid(6)].map(n => b.parseAlpha('1', n))
    if (!x || !y) throw new Error('two were made')
    expect(failure(() => b.add(x, y))).toEqual(mismatch)
    expect(failure(() => b.sum([x, y], x)).code).toBe('E_UNIT_MISMATCH')
  })

  test('a netuid widened to any number', () => {
    const widened: readonly b.Netuid<number>[] = [five, b.netuid(6)]
    const [x, y] = widened.map(n => b.parseAlpha('1', n))
    if (!x || !y) throw new Error('two were made')
    expect(failure(() => b.subtract(x, y))).toEqual(mismatch)
    expect(failure(() => b.compare(x, y))).toEqual(mismatch)
  })

  test('any', () => {
    expect(failure(() => b.add(b.parseAlpha('1', five), loose(b.parseAlpha('1', b.netuid(6)))))).toEqual(
      mismatch,
    )
  })

  test('root stake taken for TAO', () => {
    const root = b.parseAlpha('1', b.netuid(0))
    expect(failure(() => b.add(b.parseTao('1'), loose(root)))).toEqual({
      code: 'E_UNIT_MISMATCH',
      context: { left: '1 TAO', right: '1 τ on root' },
    })
  })

  test('a union of literals, one of them with ten decimals', () => {
    const texts = ['1.5', '1.1234567891'] as const
    expect(texts.map(text => failureOr(() => b.parseTao(text)))).toEqual(['1.5', 'E_BALANCE_PRECISION'])
  })

  const failureOr = (act: () => b.SomeBalance) => {
    try {
      return b.format(act())
    } catch {
      return failure(act).code
    }
  }
})
