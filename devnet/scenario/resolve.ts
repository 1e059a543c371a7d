import { getSs58AddressInfo } from '@polkadot-api/substrate-bindings'
import { balance } from './amount.ts'
import { resolvePositions } from './positions.ts'
import { type Complain, complainAbout, refuseRepeats } from './problem.ts'
import type { ResolvedScenario } from './resolved.ts'
import type { Scenario } from './schema.ts'
import { resolveSubnet } from './subnet.ts'
import { parseTime } from './time.ts'
import { refuseOverflow } from './totals.ts'
import { resolveColdkeySwaps, resolveHotkeys, resolveIdentities, resolveWallets } from './wallets.ts'

const defaultTime = '2026-01-01T00:00:00Z'

/** Holds a scenario of the right shape to everything else. @throws E_SCENARIO naming the place and the reason */
export function resolveScenario(scenario: Scenario, source: string): ResolvedScenario {
  const complain: Complain = complainAbout(source)
  const timestamp = parseTime(scenario.genesisTime ?? defaultTime)
  if (timestamp === undefined) complain('genesisTime', 'not a time such as 2026-01-01T00:00:00Z')

  const subnets = scenario.subnets.map((subnet, i) => resolveSubnet(subnet, `subnets[${i}]`, complain))
  const netuids = subnets.map(subnet => subnet.netuid)
  refuseRepeats(netuids, i => `subnets[${i}].netuid`, complain)

  const wallets = resolveWallets(scenario, complain)
  const identities = resolveIdentities(scenario, complain)
  const hotkeys = resolveHotkeys(scenario, netuids, complain)
  const accounts = resolveAccounts(scenario, complain)
  const positions = resolvePositions(scenario, { wallets, hotkeys, netuids }, complain)

  const coldkeySwaps = resolveColdkeySwaps(scenario)
  const holders = { wallets, identities, coldkeySwaps, accounts, hotkeys }
  const resolved: ResolvedScenario = { timestamp, ...holders, subnets, positions }
  refuseOverflow(resolved, complain)
  return resolved
}

function resolveAccounts(scenario: Scenario, complain: Complain): ResolvedScenario['accounts'] {
  const accounts = (scenario.accounts ?? []).map(({ address, free }, i) => {
    const info = getSs58AddressInfo(address)
    if (!info.isValid || info.ss58Format !== 42)
      complain(`accounts[${i}].address`, 'not an SS58 address of prefix 42')
    return { address, free: balance(free, `accounts[${i}].free`, complain) }
  })
  const addresses = accounts.map(entry => entry.address)
  refuseRepeats(addresses, i => `accounts[${i}].address`, complain)
  return accounts
}
