import { expectTypeOf, test } from 'vitest'
import * as b from '../../src/balance/index.ts'
import { balanceFromRao, priceFromWire } from '../../src/balance/wire.ts'

type Five = b.Alpha<5>

declare const tao: b.Balance<b.Tao>
declare const five: b.Balance<Five>
declare const six: b.Balance<b.Alpha<6>>
declare const some: b.Balance<b.SomeAlpha>
declare const stake: b.Balance<b.Alpha<'origin'>>
declare const bought: b.Balance<b.Alpha<'destination'>>
declare const p5: b.Price<Five, b.Tao>
declare const p6: b.Price<b.Alpha<6>, b.Tao>
declare const pAny: b.Price<b.Alpha<number>, b.Tao>
declare const quarter: b.Percent
declare const text: string
declare const n: number

test('what must compile', () => {
  expectTypeOf(b.add(five, five)).toEqualTypeOf<b.Balance<Five>>()
  expectTypeOf(b.subtract(stake, stake)).toEqualTypeOf<b.Balance<b.Alpha<'origin'>>>()
  expectTypeOf(b.compare(tao, tao)).toEqualTypeOf<-1 | 0 | 1>()
  expectTypeOf(b.sum([five, five], b.zero(five.unit))).toEqualTypeOf<b.Balance<Five>>()
  expectTypeOf(b.parseTao(text)).toEqualTypeOf<b.Balance<b.Tao>>()
  expectTypeOf(b.parseTao('1.123456789')).toEqualTypeOf<b.Balance<b.Tao>>()
  expectTypeOf(b.parseAlpha('1', b.netuid(5))).toEqualTypeOf<b.Balance<Five>>()
  expectTypeOf(b.parseAlpha(text, b.parseNetuid(text, 'origin'))).toEqualTypeOf<
    b.Balance<b.Alpha<'origin'>>
  >()
  expectTypeOf(b.netuidFrom(n, 'destination')).toEqualTypeOf<b.Netuid<'destination'>>()
  expectTypeOf(b.convert(five, p5, 'down')).toEqualTypeOf<b.Balance<b.Tao>>()
  expectTypeOf(b.convert(tao, b.invert(p5), 'up')).toEqualTypeOf<b.Balance<Five>>()
  expectTypeOf(b.compose(p5, b.invert(p6))).toEqualTypeOf<b.Price<Five, b.Alpha<6>>>()
  expectTypeOf(b.narrow(some, b.netuid(5))).toEqualTypeOf<b.Balance<Five>>()
  expectTypeOf(b.narrow(b.widen(five), b.netuid(5))).toEqualTypeOf<b.Balance<Five>>()
  expectTypeOf(quarter.of(five, 'down')).toEqualTypeOf<b.Balance<Five>>()
  expectTypeOf(b.readBalance(JSON.parse(text))).toEqualTypeOf<b.Balance<b.Tao> | b.Balance<b.SomeAlpha>>()
  expectTypeOf(b.rootPrice).toEqualTypeOf<b.Price<b.Alpha<0>, b.Tao>>()
  b.format(five)
  b.format(some, { decimals: 4 })
  b.isZero(some)
  expectTypeOf(b.percentOf(five, five)).toEqualTypeOf<string>()
  expectTypeOf(b.someAlpha(n)).toEqualTypeOf<b.SomeAlpha>()
})

test('generic code compiles without a cast', () => {
  function total<S extends b.SubnetKey>(
    xs: readonly b.Balance<b.Alpha<S>>[],
    zero: b.Balance<b.Alpha<S>>,
  ): b.Balance<b.Alpha<S>> {
    return xs.reduce((a, x) => b.add(a, x), zero)
  }
  function min<U extends b.Unit>(a: b.Balance<U>, c: b.Balance<U>): b.Balance<U> {
    return b.compare(a, c) < 0 ? a : c
  }
  function drift<S extends b.SubnetKey>(p: {
    readonly stake: b.Balance<b.Alpha<S>>
    readonly target: b.Balance<b.Alpha<S>>
  }): b.Balance<b.Alpha<S>> {
    return b.subtract(p.stake, p.target)
  }
  function worth<U extends b.Unit>(amount: b.Balance<U>, price: b.Price<U, b.Tao>): b.Balance<b.Tao> {
    return b.convert(amount, price, 'down')
  }
  expectTypeOf(total([five], five)).toEqualTypeOf<b.Balance<Five>>()
  expectTypeOf(min(tao, tao)).toEqualTypeOf<b.Balance<b.Tao>>()
  expectTypeOf(drift({ stake, target: stake })).toEqualTypeOf<b.Balance<b.Alpha<'origin'>>>()
  expectTypeOf(worth(five, p5)).toEqualTypeOf<b.Balance<b.Tao>>()

  // @ts-expect-error generic code still refuses a mix
  min(tao, five)
  // @ts-expect-error two subnets in one generic call
  drift({ stake: five, target: six })
  // @ts-expect-error the price of another subnet, in generic code too
  worth(six, p5)
  // @ts-expect-error one amount of another subnet in the list
  total([five, six], five)
})

