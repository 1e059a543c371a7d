import type { DispatchCall } from '../../../../devnet/types.ts'
import { alice, bob, hotTwo, staking, subnet, type TestChain, testChain } from '../chain.ts'
import { act, delegated, outcomes } from '../proxies.ts'

/** An error, the rule of the source that raises it, and a way to meet it. */
export interface Row {
  readonly error: string
  /** File and line in opentensor/subtensor@14bc6f9f, or in the SDK. */
  readonly rule: string
  readonly meet: () => string
}

export type Given = Parameters<typeof testChain>[0]

export const utils = 'pallets/subtensor/src/staking/stake_utils.rs'
export const adding = 'pallets/subtensor/src/staking/add_stake.rs'
export const removing = 'pallets/subtensor/src/staking/remove_stake.rs'
export const locking = 'pallets/subtensor/src/staking/lock.rs'
export const tao = 'pallets/subtensor/src/coinbase/tao.rs'
export const pools = 'pallets/swap/src/pallet'
export const proxying = 'pallets/proxy/src/lib.rs'
export const balances = 'paritytech/polkadot-sdk substrate/frame/balances/src'

/** A call of Alice in a fresh chain, after some preparation. */
export const sent =
  (call: DispatchCall, given: Given = {}, prepare: (chain: TestChain) => void = () => undefined) =>
  () => {
    const chain = testChain(given)
    prepare(chain)
    return chain.send(alice, call)
  }
export const wrote =
  (name: string, value: unknown, ...args: (string | number)[]) =>
  ({ state }: TestChain) =>
    state.write({ id: name, pallet: '', name: '', fallback: undefined as unknown }, value, ...args)
export const took =
  (name: string, ...args: (string | number)[]) =>
  ({ state }: TestChain) =>
    state.remove({ id: name, pallet: '', name: '', fallback: undefined as unknown }, ...args)
export const lock = (amount: bigint, hotkey = hotTwo, netuid = 1) =>
  staking('lock_stake', { hotkey, netuid, amount })
export const locked = (amount: bigint) => (chain: TestChain) => {
  if (chain.send(alice, lock(amount)) !== 'ok') throw new Error('the lock is refused')
}
/** A fund that rounding left on a hotkey which nobody has stake on. */
export const imprecise = wrote(
  'SubtensorModule.TotalHotkeySharesV2',
  { mantissa: 10n ** 21n, exponent: -30n },
  hotTwo,
  2,
)
export const dry = { alphaIn: 2_000_000_000_000_000n, tao: 999_999n }
export const dear = { alphaIn: 1_000_000n, tao: 10n ** 18n }
export const tiny = { alphaIn: 1_000_000n, tao: 1_000n }
export const pair = (origin: object, destination: object): Given => ({
  subnets: [subnet(0), subnet(1, origin), subnet(2, destination)],
})
export const all = 10_000_000_000_000n
export const tooMuchAlpha = 2_000_000_000_000_000_001n
export const remark = { type: 'System', value: { type: 'remark', value: { remark: new Uint8Array() } } }
export const announced = wrote('SubtensorModule.ColdkeySwapAnnouncements', [5, `0x${'00'.repeat(32)}`], alice)
export const disputed = wrote('SubtensorModule.ColdkeySwapDisputes', 6, alice)
export const actedFor =
  (call: DispatchCall, prepare: (chain: TestChain) => void, type = 'Any') =>
  () => {
    const chain = delegated(type)
    prepare(chain)
    chain.send(bob, act(alice, call))
    return outcomes(chain).join()
  }

export const module = (name: string, rule: string, meet: () => string): Row => ({
  error: `SubtensorModule.${name}`,
  rule,
  meet,
})
