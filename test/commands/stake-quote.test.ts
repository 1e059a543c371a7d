import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RunningDevnet } from '../../devnet/start.ts'
import { connectTo, startChain } from '../support/test-chain.ts'
import { documentOf, taoctl } from '../support/test-host.ts'

let devnet: RunningDevnet
beforeAll(async () => {
  devnet = await startChain()
})
afterAll(() => devnet.stop())

async function quote(origin: string, destination: string, amount: string, ...more: readonly string[]) {
  const ended = await taoctl(
    ['stake', 'quote', '--origin', origin, '--destination', destination, '--amount', amount].concat(
      ['--network', 'local', '--json'],
      more,
    ),
    { connect: connectTo(devnet), terminal: false },
  )
  return { code: ended.code, document: documentOf(ended) }
}

describe('what a quote says of protection', () => {
  test('has the limit that a trade would carry, by default for a tolerance of 0.5%', async () => {
    const { document } = await quote('45', '8', '1.5')
    const { quoted, minReceived, limitPrice, tolerance, sold } = document.data
    expect([tolerance, document.warnings]).toEqual(['0.5%', []])
    // At the limit the trade brings no less than the least received.
    const ratio = Number(limitPrice)
    expect(ratio).toBeLessThan(Number(quoted.rao) / Number(sold.rao))
    expect(ratio).toBeGreaterThanOrEqual(Number(minReceived.rao) / Number(sold.rao) - 1e-9)
  })

  test.each([
    ['tao', '45', '2'],
    ['45', 'tao', '10'],
    ['45', '0', '10'],
    ['0', '45', '10'],
  ])('from %s to %s it is that of the trade itself', async (origin, destination, amount) => {
    const { document } = await quote(origin, destination, amount)
    expect(document.data.limitPrice).toMatch(/^[0-9]+\.[0-9]+$/)
  })

  test("is a minimum or a limit of one's own", async () => {
    const least = await quote('45', 'tao', '10', '--min-received', '0.34')
    expect(least.document.data).toMatchObject({ tolerance: null, minReceived: { decimal: '0.34' } })
    expect(least.document.data.limitPrice).not.toBeNull()
    const limit = await quote('45', 'tao', '10', '--limit-price', '0.0345')
    expect(limit.document.data).toMatchObject({ tolerance: null, limitPrice: '0.034517382' })
    expect(+limit.document.data.minReceived.decimal).toBeGreaterThan(0.34)
  })

  test('is nothing without protection', async () => {
    const { document } = await quote('45', '8', '1.5', '--unprotected')
    expect(document.data).toMatchObject({ tolerance: null, minReceived: null, limitPrice: null })
  })

  test('names the nearest minimum where no limit guards the one wanted, and quotes all the same', async () => {
    const { code, document } = await quote('45', '8', '1.5', '--tolerance', '0%')
    expect([code, document.data.limitPrice]).toEqual([0, null])
    expect(document.data.minReceived).toEqual(document.data.quoted)
    expect(document.warnings).toMatchObject([
      {
        code: 'W_LIMIT',
        message: expect.stringMatching(/nearest it can guard is .* Use --tolerance 0\.[0-9]+%/),
      },
    ])
  })

  test.each([
    ['a minimum above the quote', ['--min-received', '1'], 'E_MIN_ABOVE_QUOTE', 3],
    ['a limit beyond the price', ['--limit-price', '1'], 'E_LIMIT_CROSSED', 3],
    ['two protections', ['--min-received', '0.1', '--limit-price', '0.01'], 'E_PROTECTION_CHOICE', 2],
  ])('%s is refused', async (_, words, error, exit) => {
    const { code, document } = await quote('45', 'tao', '10', ...words)
    expect([document.error.code, code]).toEqual([error, exit])
  })
})

