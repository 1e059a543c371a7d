import { type Balance, type SomeAlpha, type Tao, tao } from '../../balance/index.ts'
import { balanceFromRao, raoOf } from '../../balance/wire.ts'
import { divide, min, toFixed, toWhole } from '../../pool/fixed.ts'
import { spotPrice } from '../../pool/price.ts'
import type { Market } from '../../pool/types.ts'
import type { Reader } from '../reader.ts'
import { RefusedTrade, refused, unpaid } from './error.ts'
import { sellForFee } from './modelled.ts'
import { probe, readPools, reproduces } from './probe.ts'
import { ROOT } from './raw-trade.ts'
import { startSampler } from './sampled.ts'
import { explained, startBooks } from './series.ts'
import type { AlphaFeeQuote } from './types.ts'

const UNIT = 1_000_000_000n
const WHAT = 'the sale that pays the transaction fee'

/**
 * The sale that pays a fee from the position a call takes stake from, of which `position` is neither locked nor
 * collateral: the fee at the spot price, or all of the position
 * where that comes to nothing; no swap fee, no lowest price. The chain takes it when TAO does not do, of calls outside
 * batches and proxies: `remove_stake` and its kin, `move_stake`, `transfer_stake`, `swap_stake` and their kin, `unstake_all`
 * with stake on one subnet alone, `recycle_alpha` and `burn_alpha`.
 * Source: opentensor/subtensor@14bc6f9f pallets/transaction-fee/src/lib.rs:135-205, 253-320, pallets/swap/src/pallet/impls.rs:428
 * An account that holds less TAO than the existential deposit can sign nothing: runtime/src/check_nonce.rs:95.
 * @throws E_QUOTE
 */
export async function quoteAlphaFee(
  reader: Reader,
  fee: Balance<Tao>,
  position: Balance<SomeAlpha>,
  free?: Balance<Tao>,
): Promise<AlphaFeeQuote> {
  const { netuid } = position.unit
  if (free && raoOf(free) < (reader.constant('Balances', 'ExistentialDeposit') as bigint)) {
    const why = 'an account without TAO does not exist for the chain and can pay no fee'
    throw refused(reader, WHAT, new RefusedTrade(unpaid, why))
  }
  const [rao, stake] = [raoOf(fee), raoOf(position)]
  const pools = readPools(reader, netuid === ROOT ? [] : [netuid])
  const facts = await pools
  const pool = facts.get(netuid)
  const market: Market | undefined = netuid === ROOT ? 'root' : pool?.market
  const known = market !== undefined && reproduces(facts, [])
  const wanted = known ? alphaFor(market, rao) : (rao * UNIT) / (pool?.price || 1n)
  if (stake < wanted) {
    const why = `it takes ${wanted} rao of alpha, more than may leave the position`
    throw refused(reader, WHAT, new RefusedTrade(unpaid, why))
  }
  const sold = min(wanted || stake, stake)
  const trade = { origin: netuid, destination: undefined, amount: sold }
  const { out } = await probe(reader, trade, { deposit: 0n }, undefined, pools)
  const answer = (brings: bigint, exact: boolean): AlphaFeeQuote => ({
    sold: balanceFromRao(sold, position.unit),
    tao: balanceFromRao(brings, tao),
    exact,
  })
  if (known && (out === undefined || reproduces(facts, [out]))) {
    const entry = explained(reader, WHAT, () => sellForFee(startBooks(facts, undefined), netuid, sold))
    return answer(entry.quote.tao, true)
  }
  const range = { least: sold, mid: sold, most: sold }
  const brings = await startSampler(reader, facts, undefined).sellForFee(netuid, range)
  return answer(brings.mid, false)
}

/** Unit: alpha rao. Rounds down. */
function alphaFor(market: Market, fee: bigint): bigint {
  return typeof market === 'string' ? fee : toWhole(divide(toFixed(fee), spotPrice(market)))
}
