import { netuidFrom, tao, widen, zero } from '../../balance/index.ts'
import type { Address } from '../../chain/address.ts'
import type { Chain } from '../../chain/chain.ts'
import type { Call } from '../../chain/extrinsic/calls.ts'
import { type Composer, type Unsigned, unsignedBytes } from '../../chain/extrinsic/compose.ts'
import type { MetadataDigest } from '../../chain/metadata/hash.ts'
import { viewAfterFee } from '../../chain/quote/after-fee.ts'
import type { AlphaFeeQuote } from '../../chain/quote/types.ts'
import type { ChainView } from '../../chain/view.ts'
import { canPay, feeError, requireFee } from '../../plan/checks.ts'
import { feePayer } from '../../plan/fee-payer.ts'
import { holdingsAfter } from '../../plan/holdings.ts'
import type { PricedPlan, TradePlan } from '../../plan/plan.ts'
import type { Verb } from '../verb.ts'
import { readHoldings } from './holdings.ts'

/** A plan at one block, and the extrinsic that would carry it out. */
export interface Prepared {
  readonly view: ChainView
  readonly plan: PricedPlan
  readonly unsigned: Unsigned
  /** What was agreed to before it was made, and is kept in it. */
  readonly agreed: TradePlan | undefined
}

/** Who trades what, and what makes extrinsics of it. */
export interface Trader {
  readonly composer: Composer
  readonly verb: Verb
  readonly coldkey: Address
  readonly era: number
  /** Whether the fee may be taken from the position where free TAO cannot pay it. */
  readonly feeInAlpha: boolean
  /** Whether what the endpoint tells of pools may be believed for a floor that was typed. */
  readonly isTrusted: boolean
  /** The plan that was agreed to, if any: what it promised stays. */
  readonly agreed?: TradePlan | undefined
}

/** What an extrinsic takes from the account and the runtime. */
interface Terms {
  readonly nonce: number
  readonly digest: MetadataDigest | undefined
}

/**
 * Plans at the best block of now, and prices the transaction. Everything is read anew each time but the digest of the
 * metadata, which is asked for while the plan is read.
 * @throws whatever keeps the trade from going ahead, E_FEE last; E_QUOTE_WORSE where what was agreed to cannot be kept
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

/**
 * The same at a given block. A fee taken in alpha is sold before the call runs, so the plan is made for the block as that
 * sale leaves it.
 */
export async function planAt(
  { view, runtime }: { readonly view: ChainView; readonly runtime: Chain['runtime'] },
  { composer, verb, coldkey, era, feeInAlpha, agreed, isTrusted }: Trader,
  terms: Promise<Terms>,
): Promise<Prepared> {
  const compose = async (call: Call) =>
    composer.compose(call, { signer: coldkey, era, block: view.block, ...(await terms) })
  const feeOf = async (call: Call) => view.transactionFee(unsignedBytes(await compose(call)))
  const loadOf = async (call: Call) => view.load(unsignedBytes(await compose(call)))
  const planOn = async (at: ChainView, feeFirst?: AlphaFeeQuote['sold']) => {
    const desk = {
      view: at,
      coldkey,
      runtime,
      agreed,
      isTrusted,
      feeOf,
      loadOf,
      ...(feeFirst && { feeFirst }),
    }
    const plan = await verb.plan(desk)
    const unsigned = await compose(plan.call)
    const [fee, before] = await Promise.all([
      view.transactionFee(unsignedBytes(unsigned)),
      readHoldings(at, coldkey, plan.trades),
    ])
    return { plan, unsigned, fee, before }
  }
  const [{ plan, unsigned, fee, before }, free] = await Promise.all([planOn(view), view.free(coldkey), terms])
  const deposit = view.existentialDeposit()
  const payer = feePayer(plan)
  if (!feeInAlpha || canPay(free, fee, deposit)) {
    requireFee(free, fee, deposit, payer !== undefined)
    const after = holdingsAfter(before, plan.trades, fee)
    return { view, plan: { ...plan, transactionFee: fee, after }, unsigned, agreed }
  }
  if (!payer) throw feeError(free, fee, false)
  const unbound = widen(await view.unbound({ ...payer, netuid: netuidFrom(payer.netuid, 'payer') }))
  const alphaFee = await view.quoteAlphaFee(fee, unbound, free)
  const paid = await planOn(await viewAfterFee(view, alphaFee, payer), alphaFee.sold)
  const { sold, tao: brings } = alphaFee
  const none = zero(tao)
  const after = holdingsAfter(paid.before, paid.plan.trades, none)
  const priced = { ...paid.plan, transactionFee: none, alphaFee: { sold, tao: brings }, after }
  return { view, plan: priced, unsigned: paid.unsigned, agreed }
}