describe('stake quote, without a wallet', () => {
  test('tells of both legs, the price before and after each, and the least received', async () => {
    const { code, document } = await quote('45', '8', '1.5')
    expect(code).toBe(0)
    expect(document.data).toMatchObject({
      ...{ verb: 'swap', originNetuid: 45, destinationNetuid: 8, exact: true, boundRao: '0' },
      sold: { unit: 'alpha', netuid: 45, decimal: '1.5' },
      quoted: { unit: 'alpha', netuid: 8 },
      swapFee: { unit: 'alpha', netuid: 45 },
    })
    const { quoted, minReceived, legs } = document.data
    expect(BigInt(minReceived.rao)).toBe((BigInt(quoted.rao) * 995n) / 1000n)
    expect(legs.map(({ netuid, side }: { netuid: number; side: string }) => [netuid, side])).toEqual([
      [45, 'sell'],
      [8, 'buy'],
    ])
    expect(+legs[0].priceAfter).toBeLessThan(+legs[0].priceBefore)
    expect(+legs[1].priceAfter).toBeGreaterThan(+legs[1].priceBefore)
  })

  test('of an addition and a removal', async () => {
    const add = await quote('tao', '45', '2', '--tolerance', '0%')
    expect(add.document.data).toMatchObject({
      ...{ verb: 'add', originNetuid: null, tao: { decimal: '2' }, swapFee: { unit: 'TAO' } },
    })
    expect(add.document.data.minReceived).toEqual(add.document.data.quoted)
    const remove = await quote('45', 'tao', '10')
    expect(remove.document.data).toMatchObject({
      ...{ verb: 'remove', destinationNetuid: null, quoted: { unit: 'TAO', rao: '346570218' } },
    })
  })

  test('a removal below the minimum is quoted with a warning', async () => {
    const { code, document } = await quote('45', 'tao', '0.01')
    expect([code, document.warnings.map((each: { code: string }) => each.code)]).toEqual([0, ['W_MINIMUM']])
  })

  test.each([
    ['a swap below the minimum', ['45', '8', '0.01'], 'E_BELOW_MINIMUM', 3],
    ['an addition below the minimum', ['tao', '45', '0.002'], 'E_BELOW_MINIMUM', 3],
    ['more than the pool takes', ['45', '8', '9999999999'], 'E_QUOTE', 3],
    ['a subnet that is not there', ['45', '7', '1'], 'E_SUBNET_UNKNOWN', 3],
    ['origin and destination the same', ['45', '45', '1'], 'E_SAME_PLACE', 2],
    ['everything, of nobody', ['45', '8', 'all'], 'E_BALANCE_SYNTAX', 2],
    ['a share, of nothing', ['45', '8', '50%'], 'E_BALANCE_SYNTAX', 2],
    ['nothing', ['45', '8', '0'], 'E_BALANCE_ZERO', 2],
    ['a word for a subnet', ['apex', '8', '1'], 'E_NETUID', 2],
    ['a tolerance without its sign', ['45', '8', '1', '--tolerance', '1'], 'E_TOLERANCE', 2],
    ['a tolerance above 50%', ['45', '8', '1', '--tolerance', '50.1%'], 'E_TOLERANCE', 2],
  ])('%s is refused', async (_, words, error, exit) => {
    const [origin = '', destination = '', amount = '', ...more] = words
    const { code, document } = await quote(origin, destination, amount, ...more)
    expect([document.error.code, code]).toEqual([error, exit])
  })

  test('a refusal names the error of the chain', async () => {
    const { document } = await quote('45', '8', '9999999999')
    expect(document.error.chain).toMatchObject({ pallet: 'SubtensorModule', name: 'InsufficientLiquidity' })
  })

  test('reads well', async () => {
    const ended = await taoctl(
      ['stake', 'quote', '--origin', '45', '--destination', 'tao', '--amount', '10', '--network', 'local'],
      { connect: connectTo(devnet), terminal: false },
    )
    expect(ended.out).toMatch(/Receive +0\.346570218 TAO\n/)
    expect(ended.out).toMatch(/Limit price +0\.03[0-9]+ TAO per α45 at the least\n/)
    expect(Math.max(...ended.out.split('\n').map(line => line.length))).toBeLessThanOrEqual(80)
  })
})
