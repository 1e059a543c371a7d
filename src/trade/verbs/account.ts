import type { Address } from '../../chain/address.ts'
import type { RuleReads } from '../../chain/read/rules.ts'
import { CliError } from '../../errors/cli-error.ts'

/** Refuses a coldkey that the chain lets do nothing, since it is being swapped. @throws E_COLDKEY_SWAP */
export async function requireAccount(view: Pick<RuleReads, 'coldkeySwap'>, coldkey: Address): Promise<void> {
  const swap = await view.coldkeySwap(coldkey)
  if (swap) throw new CliError('E_COLDKEY_SWAP', { coldkey, state: swap })
}
