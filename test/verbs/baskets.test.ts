import { afterEach, beforeEach, expect, test } from 'vitest'
import { escrow } from '../../devnet/runtime/baskets.ts'
import { claimReads, claimRequirements } from '../../src/chain/read/claims.ts'
import type { Reader } from '../../src/chain/reader.ts'
import { basketOwed, basketPayout } from '../../src/pool/basket.ts'
import { fromWhole } from '../../src/pool/safe-float.ts'
import { warnOfClaims } from '../../src/trade/before/warnings.ts'
import type { Envelope } from '../support/binary.ts'
import { tradeSample } from '../support/plans.ts'
import { describeOnRecent } from '../support/recent-runtimes.ts'
import { coldkey1, hot25 } from '../support/test-chain.ts'
import { openTrader, type Trader } from '../support/trader.ts'

const UNIT = 1_000_000_000n
/** Root stake of coldkey_1 on hot_25, and what lies in the basket of hot_25. */
const [stake, nav] = [5n * UNIT, 3n * UNIT]
const [rate, shares, claimed] = [1n << 31n, 7n * UNIT, 700_000_000n]
const payout = basketPayout(basketOwed(rate, stake, claimed), shares, nav)

describeOnRecent('a basket', ({ specVersion, metadata }) => {
  let trader: Trader
  beforeEach(async () => {
    trader = await openTrader({ metadata: metadata() })
    const { storage, blocks } = trader.devnet.control
    const write = (item: string, key: readonly (string | number)[], value: unknown) =>
      storage.write('SubtensorModule', item, key, value)
    write('TotalHotkeyAlpha', [hot25, 0], stake + nav)
    write('TotalHotkeySharesV2', [hot25, 0], fromWhole(stake + nav))
    write('AlphaV2', [hot25, escrow, 0], fromWhole(nav))
    write('BasketShares', [hot25], shares)
    write('BasketRate', [hot25], rate)
    write('BasketClaimed', [hot25, coldkey1], claimed)
    // Of before the baskets: drained, and whatever it says nothing.
    write('RootClaimable', [hot25], [[45, 1n << 31n]])
    blocks.make()
  })
  afterEach(() => trader.close())

  const list = async () => (await trader.run('list')).document
  const owed = (rao: bigint) => ({ unit: 'alpha', netuid: 0, rao: `${rao}` })

  test('owes what the list says, as alpha of root', async () => {
    const { data, warnings } = await list()
    expect(payout).toBe(771_428_571n)
    expect(data.claims).toMatchObject([{ hotkey: hot25, netuid: 0, claimable: owed(payout) }])
    const claimable = (netuid: number) =>
      data.positions.find((row: Envelope) => row.netuid === netuid && row.hotkey === hot25).claimable
    expect(claimable(0)).toMatchObject(owed(payout))
    expect(claimable(45).rao).toBe('0')
    expect(warnings.map(({ code }: Envelope) => code)).not.toContain('W_OPTIONAL')
    expect((await trader.show(['list'])).out).toMatch(/^Claimable +0\.771428571 τ on root$/m)
  })

  test('owes as much when the root stake has left, and the trade says so', async () => {
    const swap = ['swap', '--hotkey', 'hot_25', '--origin', '0', '--destination', '8', '--all', '--yes']
    const { code, document } = await trader.run(...swap, '--accept-spec', `${specVersion}`)
    expect([code, document.error]).toEqual([0, undefined])
    const [warning] = document.warnings.filter((each: Envelope) => each.code === 'W_CLAIMABLE')
    expect(warning.message).toContain('about 0.771428571 τ on root that nobody claimed. It stays owed')
    const { data } = await list()
    expect(data.positions.some((row: Envelope) => row.netuid === 0 && row.hotkey === hot25)).toBe(false)
    expect(data.claims).toMatchObject([{ hotkey: hot25, netuid: 0, claimable: owed(payout) }])
  })

  test('is nothing that a trade of other stake mentions', async () => {
    const swap = ['swap', '--hotkey', 'hot_25', '--origin', '45', '--destination', '8', '--amount', '1']
    const { document } = await trader.run(...swap, '--dry-run')
    expect(document.warnings.map(({ code }: Envelope) => code)).not.toContain('W_CLAIMABLE')
  })

  test('of a runtime that tells nothing of it is not taken for empty', async () => {
    const { runtime } = metadata()
    const blind = {
      ...runtime,
      api: (api: string, method: string) =>
        api === 'BetaBasketRuntimeApi' ? undefined : runtime.api(api, method),
    }
    const unasked = () => Promise.reject(new Error('nobody asked'))
    const reader: Reader = {
      ...{ runtime: blind, api: unasked, storage: unasked, call: unasked },
      constant: () => undefined,
    }
    const { rootClaims } = claimReads(reader)
    expect(await rootClaims(coldkey1, [])).toBeUndefined()
    expect(claimRequirements(blind)).toMatchObject([{ kind: 'api', name: 'get_root_basket_positions' }])
    const told: string[] = []
    const view = { rootClaims, positions: async () => [] }
    const plan = { coldkey: coldkey1, trades: [tradeSample({ origin: 0, destination: 8 })] }
    await warnOfClaims((code, message) => told.push(`${code} ${message}`), view, plan)
    expect(told).toEqual([expect.stringMatching(/^W_CLAIMABLE This chain does not tell/)])
  })
})
