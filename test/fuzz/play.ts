import fc from 'fast-check'
import { stakeAt } from '../../devnet/runtime/staking/shares.ts'
import { subnetAlphaOut } from '../../devnet/state/subnet.ts'
import {
  alpha,
  alphaV2,
  totalHotkeyAlpha,
  totalHotkeyShares,
  totalHotkeySharesV2,
} from '../../devnet/state/subtensor.ts'
import { staking, type TestChain, testChain } from '../devnet/runtime/chain.ts'
import { addProxy } from '../devnet/runtime/proxies.ts'
import { invariants } from '../support/invariants.ts'
import { wanted } from './calls.ts'
import { coldkeys, hotkeys, netuids, spread, world } from './world.ts'

/** One event of a history. Answers the name of what came of it. */
type Step = (chain: TestChain) => string

const call: fc.Arbitrary<Step> = fc.tuple(fc.constantFrom(...coldkeys), wanted).map(
  ([signer, want]): Step =>
    chain => {
      const sent = want(chain, signer)
      const before = chain.state.snapshot()
      const outcome = chain.send(signer, sent)
      const changed = chain.changedByFailure(before)
      if (changed.length > 0) throw new Error(`${outcome}, undone, changed ${changed.join(', ')}`)
      return `${sent.value.type}: ${outcome}`
    },
)

/** Stakers of a hotkey earn: the pool of shares grows, the shares stay. */
const dividend: fc.Arbitrary<Step> = fc
  .tuple(fc.constantFrom(...hotkeys), fc.constantFrom(...netuids), spread(1, 1e13))
  .map(
    ([hotkey, netuid, earned]): Step =>
      ({ state }) => {
        const total = state.read(totalHotkeyAlpha, hotkey, netuid)
        if (total === 0n) return 'dividend: nobody'
        state.write(totalHotkeyAlpha, total + earned, hotkey, netuid)
        state.write(subnetAlphaOut, state.read(subnetAlphaOut, netuid) + earned, netuid)
        return 'dividend: ok'
      },
  )

/** Blocks go by, and locks with them. */
const blocks: fc.Arbitrary<Step> = spread(1, 5e6).map(
  (passed): Step =>
    chain => {
      chain.enter(chain.block.number + Number(passed))
      return 'blocks: ok'
    },
)

const step = fc.oneof(
  { weight: 16, arbitrary: call },
  { weight: 2, arbitrary: dividend },
  { weight: 1, arbitrary: blocks },
)

const pools = hotkeys.flatMap(hotkey => netuids.map(netuid => ({ hotkey, netuid })))

const pairs = coldkeys.flatMap(real =>
  coldkeys.filter(delegate => delegate !== real).map(delegate => ({ real, delegate })),
)
const places = coldkeys.flatMap(coldkey => pools.map(pool => ({ coldkey, ...pool })))

/** A random chain, some of its share pools still in the old form, some rights given, and what happens on it. */
export const history = fc.record({
  genesis: world,
  legacy: fc.subarray(pools),
  delegates: fc.subarray(pairs),
  locks: fc.subarray(places),
  steps: fc.array(step, { minLength: 4, maxLength: 16, size: 'max' }),
})

type History = typeof history extends fc.Arbitrary<infer T> ? T : never

/**
 * Plays a history and checks after every step that the chain is still sound. Counts what came of the steps.
 * @throws Error with the first thing that does not hold
 */
export function play(
  { genesis, legacy, delegates, locks, steps }: History,
  count: (outcome: string) => void,
): void {
  const chain = testChain(genesis)
  for (const pool of legacy) makeLegacy(chain, pool)
  for (const { real, delegate } of delegates) chain.send(real, addProxy(delegate, 'Any'))
  for (const { coldkey, hotkey, netuid } of locks) {
    const amount = stakeAt(chain.state, { hotkey, coldkey, netuid }) / 2n
    chain.send(coldkey, staking('lock_stake', { hotkey, netuid, amount }))
  }
  hold(chain, 'genesis')
  for (const step of steps) {
    const outcome = step(chain)
    count(outcome)
    hold(chain, outcome)
  }
}

function hold({ state }: TestChain, after: string): void {
  const broken = invariants(state)
  if (broken.length > 0) throw new Error(`after ${after}: ${broken.join('; ')}`)
}

/** Writes a share pool as it was before the new rows: U64F64 bits. A share is a rao, as at every genesis. */
function makeLegacy({ state }: TestChain, { hotkey, netuid }: (typeof pools)[number]): void {
  const total = state.read(totalHotkeyAlpha, hotkey, netuid)
  if (total === 0n) return
  for (const coldkey of coldkeys) {
    const stake = stakeAt(state, { hotkey, coldkey, netuid })
    if (stake === 0n) continue
    state.write(alpha, stake << 64n, hotkey, coldkey, netuid)
    state.remove(alphaV2, hotkey, coldkey, netuid)
  }
  state.write(totalHotkeyShares, total << 64n, hotkey, netuid)
  state.remove(totalHotkeySharesV2, hotkey, netuid)
}
