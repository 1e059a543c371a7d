import type { Alpha, Balance, Netuid, Price, SomeAlpha, SubnetKey, Tao, Unit } from '../../balance/index.ts'

/** One pass through a pool, or a change at one to one on root. */
export interface Leg {
  readonly netuid: number
  readonly side: 'sell' | 'buy'
  /** What goes in, fee included. */
  readonly paid: Balance<Tao> | Balance<SomeAlpha>
  readonly received: Balance<Tao> | Balance<SomeAlpha>
  /** Swap fee in the unit of what is paid. */
  readonly fee: Balance<Tao> | Balance<SomeAlpha>
  /** At which the fee is taken, of 65,535: 0 where the leg passes without one, null where an older record does not say. */
  readonly feeRate: number | null
  /** TAO per alpha before the leg. */
  readonly priceBefore: string
  /** TAO per alpha after it, the sale of its fee included; null where only the runtime knows the pool's curve. */
  readonly priceAfter: string | null
  /** How much worse than that price the leg pays, fee included, in percent. */
  readonly impactPercent: string
}

/** What a trade brings, promised at one block. `S` is what is sold, `B` what is bought. */
export interface TradeQuote<S extends Unit, B extends Unit> {
  /** What leaves: less than asked for only where the pool's price reaches the chain's own lowest. */
  readonly sold: Balance<S>
  readonly bought: Balance<B>
  /** TAO in between, or on the TAO side; what minimums are checked against. */
  readonly tao: Balance<Tao>
  /** TAO that stays free to keep the account alive: of the proceeds, or of what was to be added. */
  readonly heldBack: Balance<Tao>
  readonly legs: readonly Leg[]
  /** Whether received equals quoted to the rao on unchanged state. */
  readonly exact: boolean
  /** How far received may lie from quoted on unchanged state, either way; zero where exact. */
  readonly bound: Balance<B>
}

export type SwapQuote<O extends SubnetKey, D extends SubnetKey> = TradeQuote<Alpha<O>, Alpha<D>>

export type AddQuote<D extends SubnetKey> = TradeQuote<Tao, Alpha<D>>

export type RemoveQuote<O extends SubnetKey> = TradeQuote<Alpha<O>, Tao>

/** What a quote depends on beside the pools. */
export interface QuoteContext {
  /**
   * Free TAO of the coldkey that receives the proceeds or pays, the transaction fee already taken. Below the existential
   * deposit, part of a trade is held back. Without it the account is taken to have enough.
   */
  readonly free?: Balance<Tao>
  /** Proceeds below this are not staked again: the minimum stake, unless a transfer has another. */
  readonly least?: Balance<Tao>
  /** The sale that pays the transaction fee before the trades run. */
  readonly alphaFee?: AlphaFeeQuote
}

/** A transaction fee taken in alpha: sold to the block author, without a swap fee, before the call runs. */
export interface AlphaFeeQuote {
  readonly sold: Balance<SomeAlpha>
  /** What the author gets. */
  readonly tao: Balance<Tao>
  readonly exact: boolean
}

export interface QuoteReads {
  spotPrice<S extends SubnetKey>(netuid: Netuid<S>): Promise<Price<Alpha<S>, Tao>>
  /** What all of an amount would bring in TAO, fee and impact in. */
  exitValue<S extends SubnetKey>(amount: Balance<Alpha<S>>): Promise<Balance<Tao>>
  /**
   * Across subnets. Where the proceeds are below the minimum, nothing is bought: check `tao` against `minimumStake`.
   * @throws E_QUOTE where the chain would refuse
   */
  quoteSwap<O extends SubnetKey, D extends SubnetKey>(
    from: Netuid<O>,
    to: Netuid<D>,
    sell: Balance<Alpha<NoInfer<O>>>,
    context?: QuoteContext,
  ): Promise<SwapQuote<O, D>>
  /** From hotkey to hotkey, or coldkey to coldkey, within one subnet: no pool, no fee. `tao` is what it is worth. */
  quoteWithin<O extends SubnetKey, D extends SubnetKey>(
    from: Netuid<O>,
    to: Netuid<D>,
    amount: Balance<Alpha<NoInfer<O>>>,
    context?: Pick<QuoteContext, 'alphaFee'>,
  ): Promise<SwapQuote<O, D>>
  /** TAO to alpha. @throws E_QUOTE where the chain would refuse, E_BELOW_MINIMUM */
  quoteAdd<D extends SubnetKey>(
    to: Netuid<D>,
    pay: Balance<Tao>,
    context?: QuoteContext,
  ): Promise<AddQuote<D>>
  /**
   * Alpha to TAO. `partial` says that stake stays behind on the position: then the proceeds must reach the minimum.
   * @throws E_QUOTE where the chain would refuse, E_BELOW_MINIMUM
   */
  quoteRemove<O extends SubnetKey>(
    from: Netuid<O>,
    sell: Balance<Alpha<NoInfer<O>>>,
    context?: QuoteContext & { readonly partial?: boolean },
  ): Promise<RemoveQuote<O>>
  /**
   * The sale that pays a fee from the position a call takes stake from, where `free` TAO cannot. Take no more from the
   * position than is left: what shares round may be 1 rao less.
   * @throws E_QUOTE where the chain would refuse
   */
  quoteAlphaFee(fee: Balance<Tao>, position: Balance<SomeAlpha>, free?: Balance<Tao>): Promise<AlphaFeeQuote>
  /** TAO a cross-subnet trade must exceed in between. */
  minimumStake(): Balance<Tao>
  /** Least worth of stake that changes hands or hotkey within a subnet, or coldkey across subnets. */
  minimumTransfer(): Balance<Tao>
}

/** A trade across subnets to be quoted among others. */
export interface SwapTrade {
  readonly origin: Netuid<'origin'>
  readonly destination: Netuid<'destination'>
  readonly amount: Balance<Alpha<'origin'>>
}

/** A removal to be quoted among others. */
export interface RemoveTrade {
  readonly origin: Netuid<'origin'>
  readonly amount: Balance<Alpha<'origin'>>
  /** Whether stake stays behind on the position: then the proceeds must reach the minimum. */
  readonly partial?: boolean
}

/** An addition to be quoted among others. */
export interface AddTrade {
  readonly destination: Netuid<'destination'>
  readonly amount: Balance<Tao>
}

/** A trade to be quoted among others. No origin is TAO, no destination is TAO. */
export type SeriesTrade = SwapTrade | RemoveTrade | AddTrade

/** The quote of a trade of a series. */
export type QuoteOf<T extends SeriesTrade> = T extends SwapTrade
  ? SwapQuote<'origin', 'destination'>
  : T extends RemoveTrade
    ? RemoveQuote<'origin'>
    : AddQuote<'destination'>

export interface SeriesReads {
  /** Quotes of trades that run one after the other in one extrinsic, each on what the ones before left. */
  quoteSeries<T extends SeriesTrade>(
    trades: readonly T[],
    context?: QuoteContext,
  ): Promise<readonly QuoteOf<T>[]>
}
