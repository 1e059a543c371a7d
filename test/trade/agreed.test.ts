import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { RunningDevnet } from '../../devnet/start.ts'
import { netuid, parseAlpha, widen } from '../../src/balance/index.ts'
import { connectBetween, lowerPrice, setPool } from '../support/between.ts'
import type { Envelope } from '../support/binary.ts'
import type { MemoryFiles } from '../support/memory-files.ts'
import { connectTo, filesWithWallets, hot25, startChain } from '../support/test-chain.ts'
import { documentOf, taoctl } from '../support/test-host.ts'

const who = ['--network', 'local', '--wallet', 'coldkey_1', '--hotkey', 'hot_25']
const swap = ['stake', 'swap', ...who, '--origin', '45', '--destination', '0']
const ONE = [...swap, '--amount', '1']

let devnet: RunningDevnet
let files: MemoryFiles
beforeEach(async () => {
  devnet = await startChain()
  files = await filesWithWallets()
})
afterEach(() => devnet.stop())

const height = () => devnet.chain.tree.best().header.number

/** The plan as it is shown now, and what becomes of it when something happens before it is signed. */
async function run(words: readonly string[], between: () => void) {
  const planned = await taoctl([...words, '--dry-run', '--json'], { files, connect: connectTo(devnet) })
  expect(planned.code, planned.out).toBe(0)
  const connect = connectBetween(devnet, between)
  const ended = await taoctl([...words, '--yes', '--json'], { files, connect })
  const document = documentOf(ended)
  const shown: Envelope = documentOf(planned).data
  return { ...ended, document, shown, plan: shown.trades[0], done: document.data?.trades[0] }
}

/** Limits as the call takes them: 1e9 × a price. */
const scaled = (text: string) => Math.round(Number(text) * 1e9)
const rao = (amount: { readonly rao: string }) => BigInt(amount.rao)
const dividend = (alpha: string) => {
  devnet.control.storage.dividend({ hotkey: hot25, alpha: widen(parseAlpha(alpha, netuid(45))) })
  devnet.control.blocks.make()
}

describe('the least that was shown is signed for, with a limit no looser than the one shown', () => {
  const add = ['stake', 'add', ...who, '--netuid', '45', '--amount', '5']
  const remove = ['stake', 'remove', ...who, '--netuid', '45', '--amount', '5']
  const across = ['stake', 'swap', ...who, '--origin', '1', '--destination', '64', '--amount', '100']
  test.each<[string, readonly string[], () => void, 1 | -1]>([
    ['falls by 44 millionths', ONE, () => lowerPrice(devnet, 45, 44n), 1],
    ['falls by less than half the tolerance', ONE, () => lowerPrice(devnet, 45, 2_400n), 1],
    ['falls by nearly all of it', ONE, () => lowerPrice(devnet, 45, 4_900n), 1],
    ['falls under a removal', remove, () => lowerPrice(devnet, 45, 2_400n), 1],
    ['falls under a move across', across, () => lowerPrice(devnet, 1, 2_400n), 1],
    ['rises under an addition', add, () => lowerPrice(devnet, 45, -2_400n), -1],
    ['rises under a sale', ONE, () => lowerPrice(devnet, 45, -100_000n), 1],
    ['falls under an addition', add, () => lowerPrice(devnet, 45, 100_000n), -1],
    ['has many blocks in between', ONE, () => devnet.control.blocks.make({ count: 100 }), 1],
    [
      'grows deep',
      ONE,
      () => setPool(devnet, 45, { tao: 9n * 10n ** 18n, alpha: (25n * 10n ** 19n) / 10n }),
      1,
    ],
  ])('where the pool %s', async (_, words, between, stricter) => {
    const { code, document, plan, done } = await run(words, between)
    expect([code, document.error]).toEqual([0, undefined])
    expect(done.minReceived).toEqual(plan.minReceived)
    expect(done.received).toEqual(done.quoted)
    expect(rao(done.received)).toBeGreaterThanOrEqual(rao(done.minReceived))
    expect((scaled(done.limitPrice) - scaled(plan.limitPrice)) * stricter).toBeGreaterThanOrEqual(0)
    expect(document.data.calls[0].args.limit_price).toBe(`${scaled(done.limitPrice)}`)
  })

  test('of every position of a sweep', async () => {
    const all = ['stake', 'swap-all', '--network', 'local', '--wallet', 'coldkey_1', '--all-hotkeys']
    const { code, document, shown } = await run([...all, '--destination', '0'], () => {
      lowerPrice(devnet, 45, 11n)
      lowerPrice(devnet, 8, 2_000n)
      dividend('0.1')
    })
    expect([code, document.error]).toEqual([0, undefined])
    for (const [n, trade] of document.data.trades.entries()) {
      const before = shown.trades[n]
      const grown = rao(trade.sold) > rao(before.sold)
      expect(grown).toBe(trade.originNetuid === 45)
      if (!grown) expect(trade.minReceived).toEqual(before.minReceived)
      expect(scaled(trade.limitPrice)).toBeGreaterThanOrEqual(scaled(before.limitPrice))
    }
  })

  test('of a limit price of the user', async () => {
    const words = [...ONE, '--limit-price', '0.0345']
    const { code, plan, done } = await run(words, () => lowerPrice(devnet, 45, 2_400n))
    expect([code, done.limitPrice, done.minReceived]).toEqual([0, plan.limitPrice, plan.minReceived])
  })

  test('of a minimum of the user', async () => {
    const words = [...swap, '--all', '--min-received', '0.74']
    const { code, document, done } = await run(words, () => dividend('0.1'))
    expect([code, document.error, done.minReceived.decimal]).toEqual([0, undefined, '0.74'])
    expect(done.sold.decimal).toBe('21.636911597')
  })

  test('and any price stays any price', async () => {
    const words = [...ONE, '--unprotected']
    const { code, done } = await run(words, () => lowerPrice(devnet, 45, 200_000n))
    expect([code, done.minReceived, done.limitPrice]).toEqual([0, null, null])
  })
})