test('an amount comes from text alone', () => {
  // @ts-expect-error the historic bug: an amount is not text
  b.parseTao(stake)
  // @ts-expect-error the historic bug, for alpha
  b.parseAlpha(stake, b.netuid(45))
  // @ts-expect-error an amount is not raw rao either; with a branded bigint this would compile
  balanceFromRao(stake, b.tao)
  // @ts-expect-error no floats
  b.parseTao(1.5)
  // @ts-expect-error no integers
  b.parseTao(1)
  // @ts-expect-error no bigints
  b.parseTao(1n)
  // @ts-expect-error no number as rao
  balanceFromRao(1, b.tao)
  // @ts-expect-error no text as rao
  balanceFromRao('1', b.tao)
  // @ts-expect-error ten decimals
  b.parseTao('1.1234567891')
  // @ts-expect-error ten decimals, even if the tenth is zero
  b.parseTao('1.1234567890')
  // @ts-expect-error ten decimals of alpha
  b.parseAlpha('0.0000000001', b.netuid(5))
  // @ts-expect-error ten decimals in a constant
  b.parseTao(tenDecimals)
  // @ts-expect-error an amount of alpha needs its subnet
  b.parseAlpha('1')
  // @ts-expect-error a bare number is no subnet
  b.parseAlpha('1', 5)
  // @ts-expect-error there is no constructor: the package exports a type only
  new b.Balance(1n, b.tao)
  // @ts-expect-error a look-alike is no amount
  const lookAlike: b.Balance<b.Tao> = {
    ...tao,
    toJSON: tao.toJSON,
    [Symbol.toPrimitive]: tao[Symbol.toPrimitive],
  }
  // @ts-expect-error a copy is no amount
  const copy: b.Balance<b.Tao> = { ...tao }
  // @ts-expect-error nor is a number that pretends
  const cast: b.Balance<b.Tao> = 1n as b.Balance<b.Tao>
  return [lookAlike, copy, cast]
})

const tenDecimals = '1.1234567891'

test('units do not mix', () => {
  // @ts-expect-error two subnets
  b.add(five, six)
  // @ts-expect-error two subnets
  b.subtract(five, six)
  // @ts-expect-error two subnets
  b.compare(five, six)
  // @ts-expect-error TAO and alpha
  b.add(tao, five)
  // @ts-expect-error two roles
  b.add(stake, bought)
  // @ts-expect-error a role and a number
  b.add(five, stake)
  // @ts-expect-error unknown subnets
  b.add(some, some)
  // @ts-expect-error unknown subnets
  b.subtract(some, some)
  // @ts-expect-error unknown subnets
  b.compare(some, some)
  // @ts-expect-error a list of unknown subnets has no sum
  b.sum([some, some], some)
  // @ts-expect-error an unknown subnet has no zero to add to
  b.zero(b.someAlpha(5))
  // @ts-expect-error a share is of the same unit
  b.percentOf(five, six)
  // @ts-expect-error a share is of the same unit
  b.percentOf(five, tao)
  // @ts-expect-error unknown subnets have no shares
  b.percentOf(some, some)
  // @ts-expect-error an unknown subnet may be another one
  b.add(five, some)
  // @ts-expect-error widening by hand does not help
  b.add<b.Unit>(tao, five)
  // @ts-expect-error nor does a wider subnet
  b.add<b.Alpha<number>>(five, six)
  // @ts-expect-error nor does a union of the two
  b.add<Five | b.Alpha<6>>(five, six)
  // @ts-expect-error the nothing of a sum has the unit of its amounts
  b.sum([five], b.zero(b.tao))
  // @ts-expect-error a bare number has no unit
  b.add(five, 1)
  // @ts-expect-error a bare bigint has no unit
  b.add(five, 1n)
  // @ts-expect-error text has no unit
  b.add(five, '1')
})

