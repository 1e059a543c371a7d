import type { Address } from '../chain/address.ts'
import { type Composer, type Unsigned, unsignedBytes } from '../chain/extrinsic.ts'
import type { Chain, ChainView } from '../chain/types.ts'
import { requireFee } from '../plan/checks.ts'
import type { PricedPlan } from '../plan/plan.ts'
import type { Verb } from './verb.ts'

/** A plan at one block, and the extrinsic that would carry it out. */
export interface Prepared {
  readonly view: ChainView
  readonly plan: PricedPlan
  readonly unsigned: Unsigned
}

/**
 * Plans at the best block of now, and prices the transaction. Everything is read anew each time.
 * @throws whatever keeps the trade from going ahead, E_FEE last
 */
export async function prepare(
  chain: Chain,
  composer: Composer,
  verb: Verb,
  { coldkey, era }: { readonly coldkey: Address; readonly era: number },
): Promise<Prepared> {
  const view = await chain.head()
  const [plan, free, nonce] = await Promise.all([
    verb.plan(view, coldkey),
    view.free(coldkey),
    chain.nextNonce(coldkey),
  ])
  const unsigned = composer.compose(plan.call, { signer: coldkey, nonce, era, block: view.block })
  const transactionFee = await view.transactionFee(unsignedBytes(unsigned))
  requireFee(free, transactionFee, view.existentialDeposit())
  return { view, plan: { ...plan, transactionFee }, unsigned }
}
