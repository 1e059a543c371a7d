import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Devnet } from '../../src/devnet/start.ts'
import { connectTo, startChain } from '../support/test-chain.ts'
import { documentOf, taoctl } from '../support/test-host.ts'

let devnet: Devnet
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
    expect(Math.max(...ended.out.split('\n').map(line => line.length))).toBeLessThanOrEqual(80)
  })
})
