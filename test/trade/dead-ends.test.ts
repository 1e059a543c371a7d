import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { developmentKey } from '../../devnet/scenario/wallet-keys.ts'
import { addStake, signed, watch } from '../devnet/control/signed.ts'
import { load } from '../support/kill.ts'
import { HONEST, LIAR, type LiarScene, openLiarScene } from '../support/liars.ts'
import { lyingEndpoint } from '../support/lying-endpoint.ts'

// Where nobody lies, whatever cannot be found out ends in a sentence that says how to go on, and that does.

const [MINUTE, HOUR] = [60_000, 3_600_000]
const PRUNED = 'ws://pruned.example:9944'
const DOWN = 'ws://down.example:9944'
const base = ['--wallet', 'coldkey_1', '--yes']
const swap = ['stake', 'swap', '--hotkey', 'hot_25', '--origin', '45', '--destination', '0', '--amount', '1']
const named = [...swap, ...base, '--intent-id', 'rebalance-7']
const at = (url: string, ...more: readonly string[]) => [...named, '--network', url, ...more]

let scene: LiarScene
beforeAll(() => load([...named, '--network', 'local']))
beforeEach(async () => {
  scene = await openLiarScene()
})
afterEach(() => scene.stop())

/** A trade that its endpoint kept for itself until its era was over. */
async function lost(): Promise<string> {
  scene.lie({ passesOn: false })
  const { code, document } = await scene.run(at(LIAR))
  expect([code, document.error.code]).toEqual([9, 'E_EXPIRED'])
  return document.error.journal
}

/** A transaction of the coldkey, made with another tool. */
async function useElsewhere(): Promise<void> {
  const { devnet } = scene
  const nonce = devnet.chain.pool.nextNonce(developmentKey('coldkey_1').address)
  await watch(devnet, signed(devnet, 'coldkey_1', nonce, addStake(8, 1_000_000_000n)))
}

/** A node that keeps neither states nor bodies of blocks below the newest few. */
const pruned = () => {
  const { tree } = scene.devnet.chain
  const isOld = (hash: unknown) => {
    const number = tree.block(hash as `0x${string}`)?.header.number ?? Number.POSITIVE_INFINITY
    return number > 0 && number < tree.best().header.number - 8
  }
  return lyingEndpoint(scene.devnet, ({ method, params }) => {
    if (method === 'chain_getBlock' && isOld(params[0])) return null
    return undefined
  }).connect
}

describe('a clock that is wrong', () => {
  test('by 3 hours: the outcome is unknown and the clock named; --accept-verdict goes on', async () => {
    scene.clockOff(3 * HOUR)
    scene.lie({ passesOn: false })
    const { code, document } = await scene.run(at(LIAR))
    expect([code, document.error.code]).toEqual([8, 'E_UNKNOWN_OUTCOME'])
    expect(document.error.message).toMatch(/180 minutes .* this machine's clock/)
    expect(document.error.message).toContain('--accept-verdict')
    const again = await scene.run(at(HONEST))
    expect(again.document.error.message).toContain('Set the clock')
    const resumed = ['journal', 'resume', document.error.journal, '--network', HONEST, '--accept-verdict']
    expect((await scene.run(resumed)).code).toBe(9)
    expect((await scene.run(at(HONEST))).code).toBe(0)
  })

  test('which was set right: the same command goes on', async () => {
    scene.clockOff(3 * HOUR)
    scene.lie({ passesOn: false })
    expect((await scene.run(at(LIAR))).code).toBe(8)
    scene.clockOff(0)
    const { code } = await scene.run(at(HONEST))
    expect(code === 0 || (await scene.run(at(HONEST))).code === 0).toBe(true)
    expect(scene.executions()).toBe(1)
  })
})

test('a laptop asleep for an hour while its trade waits: it wakes to its end', async () => {
  const entry = await lost()
  scene.pass(HOUR)
  const { code, document } = await scene.run(['journal', 'resume', entry, '--network', HONEST])
  expect([code, document.error.code]).toEqual([9, 'E_EXPIRED'])
  expect((await scene.run(at(HONEST))).code).toBe(0)
})

test('a fallback that is down is named in the journal, and stops nothing', async () => {
  await lost()
  scene.pass(5 * MINUTE)
  expect((await scene.run(at(HONEST, '--fallback', DOWN))).code).toBe(0)
})

test('a pruned endpoint that cannot tell of an open entry: how to go on is told, and does', async () => {
  scene.lie({ passesOn: false })
  const { document } = await scene.run(at(LIAR, '--timeout', '30s'))
  expect(document.error.code).toBe('E_UNKNOWN_OUTCOME')
  scene.pass(HOUR)
  const endpoints = { [PRUNED]: pruned() }
  const resume = ['journal', 'resume', document.error.journal, '--network', PRUNED]
  const blind = await scene.run(resume, endpoints)
  expect([blind.code, blind.document.error.message]).toEqual([
    8,
    expect.stringContaining('with --confirm-with'),
  ])
  expect((await scene.run([...resume, '--confirm-with', HONEST], endpoints)).code).toBe(9)
  expect((await scene.run(at(HONEST))).code).toBe(0)
})

describe('an account that another tool uses too', () => {
  test('its transaction is found and checked, and the trade goes on', async () => {
    const entry = await lost()
    scene.pass(HOUR)
    await useElsewhere()
    scene.pass(HOUR)
    expect((await scene.run(at(HONEST))).code).toBe(0)
    const { document } = await scene.run(['journal', 'show', entry])
    expect(document.data.changes.at(-1)).toMatchObject({ proof: 'replaced' })
    expect(scene.executions()).toBe(2)
  })

  test('at a pruned endpoint: how to go on is told, and another endpoint or --accept-verdict does', async () => {
    await lost()
    scene.pass(HOUR)
    await useElsewhere()
    scene.pass(HOUR)
    const endpoints = { [PRUNED]: pruned() }
    const { code, document } = await scene.run(at(PRUNED), endpoints)
    expect([code, document.error.code]).toEqual([3, 'E_ENTRY_DOUBT'])
    expect(document.error.hint).toMatch(/--confirm-with archive.*--accept-verdict/)
    const asked = await scene.run(at(PRUNED, '--confirm-with', HONEST), endpoints)
    expect([asked.code, scene.executions()], JSON.stringify(asked.document.error)).toEqual([0, 2])
  })

  test('at a pruned endpoint, where the user knows that it was another tool: --accept-verdict', async () => {
    await lost()
    scene.pass(HOUR)
    await useElsewhere()
    scene.pass(HOUR)
    const endpoints = { [PRUNED]: pruned() }
    expect((await scene.run(at(PRUNED, '--accept-verdict'), endpoints)).code).toBe(0)
    expect((await scene.run([...swap, ...base, '--network', PRUNED], endpoints)).code).toBe(0)
    expect(scene.executions()).toBe(3)
  })
})
