import fc from 'fast-check'
import { staking, type TestChain } from '../devnet/runtime/chain.ts'
import { act, addProxy, proxy, realPays, removeProxy } from '../devnet/runtime/proxies.ts'
import type { Choices, Maker, Wanted } from './calls.ts'

const types = ['Any', 'Staking', 'NonTransfer', 'Transfer'] as const
const typeOf = ({ netuid }: Choices) => types[netuid % types.length] ?? 'Any'

/** Calls that decide who may do what with which stake. */
export const rights: Readonly<Record<string, Maker>> = {
  lock_stake: ({ hotkey, netuid, amount }, chain, signer) =>
    staking('lock_stake', { hotkey, netuid, amount: amount(chain.stake(hotkey, signer, netuid)) }),
  move_lock: ({ otherHotkey, netuid }) => staking('move_lock', { destination_hotkey: otherHotkey, netuid }),
  set_perpetual_lock: ({ netuid, isPartial }) =>
    staking('set_perpetual_lock', { netuid, enabled: isPartial }),
  set_reject_locked_alpha: ({ isLimited }) => staking('set_reject_locked_alpha', { enabled: isLimited }),
  add_proxy: chosen => addProxy(chosen.coldkey, typeOf(chosen), chosen.isPartial && chosen.isLimited ? 1 : 0),
  remove_proxy: chosen => removeProxy(chosen.coldkey, typeOf(chosen)),
  remove_proxies: () => proxy('remove_proxies', {}),
  set_real_pays_fee: ({ coldkey, isPartial }) => realPays(coldkey, isPartial),
}

/** A call made for another account, whether the signer is its delegate or not. */
export function forAnother(call: fc.Arbitrary<Wanted>, real: fc.Arbitrary<string>): fc.Arbitrary<Wanted> {
  return fc.tuple(call, real).map(
    ([want, who]) =>
      (chain: TestChain, signer: string) =>
        act(who, want(chain, signer)),
  )
}
