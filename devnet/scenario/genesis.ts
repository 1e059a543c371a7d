import { AccountId, Blake2256 } from '@polkadot-api/substrate-bindings'
import type { Account, Genesis } from '../types.ts'
import { knownAddresses } from './known-addresses.ts'
import { resolveScenario } from './resolve.ts'
import type { KeyName } from './resolved.ts'
import type { Scenario } from './schema.ts'

/**
 * What a scenario comes to at block 0. The block author, the subnets' owner and its hotkey are accounts nobody has a
 * key for. @throws E_SCENARIO
 */
export async function genesisOf(scenario: Scenario, source: string): Promise<Genesis> {
  const resolved = resolveScenario(scenario, source)
  const addressOf = await addresses([
    ...resolved.wallets.map(wallet => wallet.key),
    ...resolved.hotkeys.map(hotkey => hotkey.key),
  ])
  const owner = nobody('subnet owner')
  const ownerHotkey = nobody('subnet owner hotkey')
  return {
    timestamp: resolved.timestamp,
    author: nobody('author'),
    accounts: [
      ...resolved.wallets.map(({ key, free }) => ({ address: addressOf(key), free })),
      ...resolved.accounts,
    ],
    hotkeys: [
      { address: ownerHotkey, owner, netuids: resolved.subnets.map(subnet => subnet.netuid) },
      ...resolved.hotkeys.map(entry => ({
        address: addressOf(entry.key),
        owner: addressOf(entry.owner),
        netuids: entry.netuids,
      })),
    ],
    identities: resolved.identities.map(({ coldkey, name }) => ({ coldkey: addressOf(coldkey), name })),
    coldkeySwaps: resolved.coldkeySwaps.map(({ coldkey, isDisputed }) => ({
      coldkey: addressOf(coldkey),
      isDisputed,
    })),
    subnets: resolved.subnets.map(subnet => ({ ...subnet, owner, ownerHotkey })),
    positions: resolved.positions.map(({ coldkey, hotkey, netuid, alpha }) => ({
      coldkey: addressOf(coldkey),
      hotkey: addressOf(hotkey),
      netuid,
      alpha,
    })),
  }
}

/** Address of a public key that is the hash of a text, so that nobody has its secret. */
function nobody(role: string): Account {
  return AccountId(42).dec(Blake2256(new TextEncoder().encode(`taoctl devnet ${role}`)))
}

/** Deriving keys is loaded only for names whose addresses are not known beforehand. */
async function addresses(keys: readonly KeyName[]): Promise<(key: KeyName) => Account> {
  const known = new Map<KeyName, Account>(knownAddresses)
  const missing = keys.filter(key => !known.has(key))
  if (missing.length > 0) {
    const { developmentKey } = await import('./wallet-keys.ts')
    for (const key of missing) known.set(key, developmentKey(key).address)
  }
  return key => known.get(key) ?? ''
}
