// biome-ignore-all lint/suspicious/noDoubleEquals: the loose operators are what is tried here
// biome-ignore-all lint/suspicious/noSelfCompare: the operators are what is tried here
// biome-ignore-all lint/style/useTemplate: joining with + is another way than a template
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: titles repeat the expression
import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { Balance } from '../../src/balance/balance.ts'
import * as b from '../../src/balance/index.ts'
import { Price } from '../../src/balance/price.ts'
import { balanceFromRao, priceFromWire, raoOf } from '../../src/balance/wire.ts'
import { CliError } from '../../src/errors/cli-error.ts'
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

describe('copies are no amounts', () => {
  /** A private field that is missing is a TypeError; a false unit is found before that. */
  const refused = (act: () => unknown) => {
    let error: unknown
    try {
      act()
    } catch (caught) {
      error = caught
    }
    expect(error instanceof CliError ? error.code : error?.constructor).toBeOneOf([
      TypeError,
      'E_UNIT_MISMATCH',
    ])
  }

  test.each<[string, () => unknown]>([
    ['structuredClone', () => structuredClone(amount)],
    ['spread', () => ({ ...amount })],
    ['Object.assign', () => Object.assign({}, amount)],
    [
      'Object.assign to one with the prototype',
      () => Object.assign(Object.create(Balance.prototype), amount),
    ],
    ['Object.create', () => Object.create(Balance.prototype)],
    ['Object.create from an amount', () => Object.create(amount)],
    ['Object.create with another unit', () => Object.create(amount, { unit: { value: b.tao } })],
    ['Object.setPrototypeOf', () => Object.setPrototypeOf({ unit: amount.unit }, Balance.prototype)],
    ['Proxy', () => new Proxy(amount, {})],
    ['its JSON', () => amount.toJSON()],
    ['JSON.parse of its JSON', () => JSON.parse(JSON.stringify(amount))],
    ['a look-alike', () => ({ '#rao': 5n, rao: 5n, unit: amount.unit, toJSON: amount.toJSON })],
    ['null', () => null],
    ['undefined', () => undefined],
    ['a number', () => 1],
    ['a bigint', () => 1n],
    ['text', () => '1'],
  ])('%s works nowhere', (_, copy) => {
    const fake: b.Balance<b.Alpha<5>> = loose(copy())
    refused(() => b.add(amount, fake))
    refused(() => b.add(fake, amount))
    refused(() => b.subtract(amount, fake))
    refused(() => b.compare(fake, amount))
    refused(() => b.sum([fake], amount))
    refused(() => b.convert(fake, price, 'down'))
    refused(() => percent.of(fake, 'down'))
    refused(() => b.format(fake))
    refused(() => b.isZero(fake))
    refused(() => b.widen(fake))
    refused(() => b.narrow(loose(fake), five))
    refused(() => raoOf(fake))
    refused(() => Balance.prototype.toJSON.call(fake))
  })

  test.each<[string, () => unknown]>([
    ['structuredClone', () => structuredClone(price)],
    ['spread', () => ({ ...price })],
    [
      'Object.create',
      () => Object.create(Price.prototype, { base: { value: amount.unit }, quote: { value: b.tao } }),
    ],
    ['an amount', () => amount],
    ['a number', () => 0.5],
    ['text', () => '0.5'],
  ])('a price by %s works nowhere', (_, copy) => {
    const fake: b.Price<b.Alpha<5>, b.Tao> = loose(copy())
    refused(() => b.convert(amount, fake, 'down'))
    refused(() => b.invert(fake))
    refused(() => b.compose(fake, b.invert(price)))
    refused(() => b.shortfallPercent(fake, fake))
  })
})

describe('constructors', () => {
  const byHand = (what: string) => ({
    code: 'E_BUG',
    context: { problem: `${what} was constructed by hand` },
  })
  const classes: readonly [string, unknown, readonly unknown[]][] = [
    ['an amount', amount, [10n ** 18n, b.tao]],
    ['a price', price, [[2n, 1n], b.alphaOf(five), b.tao]],
    ['a percentage', percent, [10n ** 12n]],
  ]

  test.each(classes)('%s is not made by new, Reflect.construct or a subclass', (what, value, args) => {
    const made = loose(value).constructor
    for (const door of [[], [undefined], [Symbol('taoctl/balance')], [Symbol.for('taoctl/balance')]]) {
      expect(failure(() => new made(...door, ...args))).toEqual(byHand(what))
      expect(failure(() => Reflect.construct(made, [...door, ...args]))).toEqual(byHand(what))
      expect(failure(() => Reflect.construct(class extends made {}, [...door, ...args]))).toEqual(
        byHand(what),
      )
    }
    expect(failure(() => Reflect.construct(made, args, Object))).toEqual(byHand(what))
    expect(() => made.call(value, ...args)).toThrow(TypeError)
  })

  test('the package exports no class of amounts and nothing that takes rao', () => {
    expect(Object.keys(b).sort()).toEqual([
      'Percent',
      'add',
      'alphaOf',
      'compare',
      'compose',
      'convert',
      'format',
      'invert',
      'isZero',
      'narrow',
      'netuid',
      'netuidFrom',
      'parseAlpha',
      'parseNetuid',
      'parseTao',
      'readBalance',
      'rootPrice',
      'sameUnit',
      'shortfallPercent',
      'subtract',
      'sum',
      'tao',
      'unitName',
      'widen',
      'zero',
    ])
  })

  test.each<[string, unknown, string]>([
    ['text, which + would join: 5 and 5 would be 55', '5', 'string'],
    ['a number', 5, 'number'],
    ['a fraction', 1.5, 'number'],
    ['a boolean', true, 'boolean'],
    ['nothing', undefined, 'undefined'],
    ['an object with a number inside, as polkadot-js gives', { toString: () => '5' }, 'object'],
    ['an amount', amount, 'object'],
  ])('rao on the wire is a bigint, not %s', (_, rao, type) => {
    expect(failure(() => balanceFromRao(loose(rao), b.tao))).toEqual({
      code: 'E_BUG',
      context: { problem: `rao is a ${type}` },
    })
    expect(failure(() => priceFromWire(loose(rao), b.alphaOf(five), b.tao))).toEqual({
      code: 'E_BUG',
      context: { problem: `part of a ratio is a ${type}` },
    })
  })

  test.each([-1n, 2n ** 64n, 10n ** 30n])('%d rao is out of range', rao => {
    expect(failure(() => balanceFromRao(rao, b.tao))).toEqual({
      code: 'E_BALANCE_OVERFLOW',
      context: { rao: String(rao) },
    })
  })
})

