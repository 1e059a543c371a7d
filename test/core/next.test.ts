import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { profileMetadata } from '../../devnet/profile/profile.ts'
import type { RunningDevnet } from '../../devnet/start.ts'
import { type Ellipse, ellipseOf } from '../../src/pool/ellipse.ts'
import type { MemoryFiles } from '../support/memory-files.ts'
import { connectTo, filesWithWallets, startChain } from '../support/test-chain.ts'
import { documentOf, type TestHostOptions, taoctl } from '../support/test-host.ts'

const half = { quoteWeight: 500_000_000_000_000_000n }
const stored = ({ alphaScale, taoScale, centerAlpha, centerTao }: Ellipse) => ({
  alpha_scale: alphaScale,
  tao_scale: taoScale,
  center_alpha: centerAlpha,
  center_tao: centerTao,
})

let devnet: RunningDevnet
let files: MemoryFiles

beforeEach(async () => {
  devnet = await startChain({ profile: 'next' })
  files = await filesWithWallets()
})
afterEach(() => devnet.stop())

const run = (words: readonly string[], more: TestHostOptions = {}) =>
  taoctl(['stake', ...words, '--network', 'local', '--wallet', 'coldkey_1'], {
    files,
    connect: connectTo(devnet),
    ...more,
  })
const script = async (...words: readonly string[]) => {
  const ended = await run([...words, '--json'], { terminal: false })
  return { code: ended.code, document: documentOf(ended) }
}
const accepted = ['--yes', '--accept-spec', '473']
/** Between two pools the chain's own limit takes their curves for another one: it guards next to nothing there. */
const atAnyPrice = [...accepted, '--unprotected']
const toRoot = ['swap', '--hotkey', 'hot_25', '--origin', '45', '--destination', '0', '--all']

describe('taoctl on a chain of the profile next', () => {
  test('lists, with a warning that the spec is unknown', async () => {
    const { code, document } = await script('list')
    expect([code, document.error]).toEqual([0, undefined])
    expect(document.network.specVersion).toBe(473)
    expect(document.warnings.map(({ code }: { code: string }) => code)).toContain('W_SPEC')
  })

  test.each([
    ['to root', toRoot],
    ['between pools', ['swap', '--hotkey', 'hot_25', '--origin', '45', '--destination', '64', '--all']],
    ['from root', ['swap', '--hotkey', 'hot_25', '--origin', '0', '--destination', '8', '--amount', '1.25']],
    [
      'to another hotkey and subnet',
      [...['move', '--origin-hotkey', 'hot_25', '--destination-hotkey', 'hot_26'], '--origin', '1'].concat([
        '--destination',
        '8',
        '--all',
      ]),
    ],
  ])('trades %s: what was quoted is received, to the rao', async (_, words) => {
    const { code, document } = await script(...words, ...atAnyPrice)
    expect([code, document.error]).toEqual([0, undefined])
    const [trade] = document.data.trades
    expect(trade).toMatchObject({ status: 'done', exact: true, received: trade.quoted })
  })

  test('several trades through one pool are quoted along its ellipse, to the rao', async () => {
    const { document } = await script('swap-all', '--hotkey', 'hot_25', '--destination', '8', ...atAnyPrice)
    expect(document.error).toBeUndefined()
    expect(document.data.trades.length).toBeGreaterThan(1)
    for (const trade of document.data.trades) {
      expect(trade).toMatchObject({ status: 'done', exact: true, received: trade.quoted })
    }
  })
})

describe('a spec whose pools have another form', () => {
  test.each([
    ['without a word about it', ['--yes']],
    ['with another one accepted', ['--yes', '--accept-spec', '472']],
    ['with a range accepted that it is not in', ['--yes', '--accept-spec', '474..']],
  ])('is refused %s', async (_, words) => {
    const { code, document } = await script(...toRoot, ...words)
    expect([code, document.error.code, document.error.sent]).toEqual([3, 'E_RUNTIME', 'no'])
    expect(document.error.message).toContain('storage Swap.SwapBalancer')
    expect(devnet.chain.tree.best().header.number).toBe(0)
  })

  test("is traded on with a person's yes, who was warned", async () => {
    const { code, err } = await run(toRoot, { replies: ['yes', 'yes'] })
    expect(code).toBe(0)
    expect(err).toContain('Spec 473 has this in another form')
  })

  test('is no reason to refuse a dry run', async () => {
    const { code, document } = await script(...toRoot, '--dry-run')
    expect([code, document.data.kind]).toEqual([0, 'planned'])
  })
})

describe('a trade on an unknown spec is held against its quote', () => {
  const missed = (document: { warnings: readonly { code: string }[] }) =>
    document.warnings.some(({ code }) => code === 'W_QUOTE_MISSED')

  test('it brought what it was quoted: no word', async () => {
    expect(missed((await script(...toRoot, ...accepted)).document)).toBe(false)
  })

  test('it brought something else: a warning with both amounts', async () => {
    const [alpha, tao] = [2_600_000_000_000_000n, 90_000_000_000_000n]
    devnet.control.storage.write(
      'Swap',
      'SwapSuperellipse',
      [45],
      stored(ellipseOf({ ...half, alphaIn: alpha, tao })),
    )
    devnet.control.storage.write('SubtensorModule', 'SubnetTAO', [45], tao)
    const { code, document } = await script(...toRoot, ...accepted)
    const [trade] = document.data.trades
    expect([code, trade.status]).toEqual([0, 'done'])
    expect(trade.received).not.toEqual(trade.quoted)
    const [warning] = document.warnings.filter(({ code }: { code: string }) => code === 'W_QUOTE_MISSED')
    expect(warning.message).toContain(trade.received.decimal)
    expect(warning.message).toContain(trade.quoted.decimal)
  })
})

describe('the profile next', () => {
  const { runtime } = profileMetadata('next')
  const error = (name: string) => runtime.variant('errors', 'SubtensorModule', name)?.index
  test('has its calls, errors and items where that runtime has them', () => {
    expect(runtime.variant('calls', 'SubtensorModule', 'move_stake_limit')?.index).toBe(149)
    expect(runtime.variant('calls', 'SubtensorModule', 'transfer_stake_and_hotkey')?.index).toBe(143)
    expect([error('SubtokenDisabled'), error('KeepStakeBlockedByCollateral'), error('SameNetuid')]).toEqual([
      94, 96, 97,
    ])
    expect([error('InsufficientBalance'), error('InsufficientTaoBalance')]).toEqual([undefined, 98])
    expect(runtime.storage('Swap', 'SwapBalancer')).toBeUndefined()
    expect(runtime.storage('Swap', 'SwapSuperellipse')?.arity).toBe(1)
    expect(runtime.constant('SubtensorModule', 'InitialMinTransfer')).toBe(100_000n)
  })
})
