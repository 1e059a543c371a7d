import type { Address } from '../chain/address.ts'
import type { Call } from '../chain/calls.ts'
import { type Composer, type Unsigned, unsignedBytes } from '../chain/extrinsic.ts'
import type { MetadataDigest } from '../chain/metadata-hash.ts'
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
 * Plans at the best block of now, and prices the transaction. Everything is read anew each time but the digest of the
 * metadata, which is asked for while the plan is read.
 * @throws whatever keeps the trade from going ahead, E_FEE last
 */
export async function prepare(
  chain: Chain,
  composer: Composer,
  verb: Verb,
  { coldkey, era }: { readonly coldkey: Address; readonly era: number },
  digest: () => Promise<MetadataDigest | undefined>,
): Promise<Prepared> {
  const view = await chain.head()
  const asked = Promise.all([chain.nextNonce(coldkey), digest()])
  const compose = async (call: Call) => {
    const [nonce, metadata] = await asked
    return composer.compose(call, { signer: coldkey, nonce, era, block: view.block, digest: metadata })
  }
  const feeOf = async (call: Call) => view.transactionFee(unsignedBytes(await compose(call)))
  const { runtime } = chain
  const [plan, free] = await Promise.all([
    verb.plan({ view, coldkey, runtime, feeOf }),
    view.free(coldkey),
    asked,
  ])
  const unsigned = await compose(plan.call)
  const transactionFee = await view.transactionFee(unsignedBytes(unsigned))
  requireFee(free, transactionFee, view.existentialDeposit())
  return { view, plan: { ...plan, transactionFee }, unsigned }
}
