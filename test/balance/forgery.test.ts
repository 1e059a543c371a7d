import { describe, expect, test } from 'vitest'
import { Balance, SomeBalance } from '../../src/balance/balance.ts'
import * as b from '../../src/balance/index.ts'
import { Price } from '../../src/balance/price.ts'
import { balanceFromRao, priceFromWire, raoOf } from '../../src/balance/wire.ts'
import { CliError } from '../../src/errors/cli-error.ts'
import { failure } from './failure.ts'

const five = b.netuid(5)
const amount = b.parseAlpha('1.5', five)
const other = b.parseAlpha('2', five)
const price = priceFromWire(500_000_000n, b.alphaOf(five), b.tao)
const percent = b.Percent.parse('50%')

/** What a value is to code that the compiler does not check. */
// biome-ignore lint/suspicious/noExplicitAny: this is how plain JavaScript sees it
const loose = (value: unknown) => value as any

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
      'Tolerance',
      'add',
      'alphaOf',
      'compare',
      'compose',
      'convert',
      'format',
      'formatNamed',
      'inProportion',
      'inUnit',
      'invert',
      'isAmount',
      'isZero',
      'narrow',
      'netuid',
      'netuidFrom',
      'parseAlpha',
      'parseLimitPrice',
      'parseNetuid',
      'parseTao',
      'percentOf',
      'readBalance',
      'rootPrice',
      'sameUnit',
      'shortfallPercent',
      'someAlpha',
      'subtract',
      'sum',
      'tao',
      'toleranceFor',
      'unitName',
      'widen',
      'withKnownUnit',
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
    ['deleting toPrimitive', () => delete loose(SomeBalance.prototype)[Symbol.toPrimitive]],
    ['toJSON of amounts of whatever unit', () => (loose(SomeBalance.prototype).toJSON = () => 'lie')],
    ['another parent', () => Object.setPrototypeOf(SomeBalance.prototype, { valueOf: () => 5 })],
    ['a parent for all amounts', () => Object.setPrototypeOf(Balance.prototype, { valueOf: () => 5 })],
    ['toText of all prices', () => (loose(Price.prototype).toText = () => '9')],
    ['the base of a price', () => (loose(price).base = b.tao)],
    ['the subnet of the base of a price', () => (loose(price).base.netuid = 6)],
    ['the subnet of the quote of a price', () => (loose(b.invert(price)).quote.netuid = 6)],
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
