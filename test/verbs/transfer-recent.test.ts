import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Envelope } from '../support/binary.ts'
import { describeOnRecent } from '../support/recent-runtimes.ts'
import { hot25 } from '../support/test-chain.ts'
import { openTrader, type Trader } from '../support/trader.ts'

/** TAO in the pool of subnet 45, 2 of 1000 less than the scenario has: within the usual tolerance. */
const lower = 89_974_000_000_000n

describeOnRecent('stake transfer across subnets', ({ name, specVersion, metadata }) => {
  let trader: Trader
  beforeEach(async () => {
    trader = await openTrader({ metadata: metadata() })
  })
  afterEach(() => trader.close())

  const takesAll = name === 'finney-475-v15-composed'
  const words = (...more: readonly string[]) => [
    ...['transfer', '--hotkey', 'hot_25', '--to', 'coldkey_2', '--origin', '45', '--destination', '8'],
    ...more,
  ]
  const accepted = ['--yes', '--accept-spec', `${specVersion}`]
  const stakeOf = async (wallet: string, netuid: number) => {
    const { document } = await trader.run('list', '--wallet', wallet)
    const row = document.data.positions.find(
      (each: Envelope) => each.netuid === netuid && each.hotkey === hot25,
    )
    return BigInt(row?.stake.rao ?? 0)
  }
  /** In the block of the trade, after its plan. */
  const priceFalls = () => trader.devnet.control.storage.write('SubtensorModule', 'SubnetTAO', [45], lower)
  const rao = (amount: Envelope) => BigInt(amount?.rao ?? 0)

  test.each([['--all'], ['--amount', '7.5']])('is done at a price one step lower: %s', async (...amount) => {
    const { trades: planned } = await trader.plan(...words(...amount))
    priceFalls()
    const { code, document } = await trader.run(...words(...amount), ...accepted)
    expect([code, document.error]).toEqual([0, undefined])
    const [trade] = document.data.trades
    expect(trade).toMatchObject({ status: 'done', reason: null })
    expect(rao(trade.received)).toBeGreaterThanOrEqual(rao(trade.minReceived))
    expect(await stakeOf('coldkey_2', 8)).toBeGreaterThanOrEqual(rao(trade.received) - 1n)
    const stayed = await stakeOf('coldkey_1', 8)
    if (takesAll) {
      expect([stayed, trade.leftOnTheWay, planned[0].leftOnTheWay]).toEqual([0n, null, null])
      expect(rao(trade.received)).toBeLessThan(rao(trade.quoted))
    } else {
      expect(trade.received).toEqual(trade.quoted)
      expect(trade.quoted).toEqual(trade.minReceived)
      expect(stayed).toBe(rao(trade.leftOnTheWay))
      expect(rao(planned[0].leftOnTheWay)).toBeGreaterThan(stayed)
      const [warning] = document.warnings.filter((each: Envelope) => each.code === 'W_REMAINDER')
      expect(warning.message).toContain('taoctl stake transfer')
    }
  })

  test('at the price it was planned at, gives away what the plan says, and keeps what it says', async () => {
    const { trades: planned, after } = await trader.plan(...words('--all'))
    const { document } = await trader.run(...words('--all'), ...accepted)
    const [trade] = document.data.trades
    expect(trade.received).toEqual(planned[0].quoted)
    expect(trade.leftOnTheWay).toEqual(planned[0].leftOnTheWay)
    const stays = after.find((each: Envelope) => each.netuid === 8)?.amount
    expect(await stakeOf('coldkey_1', 8)).toBe(rao(stays))
    expect(document.data.calls[0].args.calls[1].args.alpha_amount).toBe(
      takesAll ? '18446744073709551615' : planned[0].minReceived.rao,
    )
  })

  test('people see what stays with them', async () => {
    const { out } = await trader.show([...words('--all'), '--dry-run'])
    expect(/^Stays with you +0\.[0-9]+ α8$/m.test(out)).toBe(!takesAll)
  })

  test('takes nothing that lay at the destination before: it is refused', async () => {
    const swap = ['swap', '--hotkey', 'hot_25', '--origin', '1', '--destination', '8', '--amount', '1']
    expect((await trader.run(...swap, ...accepted)).code).toBe(0)
    await trader.refused(words('--all', ...accepted), 'E_TRANSFER_UNPROTECTED', 3)
  })

  test('at any price is one call, and brings what was quoted', async () => {
    const { code, document } = await trader.run(...words('--amount', '7.5', '--unprotected'), ...accepted)
    expect([code, document.error]).toEqual([0, undefined])
    const [trade] = document.data.trades
    expect(trade).toMatchObject({ status: 'done', received: trade.quoted, leftOnTheWay: null })
    expect(document.data.calls[0].name).toBe('transfer_stake')
    expect(await stakeOf('coldkey_1', 8)).toBe(0n)
  })

  test('of a part, as far as the limit goes, only where all that arrives can go on', async () => {
    const part = words('--all', '--allow-partial')
    if (!takesAll) await trader.refused([...part, ...accepted], 'E_TRANSFER_PARTIAL', 3)
    else expect((await trader.run(...part, ...accepted)).code).toBe(0)
  })
})
