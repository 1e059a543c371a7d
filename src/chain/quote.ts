import {
  type Alpha,
  alphaOf,
  type Balance,
  type Netuid,
  type Price,
  type SubnetKey,
  type Tao,
  tao,
  zero,
} from '../balance/index.ts'
import { balanceFromRao, priceFromWire, raoOf } from '../balance/wire.ts'
import { CliError } from '../errors/cli-error.ts'
import { grossFor } from '../pool/fee.ts'
import { MIN_STAKE } from '../pool/transition.ts'
import { purchase, sale } from './leg.ts'
import type { QuoteReads, Reader } from './types.ts'

/** SwapRuntimeApi's answer; the amount of the side paid in is net of fee. */
interface SimSwapResult {
  readonly tao_amount: bigint
  readonly alpha_amount: bigint
  readonly tao_fee: bigint
  readonly alpha_fee: bigint
}

const ROOT = 0

/**
 * Quotes as the chain executes: the swap fee once (origin leg; destination leg when the origin is root), root one
 * to one. Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/move_stake.rs:347-386
 */
export function quoteReads(reader: Reader): QuoteReads {
  const price = async <S extends SubnetKey>(netuid: Netuid<S>): Promise<Price<Alpha<S>, Tao>> => {
    const rao = await reader.api('SwapRuntimeApi', 'current_alpha_price', [netuid])
    return priceFromWire(rao as bigint, alphaOf(netuid), tao)
  }

  const simulate = async (side: 'sell' | 'buy', netuid: number, amount: bigint): Promise<SimSwapResult> => {
    const method = side === 'sell' ? 'sim_swap_alpha_for_tao' : 'sim_swap_tao_for_alpha'
    const result = (await reader.api('SwapRuntimeApi', method, [netuid, amount])) as SimSwapResult
    // The runtime answers a failed simulation with zeros. Source: runtime/src/lib.rs:2651-2729
    if (result.tao_amount === 0n || result.alpha_amount === 0n) {
      throw new CliError('E_QUOTE', {
        what: `a ${side === 'sell' ? 'sale' : 'purchase'} on subnet ${netuid}`,
      })
    }
    return result
  }

  const sell = async <S extends SubnetKey>(netuid: Netuid<S>, amount: Balance<Alpha<S>>) => {
    if (netuid === ROOT) return { received: balanceFromRao(raoOf(amount), tao), legs: [] }
    const [before, result] = await Promise.all([price(netuid), simulate('sell', netuid, raoOf(amount))])
    const received = balanceFromRao(result.tao_amount, tao)
    const fee = balanceFromRao(result.alpha_fee, amount.unit)
    return { received, legs: [sale(amount, received, fee, before)] }
  }

  const buy = async <S extends SubnetKey>(netuid: Netuid<S>, paid: Balance<Tao>, feeDropped: boolean) => {
    if (netuid === ROOT) return { received: balanceFromRao(raoOf(paid), alphaOf(netuid)), legs: [] }
    const simulation = feeDropped
      ? simulateFeeFree(netuid, raoOf(paid))
      : simulate('buy', netuid, raoOf(paid))
    const [before, result] = await Promise.all([price(netuid), simulation])
    const received = balanceFromRao(result.alpha_amount, alphaOf(netuid))
    const fee = feeDropped ? zero(tao) : balanceFromRao(result.tao_fee, tao)
    return { received, legs: [purchase(paid, received, fee, before)] }
  }

  /** sim_swap always charges the fee; a gross amount whose net is `net` shows what the fee-free leg brings. */
  const simulateFeeFree = async (netuid: number, net: bigint): Promise<SimSwapResult> => {
    const rate = (await reader.storage('Swap', 'FeeRate', [netuid])) as number
    const result = await simulate('buy', netuid, grossFor(net, rate))
    if (result.tao_amount === net) return result
    if (result.tao_fee === 0n) return simulate('buy', netuid, net) // it trades one to one
    throw new CliError('E_QUOTE', { what: `subnet ${netuid}, whose fee does not follow its rate` })
  }

  return {
    spotPrice: price,
    async exitValue(amount) {
      return (await sell(amount.unit.netuid, amount)).received
    },
    async quoteSwap(from, to, amount) {
      const out = await sell(from, amount)
      const into = await buy(to, out.received, from !== ROOT)
      return {
        sold: amount,
        bought: into.received,
        tao: out.received,
        legs: [...out.legs, ...into.legs],
        exact: true,
      }
    },
    // Runtimes that do not publish the minimum have the one that became the constant.
    minimumStake: () => {
      const published = reader.runtime.constant('SubtensorModule', 'InitialMinStake') as bigint | undefined
      return balanceFromRao(published ?? MIN_STAKE, tao)
    },
  }
}
