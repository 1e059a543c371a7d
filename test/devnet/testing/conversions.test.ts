import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Devnet, startDevnet } from '../../../devnet/index.ts'
import { checkConversions, readConversions } from '../../../devnet/testing/index.ts'
import { amountMatchers } from '../../../devnet/testing/matchers.ts'
import { netuid, Percent, parseAlpha, parseTao } from '../../../src/balance/index.ts'

const HEAD = 'origin,destination,amount,expected,tolerance'
const RIGHT = '45,8,10,7.927720524,'

describe('a table', () => {
  test('reads the same from CSV and JSON', () => {
    const csv = readConversions(`\uFEFF# a comment\r\n${HEAD}\r\n\r\n"45","8",10,7.5,0.1%\r\n`)
    const json = readConversions(
      '[{ "origin": 45, "destination": "8", "amount": "10", "expected": "7.5", "tolerance": "0.1%" }]',
    )
    expect(csv.map(({ row }) => row)).toEqual([4])
    expect(json.map(({ row }) => row)).toEqual([1])
    expect(JSON.stringify(csv.map(each => ({ ...each, row: 0 })))).toBe(
      JSON.stringify(json.map(each => ({ ...each, row: 0 }))),
    )
  })

  test('may quote cells, with commas, quotes and breaks in them, and keeps the number of each line', () => {
    const text = `# "one, two\n"origin", "destination" ,amount,"expected",tolerance\r\n45,8,"10","7.5","0.1%"\n\n8,45,1,2,`
    expect(
      readConversions(text).map(({ row, tolerance }) => [row, String(tolerance instanceof Percent)]),
    ).toEqual([
      [3, 'true'],
      [5, 'false'],
    ])
    const place = 'row 2, amount'
    for (const amount of ['"1,5"', '"1""5"', '"1\n5"', '"15', '"1"5']) {
      expect(() => readConversions(`${HEAD}\n45,8,${amount},7,0`)).toThrow(
        expect.objectContaining({ context: expect.objectContaining({ place }) }),
      )
    }
  })

  test.each([
    ['nothing at all', '', 'the table'],
    ['names alone', HEAD, 'the table'],
    ['text that is not JSON', '[{', 'the table'],
    [
      'a JSON number as amount',
      '[{"origin":45,"destination":8,"amount":10,"expected":"7"}]',
      'row 1, amount',
    ],
    ['an element that is no object', '[5]', 'row 1'],
    ['a column that is not known', 'origin,to\n45,8', 'row 2'],
    ['a column that is there twice', 'origin,destination,amount,amount,expected\n45,8,10,20,7', 'the table'],
    ['a cell too many', `${HEAD}\n45,8,10,7,0,9`, 'row 2'],
    ['no expectation', `${HEAD}\n45,8,10,,0`, 'row 2, expected'],
    ['a subnet that is none', `${HEAD}\n${RIGHT}\n45,65536,10,7,0`, 'row 3, destination'],
    ['ten decimals', `${HEAD}\n45,8,0.0000000001,7,0`, 'row 2, amount'],
    ['rao that were meant as alpha', `${HEAD}\n45,8,215369115970000,7,0`, 'row 2, amount'],
    ['a tolerance of no unit', `${HEAD}\n45,8,10,7,1e-3`, 'row 2, tolerance'],
  ])('is refused for %s', (_, text, place) => {
    expect(() => readConversions(text)).toThrow(
      expect.objectContaining({ code: 'E_TABLE', context: expect.objectContaining({ place }) }),
    )
  })
})

describe('a check', () => {
  let devnet: Devnet
  beforeAll(async () => {
    devnet = await startDevnet({ port: 0 })
  })
  afterAll(() => devnet.stop())
  const check = (rows: string, target: Devnet | string = devnet) =>
    checkConversions(readConversions(`${HEAD}\n${rows}`), target)

  test('finds nothing where all is right, in process and through the port', async () => {
    const report = { checked: 1, block: 0, mismatches: [] }
    expect(await check(RIGHT)).toEqual(report)
    expect(await check(RIGHT, devnet.endpoint)).toEqual(report)
  })

  test('tells of every row that is off', async () => {
    const { checked, mismatches } = await check(
      ['45,8,10,7.927720523,', RIGHT, '0,45,5,144,', '99,8,1,1,100%'].join('\n'),
    )
    expect(checked).toBe(4)
    expect(mismatches.map(({ row, received }) => [row, received])).toEqual([
      [2, '7.927720524'],
      [4, '144.117106933'],
      [5, null],
    ])
  })

  test('accepts what is off by the tolerance, and nothing more', async () => {
    const { mismatches } = await check(
      [
        '45,8,10,7.927720523,0.000000001',
        '45,8,10,7.927720522,0.000000001',
        '45,8,10,8,1%',
        '45,8,10,8,0.9%',
      ].join('\n'),
    )
    expect(mismatches.map(({ row }) => row)).toEqual([3, 5])
  })
})

describe('matchers', () => {
  const { toEqualAmount, toBeAmountNear } = amountMatchers
  const five = parseAlpha('1.5', netuid(5))

  test('an amount equals its number in its unit alone', () => {
    expect(toEqualAmount(five, parseAlpha('1.5', netuid(5))).pass).toBe(true)
    expect(toEqualAmount(five, parseAlpha('1.500000001', netuid(5))).pass).toBe(false)
    expect(toEqualAmount(five, parseAlpha('1.5', netuid(6))).pass).toBe(false)
    expect(toEqualAmount(five, parseTao('1.5')).pass).toBe(false)
    expect(toEqualAmount(1.5, five).pass).toBe(false)
    expect(toEqualAmount(1.5, five).message()).toBe(
      'expected a number that is no amount to equal 1.5 alpha 5',
    )
    expect(toEqualAmount(five, five).message()).toBe('expected 1.5 alpha 5 not to equal 1.5 alpha 5')
  })

  test.each([
    ['1.4', '0.1', true],
    ['1.6', '0.1', true],
    ['1.399999999', '0.1', false],
    ['1.5', '0', true],
    ['1.515', '1%', true],
    ['1.516', '1%', false],
  ])('1.5 is near %s within %s: %s', (expected, tolerance, pass) => {
    expect(toBeAmountNear(five, parseAlpha(expected, netuid(5)), tolerance).pass).toBe(pass)
    expect(toBeAmountNear(parseTao('1.5'), parseTao(expected), tolerance).pass).toBe(pass)
    expect(toBeAmountNear(parseTao('1.5'), parseAlpha(expected, netuid(5)), tolerance).pass).toBe(false)
  })
})
