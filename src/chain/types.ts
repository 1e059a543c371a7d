import type { Alpha, Balance, Netuid, Price, SomeAlpha, SubnetKey, Tao, Unit } from '../balance/index.ts'
import type { Market } from '../pool/types.ts'
import type { Hex, Runtime } from '../scale/runtime.ts'
import type { Address } from './address.ts'
import type { MetadataDigest } from './metadata/hash.ts'
import type { Network } from './network/network.ts'
import type { ClaimReads } from './read/claims.ts'
import type { RuleReads } from './read/rules.ts'
import type { ShareReads } from './read/shares.ts'
import type { SubnetDetail } from './read/subnet-detail.ts'
import type { ValidatorReads } from './read/validators.ts'
import type { Load, RoomReads } from './room.ts'
import type { Rpc } from './rpc/rpc.ts'

/** A connection to one chain whose identity was checked. */
export interface Chain {
  readonly network: Network
  readonly genesis: Hex
  readonly specVersion: number
  readonly transactionVersion: number
  /** Whether the genesis carries the mark of our development chain. */
  readonly isDevelopment: boolean
  readonly runtime: Runtime
  /** The metadata as a node served it. */
  readonly metadata: Uint8Array
  /** URL of the endpoint that served it; null where it was kept from an earlier run. */
  readonly servedBy: string | null
  /** Digest of the metadata (RFC-0078), computed once. @throws E_ENDPOINT for bytes that have none */
  digest(): Promise<MetadataDigest>
  readonly rpc: Rpc
  /** A view of the best block as of when the connection was made, for commands that read once. */
  readonly opening: ChainView
  /** A view of the best block as of now. */
  head(): Promise<ChainView>
  /**
   * From now on the chain may be upgraded behind this connection: an endpoint connected to again is taken whatever it
   * runs. For whoever reads blocks by the runtime each of them had, as after sending; `head` goes on refusing another.
   */
  followUpgrades(): void
  /** Nonce of the next extrinsic of an account, those waiting in the node's pool counted. */
  nextNonce(account: Address): Promise<number>
  close(): void
}

export interface BlockId {
  readonly number: number
  readonly hash: Hex
}

/** Every read of a plan comes from one view, which is one block. */
export interface ChainView
  extends AccountReads,
    StakeReads,
    ClaimReads,
    SubnetReads,
    QuoteReads,
    MarketReads,
    RuleReads,
    ShareReads,
    SeriesReads,
    FeeReads,
    RoomReads,
    TimeReads,
    ValidatorReads {
  readonly block: BlockId
}

/** What a runtime can be asked, at one block. */
export interface Reader {
  api(api: string, method: string, args: readonly unknown[]): Promise<unknown>
  storage(pallet: string, item: string, args: readonly unknown[]): Promise<unknown>
  constant(pallet: string, name: string): unknown
  /** Raw state_call, for arguments the metadata types do not cover. */
  call(method: string, args: Uint8Array): Promise<Hex>
  readonly runtime: Runtime
}

export interface AccountReads {
  /** Free TAO of an account. */
  free(account: Address): Promise<Balance<Tao>>
  /** What must stay in an account: the existential deposit. */
  /** Its transactions executed up to the block. */
  nonce(account: Address): Promise<number>
  existentialDeposit(): Balance<Tao>
}

/** Stake of a coldkey on a hotkey of a subnet the compiler does not know. */
export interface Position {
  readonly coldkey: Address
  readonly hotkey: Address
  readonly netuid: number
  readonly stake: Balance<SomeAlpha>
  readonly registered: boolean
}

/** What of a coldkey's stake on a subnet may leave it, over all hotkeys. */
export interface Availability {
  readonly available: Balance<SomeAlpha>
  readonly locked: Balance<SomeAlpha>
}

export interface StakeReads {
  /** By netuid; empty where the runtime cannot tell. */
  availability(coldkey: Address): Promise<ReadonlyMap<number, Availability>>
  positions(coldkey: Address): Promise<readonly Position[]>
  /** Stake of one position; zero where there is none. */
  stake<S extends SubnetKey>(of: {
    readonly coldkey: Address
    readonly hotkey: Address
    readonly netuid: Netuid<S>
  }): Promise<Balance<Alpha<S>>>
  /** What of one position is neither locked nor a miner's collateral. */
  unbound<S extends SubnetKey>(of: {
    readonly coldkey: Address
    readonly hotkey: Address
    readonly netuid: Netuid<S>
  }): Promise<Balance<Alpha<S>>>
}

export interface Subnet {
  readonly netuid: number
  readonly name: string
  readonly symbol: string
}

export interface SubnetReads {
  /** Every subnet with what there is to know of it, in the chain's order. */
  subnetDetails(): Promise<readonly SubnetDetail[]>
  subnets(): Promise<readonly Subnet[]>
  /** Whether trading has started (SubtokenEnabled); undefined where the runtime has no such switch. */
  started(netuid: number): Promise<boolean | undefined>
}

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

export interface MarketReads {
  /**
   * Subnets as the pool model takes them, by netuid: reserves, weight or ellipse, fee rate, alpha issued. A pool whose curve this
   * runtime does not tell is missing.
   */
  markets(netuids: readonly number[]): Promise<ReadonlyMap<number, Market>>
}

export interface FeeReads {
  /** What an encoded extrinsic takes of a block, as the runtime announces it. */
  load(extrinsic: Uint8Array): Promise<Load>
  /** Transaction fee of an encoded extrinsic (with a signature of the right length). */
  transactionFee(extrinsic: Uint8Array): Promise<Balance<Tao>>
}

export interface TimeReads {
  /** When the block was made. Milliseconds since the epoch; 0 before the first block with a time. */
  time(): Promise<bigint>
}
