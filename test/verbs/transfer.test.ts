import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { describeOnEachRuntime } from '../support/runtimes.ts'
import { coldkey1, coldkey2, hot25 } from '../support/test-chain.ts'
import { openTrader, type Trader } from '../support/trader.ts'

const words = (origin: number, ...more: readonly string[]) => [
  ...['transfer', '--hotkey', 'hot_25', '--to', 'coldkey_2', '--origin', `${origin}`],
  ...more,
]

describeOnEachRuntime('stake transfer', ({ name, metadata }) => {
  // Spec 461 refuses more than there is, and its transfers know no amount that means all.
  const isLeastPassedOn = name === 'localnet-461'
  let trader: Trader
  beforeAll(async () => {
    trader = await openTrader({ metadata: metadata() })
  })
  afterAll(() => trader.close())

  const stakeOf = async (wallet: string, netuid: number) => {
    const { document } = await trader.run('list', '--coldkey', wallet)
    const rows = document.data.positions as { netuid: number; hotkey: string; stake: { rao: string } }[]
    return BigInt(rows.find(row => row.netuid === netuid && row.hotkey === hot25)?.stake.rao ?? 0)
  }

  test('within a subnet: the same alpha, no pool, no swap fee', async () => {
    const { trades, calls } = await trader.trade(...words(45, '--amount', '4'))
    expect(trades[0]).toMatchObject({
      ...{ verb: 'transfer', legs: [], swapFee: null, destinationColdkey: coldkey2 },
      ...{ originHotkey: hot25, destinationHotkey: hot25, originNetuid: 45, destinationNetuid: 45 },
      received: { unit: 'alpha', netuid: 45, rao: '4000000000' },
    })
    expect(calls[0].name).toBe('transfer_stake')
    expect(await stakeOf('coldkey_2', 45)).toBeGreaterThanOrEqual(3_999_999_999n)
  })

  test('across subnets: a swap and a transfer in one batch; what is not passed on is named', async () => {
    const { trades, calls } = await trader.trade(...words(45, '--destination', '8', '--all'))
    expect(calls[0].name).toBe('batch_all')
    expect(trades[0].legs).toHaveLength(2)
    const stays = BigInt(trades[0].leftOnTheWay?.rao ?? 0)
    const missing = stays - (await stakeOf('coldkey_1', 8))
    expect(missing === 0n || missing === 1n, `${missing} rao are missing`).toBe(true)
    if (!isLeastPassedOn) expect(stays).toBe(0n)
    expect(await stakeOf('coldkey_2', 8)).toBeGreaterThan(0n)
  })

  test('across subnets where something is held at the destination: refused, with what to do instead', async () => {
    const error = await trader.refused(
      words(1, '--destination', '0', '--all', '--yes'),
      'E_TRANSFER_UNPROTECTED',
      3,
    )
    expect(error.hint).toContain('then transfer')
  })
})

describe('stake transfer', () => {
  let trader: Trader
  beforeAll(async () => {
    trader = await openTrader()
  })
  afterAll(() => trader.close())
  const stranger = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY'
  const to = (address: string, ...more: readonly string[]) => [
    ...['transfer', '--hotkey', 'hot_25', '--to', address, '--origin', '45', '--amount', '1'],
    ...more,
  ]

  /** Takes effect with a block. */
  const allow = (isAllowed: boolean) => {
    trader.devnet.control.storage.write('SubtensorModule', 'TransferToggle', [45], isAllowed)
    trader.devnet.control.blocks.make()
  }

  test('is told as what is sent, and what arrives there', async () => {
    const plan = await trader.show([...to('coldkey_2'), '--dry-run'])
    expect(plan.out).toMatch(/^Transfer +on subnet 45$/m)
    expect(plan.out).toMatch(/^Send +1 α45\nArrives +1 α45$/m)
    const done = await trader.show([...to('coldkey_2'), '--yes'])
    expect(done.out).toMatch(/^Sent +1 α45\nQuoted +1 α45\nArrived +1 α45$/m)
    expect(`${plan.out}${done.out}`).not.toMatch(/Sell|Sold|Receive|to subnet/)
  })

  test('refuses oneself, a hotkey, and a subnet whose owner forbids it', async () => {
    await trader.refused(to(coldkey1, '--yes', '--to-confirm', coldkey1.slice(-6)), 'E_OWN_COLDKEY', 2)
    await trader.refused(to('coldkey_1', '--dry-run'), 'E_OWN_COLDKEY', 2)
    await trader.refused(to(hot25, '--yes', '--to-confirm', hot25.slice(-6)), 'E_DESTINATION_HOTKEY', 3)
    allow(false)
    await trader.refused(to('coldkey_2', '--yes'), 'E_TRANSFERS_OFF', 3)
    allow(true)
  })

  test('to an address never used needs the end of it', async () => {
    const error = await trader.refused(to(stranger, '--yes'), 'E_MISSING_INPUT', 2)
    expect(error.missing).toEqual(['--to-confirm'])
    const hotkey = await trader.refused(to(hot25, '--yes'), 'E_MISSING_INPUT', 2)
    expect(hotkey.missing).toEqual(['--to-confirm'])
    await trader.refused(to(stranger, '--yes', '--to-confirm', 'abcdef'), 'E_TO_CONFIRM', 2)
    const { code, err } = await trader.show(to(stranger, '--yes', '--to-confirm', 'GKutQY'))
    expect([code, err]).toEqual([0, expect.stringContaining(`changes the OWNER of the stake to ${stranger}`)])
  })

  test('asks a person for it, and takes nothing else', async () => {
    const other = '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty'
    const asked = (text: string, ...after: readonly 'yes'[]) =>
      trader.show(to(other), { terminal: true, replies: [{ text }, ...after] })
    expect((await asked('yes')).code).toBe(3)
    const done = await asked('M694ty', 'yes')
    expect(done.code).toBe(0)
    expect(done.questions[0]).toContain('Type its last 6 characters')
  })
})