test('an amount is not relabelled', () => {
  // @ts-expect-error alpha is not TAO
  five satisfies b.Balance<b.Tao>
  // @ts-expect-error alpha of 5 is not alpha of 6
  five satisfies b.Balance<b.Alpha<6>>
  // @ts-expect-error root stake is not TAO
  b.parseAlpha('1', b.netuid(0)) satisfies b.Balance<b.Tao>
  // @ts-expect-error known is not unknown without widen
  five satisfies b.Balance<b.SomeAlpha>
  // @ts-expect-error unknown is not known without narrow
  some satisfies b.Balance<Five>
  // @ts-expect-error not even to the union of all units
  five satisfies b.Balance<b.Unit>
  // @ts-expect-error not to any number
  five satisfies b.Balance<b.Alpha<number>>
  // @ts-expect-error TAO has no subnet to forget
  b.widen(tao)
  // @ts-expect-error narrow takes amounts of unknown subnets only
  b.narrow(five, b.netuid(6))
  // @ts-expect-error TAO does not narrow
  b.narrow(tao, b.netuid(6))
  // @ts-expect-error the unit is read-only
  five.unit = six.unit
  // @ts-expect-error and so is what it says
  five.unit.netuid = b.netuid(5)
  // @ts-expect-error there is no public number
  five.rao
  // @ts-expect-error private is private
  five.#rao
  // @ts-expect-error a stored amount is of an unknown subnet
  b.readBalance({}) satisfies b.Balance<Five>
})

test('a price knows both ends', () => {
  // @ts-expect-error the price of another subnet
  b.convert(six, p5, 'down')
  // @ts-expect-error the price the wrong way round
  b.convert(tao, p5, 'down')
  // @ts-expect-error rounding is required
  b.convert(five, p5)
  // @ts-expect-error rounding has three names
  b.convert(five, p5, 'nearest')
  // @ts-expect-error a price of some alpha is no price for alpha 5
  b.convert(five, pAny, 'down')
  // @ts-expect-error a price of some alpha is no price for alpha 5
  pAny satisfies b.Price<Five, b.Tao>
  // @ts-expect-error nor the other way
  p5 satisfies b.Price<b.Alpha<number>, b.Tao>
  // @ts-expect-error nor is the price of one the price of either
  p5 satisfies b.Price<Five | b.Alpha<6>, b.Tao>
  // @ts-expect-error nor a price in one the price in either
  b.invert(p5) satisfies b.Price<b.Tao, Five | b.Alpha<6>>
  // @ts-expect-error an unknown subnet has no price
  b.convert(some, p5, 'down')
  // @ts-expect-error root stake is no TAO, but the root price is for root alone
  b.convert(five, b.rootPrice, 'exact')
  // @ts-expect-error steps that do not meet
  b.compose(p5, p6)
  // @ts-expect-error a number is no price
  b.convert(five, 0.5, 'down')
  // @ts-expect-error a price is no amount
  b.add(p5, p5)
  // @ts-expect-error a price is not read from a number
  priceFromWire(5, five.unit, b.tao)
  // @ts-expect-error prices of two subnets have no common shortfall
  b.shortfallPercent(p5, p6)
})

test('operators do not work on money', () => {
  // @ts-expect-error no +
  tao + tao
  // @ts-expect-error no -
  tao - tao
  // @ts-expect-error no *
  tao * tao
  // @ts-expect-error no /
  tao / tao
  // @ts-expect-error no * by a number
  tao * 2
  // @ts-expect-error no + of a bigint
  tao + 1n
  // @ts-expect-error no comparison with a number
  tao > 1
  // @ts-expect-error no comparison with a bigint
  tao === 1n
  // @ts-expect-error no comparison of units
  tao === five
  // @ts-expect-error no order of units
  tao < five
  // @ts-expect-error no percentage without a rounding
  quarter.of(five)
  // @ts-expect-error a percentage is text with its sign
  b.Percent.parse(25)
  // @ts-expect-error a percentage is no amount
  b.add(five, quarter)
  // @ts-expect-error a percentage has no constructor
  new b.Percent(1n)
})

test('a subnet is known or it has a role', () => {
  // @ts-expect-error a plain number could be any subnet
  b.netuid(n)
  // @ts-expect-error spelled out, it is still any subnet
  b.netuid<number>(n)
  // @ts-expect-error claiming a literal does not help
  b.netuid<5>(n)
  // @ts-expect-error text is no number
  b.netuid('5')
  // @ts-expect-error a number is no text
  b.parseNetuid(5, 'origin')
  // @ts-expect-error a role is required
  b.parseNetuid('5')
  // @ts-expect-error arithmetic loses the brand
  b.parseAlpha('1', b.netuid(5) + 1)
  // @ts-expect-error one subnet is not another
  b.netuid(5) satisfies b.Netuid<6>
  // @ts-expect-error one role is not another
  b.parseNetuid('5', 'origin') satisfies b.Netuid<'destination'>
})
