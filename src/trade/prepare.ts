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

/** Who trades what, and what makes extrinsics of it. */
export interface Trader {
  readonly composer: Composer
  readonly verb: Verb
  readonly coldkey: Address
  readonly era: number
}

/** What an extrinsic takes from the account and the runtime. */
interface Terms {
  readonly nonce: number
  readonly digest: MetadataDigest | undefined
}

/**
 * Plans at the best block of now, and prices the transaction. Everything is read anew each time but the digest of the
 * metadata, which is asked for while the plan is read.
 * @throws whatever keeps the trade from going ahead, E_FEE last
 */
export async function prepare(
  chain: Chain,
  trader: Trader,
  digest: () => Promise<MetadataDigest | undefined>,
): Promise<Prepared> {
  const view = await chain.head()
  const terms = Promise.all([chain.nextNonce(trader.coldkey), digest()])
  return planAt(
    { view, runtime: chain.runtime },
    trader,
    terms.then(([nonce, known]) => ({ nonce, digest: known })),
  )
}

/** The same at a given block. */
export async function planAt(
  { view, runtime }: { readonly view: ChainView; readonly runtime: Chain['runtime'] },
  { composer, verb, coldkey, era }: Trader,
  terms: Promise<Terms>,
): Promise<Prepared> {
  const compose = async (call: Call) =>
    composer.compose(call, { signer: coldkey, era, block: view.block, ...(await terms) })
  const feeOf = async (call: Call) => view.transactionFee(unsignedBytes(await compose(call)))
  const [plan, free] = await Promise.all([
    verb.plan({ view, coldkey, runtime, feeOf }),
    view.free(coldkey),
    terms,
  ])
  const unsigned = await compose(plan.call)
  const transactionFee = await view.transactionFee(unsignedBytes(unsigned))
  requireFee(free, transactionFee, view.existentialDeposit())
  return { view, plan: { ...plan, transactionFee }, unsigned }
}
