import { netuidFrom, parseAlpha, parseTao } from '../../src/balance/index.ts'
import { raoOf } from '../../src/balance/wire.ts'
import type { GenesisSubnet } from '../types.ts'
import { parsed } from './amount.ts'
import type { Complain } from './problem.ts'
import type { Scenario } from './schema.ts'

/** A subnet with its numbers as integers; who owns it is not the scenario's to say. */
export type ResolvedSubnet = Omit<GenesisSubnet, 'owner' | 'ownerHotkey'>

/** Fills in what a subnet leaves out and parses the rest. `at` is its place in the scenario. */
export function resolveSubnet(
  subnet: Scenario['subnets'][number],
  at: string,
  complain: Complain,
): ResolvedSubnet {
  const { netuid, name, symbol } = subnet
  const mechanism = subnet.mechanism ?? (netuid === 0 ? 'stable' : 'dynamic')
  if (netuid === 0 && mechanism === 'dynamic') complain(`${at}.mechanism`, 'root has no pool')
  if (mechanism === 'dynamic' && (subnet.alphaIn === undefined || subnet.tao === undefined)) {
    complain(at, 'a pool needs alphaIn and tao')
  }
  const unit = netuidFrom(netuid, 'subnet')
  return {
    netuid,
    name,
    symbol,
    mechanism: mechanism === 'dynamic' ? 1 : 0,
    alphaIn: parsed(() => raoOf(parseAlpha(subnet.alphaIn ?? '0', unit)), `${at}.alphaIn`, complain),
    tao: parsed(() => raoOf(parseTao(subnet.tao ?? '0')), `${at}.tao`, complain),
    quoteWeight: quoteWeight(subnet.quoteWeight ?? '0.5', `${at}.quoteWeight`, complain),
    feeRate: subnet.feeRate ?? 33,
    started: subnet.started ?? true,
    transfers: subnet.transfers ?? true,
    tempo: subnet.tempo ?? 360,
  }
}

/** Of 1e18. Source of the bounds: opentensor/subtensor@14bc6f9f pallets/swap/src/pallet/balancer.rs. */
function quoteWeight(text: string, at: string, complain: Complain): bigint {
  const digits = /^0\.([0-9]{1,18})$/.exec(text)?.[1]
  const weight = digits === undefined ? 0n : BigInt(digits.padEnd(18, '0'))
  if (weight < 10n ** 16n || weight > 99n * 10n ** 16n) complain(at, 'not a weight from 0.01 to 0.99')
  return weight
}
