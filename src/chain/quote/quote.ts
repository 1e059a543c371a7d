import {
  type Alpha,
  alphaOf,
  type Balance,
  type Netuid,
  narrow,
  type Price,
  type SubnetKey,
  type Tao,
  tao,
  type Unit,
  widen,
  zero,
} from '../../balance/index.ts'
import { balanceFromRao, priceFromWire, raoOf } from '../../balance/wire.ts'
import { CliError } from '../../errors/cli-error.ts'
import type { Reader } from '../reader.ts'
import { quoteAlphaFee } from './alpha-fee.ts'
import { ROOT } from './raw-trade.ts'
import { quoteTrades, withUnits } from './series.ts'
import { simulateSale } from './simulate.ts'
import { minimumStake, minimumTransfer } from './terms.ts'
import type { QuoteContext, QuoteReads, TradeQuote } from './types.ts'
import { worthOf } from './worth.ts'

/**
 * Quotes as the chain executes: the swap fee once (origin leg; destination leg when the origin is root), root one
 * to one. Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/move_stake.rs:347-386
 */
export function quoteReads(reader: Reader): QuoteReads {
  const price = async <S extends SubnetKey>(netuid: Netuid<S>): Promise<Price<Alpha<S>, Tao>> => {
    const rao = await reader.api('SwapRuntimeApi', 'current_alpha_price', [netuid])
    return priceFromWire(rao as bigint, alphaOf(netuid), tao)
  }

  const quote = async <S extends Unit, B extends Unit>(
    sell: Balance<S>,
    bought: B,
    context: (QuoteContext & { readonly partial?: boolean }) | undefined,
  ): Promise<TradeQuote<S, B>> => {
    const ends = { origin: netuidOf(sell.unit), destination: netuidOf(bought) }
    const trade = { ...ends, amount: raoOf(sell), partial: context?.partial === true }
    const [raw] = await quoteTrades(reader, [trade], context)
    if (!raw) throw new Error('a trade without its quote')
    return withUnits(raw, sell.unit, bought)
  }

  return {
    spotPrice: price,
    async exitValue(amount) {
      const { netuid } = amount.unit
      if (netuid === ROOT) return balanceFromRao(raoOf(amount), tao)
      const { paidIn, out } = await simulateSale(reader, netuid, raoOf(amount))
      if (paidIn === 0n) throw new CliError('E_QUOTE', { what: `a sale on subnet ${netuid}` })
      return balanceFromRao(out, tao)
    },
    quoteSwap: (_from, to, sell, context) => quote(sell, alphaOf(to), context),
    quoteAdd: (to, pay, context) => quote(pay, alphaOf(to), context),
    quoteRemove: (_from, sell, context) => quote(sell, tao, context),
    async quoteWithin(_from, to, amount, context) {
      const { netuid } = amount.unit
      return {
        sold: amount,
        bought: narrow(widen(amount), to),
        tao: balanceFromRao(await worthOf(reader, netuid, raoOf(amount), context?.alphaFee), tao),
        heldBack: zero(tao),
        legs: [],
        exact: true,
        bound: zero(alphaOf(to)),
      }
    },
    quoteAlphaFee: (fee, position, free) => quoteAlphaFee(reader, fee, position, free),
    minimumStake: () => balanceFromRao(minimumStake(reader), tao),
    minimumTransfer: () => balanceFromRao(minimumTransfer(reader), tao),
  }
}

const netuidOf = (unit: Unit) => (unit.kind === 'tao' ? undefined : unit.netuid)
