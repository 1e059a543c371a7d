import fc from 'fast-check'
import { expect } from 'vitest'
import { addStake, signed, watch } from '../devnet/control/signed.ts'
import type { Invention } from './inventing-endpoint.ts'
import { HONEST, LIAR, type LiarScene, openLiarScene } from './liars.ts'
import { HOME } from './test-host.ts'

const [MINUTE, HOUR] = [60_000, 3_600_000]
const JOURNAL = `${HOME}/.local/state/taoctl/journal/journal.ndjson`
const swap = ['stake', 'swap', '--hotkey', 'hot_25', '--origin', '45', '--destination', '0', '--amount', '1']

/** The trade that is repeated, as by cron. */
export const intent = [...swap, '--wallet', 'coldkey_1', '--yes', '--intent-id', 'soak', '--timeout', '4m']

/** A value, the first ones more often the more often they are named. */
const mostly = <const T>(...values: readonly T[]) => fc.constantFrom(...values)

/**
 * One run of it: what its endpoint makes up, and what happens before the next one. An endpoint that passes transactions on
 * and denies them is the one that could make it trade twice, so it comes most.
 */
const round = fc.record({
  /** `denied`: empty blocks since the start. `ahead`: empty blocks on what there is. `old`: a head of long ago. */
  heads: mostly('denied', 'denied', 'denied', 'denied', 'true', 'ahead', 'old'),
  says: mostly('dropped', 'truth'),
  passesOn: mostly(true, true, true, false),
  nonce: mostly<number | undefined>(1, 1, 1, 0, undefined, 2, 7),
  tellsNonce: mostly(true, true, false),
  isAsked: mostly('the liar', 'the liar', 'the liar', 'the liar', 'the liar and a witness', 'the honest one'),
  later: mostly(5 * MINUTE, MINUTE, HOUR, 50 * HOUR),
  /** Whether another tool uses the account meanwhile. */
  isUsed: mostly(false, false, false, true),
})

/** Runs with lies, one after the other. */
export const lyingHistory = fc.array(round, { minLength: 1, maxLength: 6 })

type Round = typeof round extends fc.Arbitrary<infer R> ? R : never

/** Plays it: the intent executes at most once, and where nobody lies any more, once. */
export async function playLies(rounds: readonly Round[]): Promise<void> {
  const scene = await openLiarScene()
  try {
    for (const each of rounds) {
      scene.lie({ ...each, invention: () => inventionOf(scene, each) })
      const url = each.isAsked === 'the honest one' ? HONEST : LIAR
      const witness = each.isAsked === 'the liar and a witness' ? ['--confirm-with', HONEST] : []
      await scene.run([...intent, '--network', url, ...witness])
      expect(executions(scene)).toBeLessThanOrEqual(1)
      if (each.isUsed) await useElsewhere(scene)
      scene.pass(each.later)
    }
    scene.pass(HOUR)
    const last = await scene.run([...intent, '--network', HONEST])
    expect([last.code, executions(scene)], JSON.stringify(last.document.error)).toEqual([0, 1])
  } finally {
    await scene.stop()
  }
}

function inventionOf(scene: LiarScene, { heads, nonce, tellsNonce }: Round): Invention | undefined {
  const best = scene.devnet.chain.tree.best().header.number
  const told = { time: scene.clock.now(), tellsNonce, ...(nonce !== undefined && { nonce }) }
  switch (heads) {
    case 'true':
      return undefined
    case 'denied':
      return { ...told, base: 1, count: best + 40 }
    case 'ahead':
      return { ...told, base: best, count: 40 }
    default:
      return { ...told, base: Math.max(0, best - 20), count: 0 }
  }
}

async function useElsewhere(scene: LiarScene): Promise<void> {
  const { devnet } = scene
  const { address } = (await import('../../devnet/scenario/wallet-keys.ts')).developmentKey('coldkey_1')
  const nonce = devnet.chain.pool.nextNonce(address)
  await watch(devnet, signed(devnet, 'coldkey_1', nonce, addStake(8, 1_000_000_000n)))
}

function executions(scene: LiarScene): number {
  const lines = (scene.files.text(JOURNAL) ?? '').split('\n').filter(line => line !== '')
  const hashes = lines.map(line => JSON.parse(line)).flatMap(({ hash }) => (hash ? [hash] : []))
  return scene.executions(hashes)
}
