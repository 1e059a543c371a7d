import { balance } from './amount.ts'
import { type Complain, refuseRepeats } from './problem.ts'
import type { ResolvedScenario } from './resolved.ts'
import type { Scenario } from './schema.ts'

/** The wallets of a scenario and what is free on their coldkeys. */
export function resolveWallets(scenario: Scenario, complain: Complain): ResolvedScenario['wallets'] {
  const wallets = (scenario.wallets ?? []).map(({ name, free }, i) => ({
    key: name,
    free: balance(free ?? '0', `wallets[${i}].free`, complain),
  }))
  const names = wallets.map(wallet => wallet.key)
  refuseRepeats(names, i => `wallets[${i}].name`, complain)
  return wallets
}

/**
 * What holders call themselves.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/utils/identity.rs:163 (is_valid_identity)
 */
export function resolveIdentities(scenario: Scenario, complain: Complain): ResolvedScenario['identities'] {
  return (scenario.wallets ?? []).flatMap(({ name, identity }, i) => {
    if (identity === undefined) return []
    const { length } = new TextEncoder().encode(identity)
    if (length > 256) complain(`wallets[${i}].identity`, `256 bytes at the most, not ${length}`)
    return [{ coldkey: name, name: identity }]
  })
}

/** Coldkeys that are being swapped. */
export function resolveColdkeySwaps(scenario: Scenario): ResolvedScenario['coldkeySwaps'] {
  return (scenario.wallets ?? []).flatMap(({ name, coldkeySwap }) =>
    coldkeySwap === undefined ? [] : [{ coldkey: name, isDisputed: coldkeySwap === 'disputed' }],
  )
}

/** The hotkeys of all wallets; one that names no subnets is registered on all of them. */
export function resolveHotkeys(
  scenario: Scenario,
  netuids: readonly number[],
  complain: Complain,
): ResolvedScenario['hotkeys'] {
  return (scenario.wallets ?? []).flatMap(({ name: owner, hotkeys = [] }, i) => {
    const entries = hotkeys.map(hotkey =>
      typeof hotkey === 'string' ? { name: hotkey, registered: netuids } : hotkey,
    )
    const at = `wallets[${i}].hotkeys`
    const names = entries.map(entry => entry.name)
    refuseRepeats(names, j => `${at}[${j}]`, complain)
    return entries.map(({ name, registered }, j) => {
      refuseUnknown(registered, netuids, `${at}[${j}].registered`, complain)
      return { key: `${owner}/${name}`, owner, netuids: registered }
    })
  })
}

function refuseUnknown(
  registered: readonly number[],
  netuids: readonly number[],
  at: string,
  complain: Complain,
): void {
  refuseRepeats(registered, k => `${at}[${k}]`, complain)
  for (const [k, netuid] of registered.entries()) {
    if (!netuids.includes(netuid)) complain(`${at}[${k}]`, `there is no subnet ${netuid}`)
  }
}
