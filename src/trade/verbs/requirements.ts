import type { Address } from '../../chain/address.ts'
import type { RuleReads } from '../../chain/read/rules.ts'
import type { SubnetReads } from '../../chain/read/subnet.ts'
import { CliError } from '../../errors/cli-error.ts'

/** Refuses a coldkey that the chain lets do nothing, since it is being swapped. @throws E_COLDKEY_SWAP */
export async function requireAccount(view: Pick<RuleReads, 'coldkeySwap'>, coldkey: Address): Promise<void> {
  const swap = await view.coldkeySwap(coldkey)
  if (swap) throw new CliError('E_COLDKEY_SWAP', { coldkey, state: swap })
}

/** Refuses subnets that do not exist or have not started. @throws E_SUBNET_UNKNOWN, E_SUBNET_NOT_STARTED */
export async function requireSubnets(view: SubnetReads, netuids: readonly number[]): Promise<void> {
  const known = new Set((await view.subnets()).map(subnet => subnet.netuid))
  for (const netuid of netuids) if (!known.has(netuid)) throw new CliError('E_SUBNET_UNKNOWN', { netuid })
  for (const netuid of netuids) {
    if ((await view.started(netuid)) === false) throw new CliError('E_SUBNET_NOT_STARTED', { netuid })
  }
}