describe('nothing changes an amount', () => {
  test.each<[string, () => unknown]>([
    ['setting its unit', () => (loose(amount).unit = b.tao)],
    ['setting the subnet of its unit', () => (loose(amount).unit.netuid = 6)],
    ['setting the kind of its unit', () => (loose(amount).unit.kind = 'tao')],
    ['adding a property', () => (loose(amount).rao = 5n)],
    ['its own toJSON', () => (loose(amount).toJSON = () => 'lie')],
    ['its own toPrimitive', () => (loose(amount)[Symbol.toPrimitive] = () => 5)],
    ['deleting its unit', () => delete loose(amount).unit],
    ['defining its unit', () => Object.defineProperty(amount, 'unit', { value: b.tao })],
    ['assigning to it', () => Object.assign(amount, { unit: b.tao })],
    ['another prototype', () => Object.setPrototypeOf(amount, { toJSON: () => 'lie' })],
    ['toJSON of all amounts', () => (loose(Balance.prototype).toJSON = () => 'lie')],
    ['toPrimitive of all amounts', () => (loose(Balance.prototype)[Symbol.toPrimitive] = () => 5)],
    ['valueOf of all amounts', () => (loose(Balance.prototype).valueOf = () => 5)],
    ['deleting toPrimitive', () => delete loose(Balance.prototype)[Symbol.toPrimitive]],
    ['a parent for all amounts', () => Object.setPrototypeOf(Balance.prototype, { valueOf: () => 5 })],
    ['toText of all prices', () => (loose(Price.prototype).toText = () => '9')],
    ['the base of a price', () => (loose(price).base = b.tao)],
    ['the subnet of the base of a price', () => (loose(price).base.netuid = 6)],
    ['of() of all percentages', () => (loose(b.Percent.prototype).of = () => other)],
    ['a property of a percentage', () => (loose(percent).millionths = 1n)],
    ['the unit TAO', () => (loose(b.tao).kind = 'alpha')],
  ])('%s throws', (_, act) => {
    expect(act).toThrow(TypeError)
    expect(JSON.stringify(amount)).toBe('{"unit":"alpha","netuid":5,"rao":"1500000000","decimal":"1.5"}')
    expect(price.toText()).toBe('0.5')
    expect(raoOf(percent.of(amount, 'exact'))).toBe(750_000_000n)
  })

  test('a unit that is changed after use relabels nothing', () => {
    const unit = { kind: 'alpha', netuid: five } as { kind: 'alpha'; netuid: b.Netuid<5> }
    const total = b.sum([amount, other], b.zero(unit))
    const wired = priceFromWire(500_000_000n, unit, b.tao)
    loose(unit).netuid = 6
    expect(total.toJSON()).toMatchObject({ netuid: 5, decimal: '3.5' })
    expect(b.convert(amount, wired, 'exact')).toEqual(b.parseTao('0.75'))
  })

  test('a unit that says another subnet each time it is asked is asked once', () => {
    let asked = 0
    const shifty = {
      kind: 'alpha' as const,
      get netuid() {
        asked += 1
        return loose(asked)
      },
    }
    const nothing = b.zero<b.Alpha<5>>(shifty)
    expect([nothing.unit.netuid, nothing.unit.netuid, asked]).toEqual([1, 1, 1])
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
      context: { left: '1 TAO', right: '1 alpha 0' },
    })
  })

  test('a union of literals, one of them with ten decimals', () => {
    const texts = ['1.5', '1.1234567891'] as const
    expect(texts.map(text => failureOr(() => b.parseTao(text)))).toEqual(['1.5', 'E_BALANCE_PRECISION'])
  })

  const failureOr = (act: () => b.AnyBalance) => {
    try {
      return b.format(act())
    } catch {
      return failure(act).code
    }
  }
})