describe('what a position earned goes along at the same rate', () => {
  test.each([
    [['--all'], '0.2'],
    [['--amount', '50%'], '0.2'],
    [['--keep', '20'], '0.2'],
  ])('with %s', async (amount, alpha) => {
    const { code, document, plan, done } = await run([...swap, ...amount], () => dividend(alpha))
    expect([code, document.error]).toEqual([0, undefined])
    expect(rao(done.sold)).toBeGreaterThan(rao(plan.sold))
    expect(rao(done.minReceived) * rao(plan.sold)).toBeGreaterThanOrEqual(
      rao(plan.minReceived) * rao(done.sold),
    )
    expect(rao(done.minReceived) * rao(plan.sold)).toBeLessThan((rao(plan.minReceived) + 1n) * rao(done.sold))
  })
})

describe('ends with exit 3, nothing sent, where', () => {
  test.each<[string, readonly string[], () => void, string]>([
    ['the fresh quote is below the least', ONE, () => lowerPrice(devnet, 45, 5_100n), 'E_QUOTE_WORSE'],
    ['the position grew by more than 1%', [...swap, '--all'], () => dividend('0.3'), 'E_QUOTE_WORSE'],
    [
      'a limit of the user lets it through no more',
      [...ONE, '--limit-price', '0.0345'],
      () => lowerPrice(devnet, 45, 5_100n),
      'E_QUOTE_WORSE',
    ],
    [
      'the fresh quote is below a minimum of the user',
      [...ONE, '--min-received', '0.0345'],
      () => lowerPrice(devnet, 45, 10_000n),
      'E_MIN_ABOVE_QUOTE',
    ],
  ])('%s', async (_, words, between, code) => {
    const ended = await run(words, between)
    expect(ended.document.error).toMatchObject({ code, exit: 3, sent: 'no' })
    expect(height()).toBe(1)
  })
})

describe('at a terminal', () => {
  const meanwhile = (work: () => void) => async () => {
    work()
    return 'yes' as const
  }
  const ask = (words: readonly string[], ...replies: readonly (() => Promise<'yes'>)[]) =>
    taoctl(words, { files, connect: connectTo(devnet), replies })

  test('nobody is asked again as long as what was shown can be kept', async () => {
    const { code, questions } = await ask(
      ONE,
      meanwhile(() => lowerPrice(devnet, 45, 2_400n)),
    )
    expect([code, questions.length]).toEqual([0, 1])
  })

  test('what is agreed to anew is what counts from then on', async () => {
    const { code, questions, err } = await ask(
      ONE,
      meanwhile(() => lowerPrice(devnet, 45, 10_000n)),
      meanwhile(() => lowerPrice(devnet, 45, 12_400n)),
    )
    expect([code, questions.length]).toEqual([0, 2])
    const least = [...err.matchAll(/Least received +([0-9.]+)/g)].map(match => match[1])
    expect(least).toEqual(['0.034483855', '0.034139017'])
  })

  test('a price impact that becomes notable is asked about, with nobody there it is not', async () => {
    const [tao, alpha] = [14n * 10n ** 9n, 404n * 10n ** 9n]
    const shrink = () => setPool(devnet, 45, { tao: (tao * 99n) / 100n, alpha: (alpha * 99n) / 100n })
    setPool(devnet, 45, { tao, alpha })
    const words = [...swap, '--amount', '21']
    const { code, questions, err } = await ask(words, meanwhile(shrink), async () => 'yes')
    expect([code, questions.length]).toEqual([0, 2])
    expect(err).toMatch(/now a price impact of 5\.0\d+% on subnet 45, shown was a price impact of 4\.9\d+%/)
  })

  test('the plan names the limit', async () => {
    const { err } = await ask(ONE, async () => 'yes')
    expect(err).toMatch(/^Limit +0\.0345\d+ TAO per α45 at the least$/m)
  })
})
