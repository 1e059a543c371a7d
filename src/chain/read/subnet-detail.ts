import type { Balance, SomeAlpha, Tao } from '../../balance/index.ts'
import type { Address } from '../address.ts'
import type { Subnet } from '../types.ts'

/** What a subnet's chain storage says of it. Prices are decimal text, TAO per alpha. */
export interface SubnetDetail extends Subnet {
  readonly price: string
  /** The price smoothed over time. */
  readonly movingPrice: string
  /** Reserves of the pool. */
  readonly taoIn: Balance<Tao>
  readonly alphaIn: Balance<SomeAlpha>
  /** Alpha that stakers hold. */
  readonly alphaOut: Balance<SomeAlpha>
  /** All TAO ever traded, in rao: more than an amount can hold. */
  readonly volumeRao: string
  /** False where it trades one to one. */
  readonly hasPool: boolean
  /** Swap fee, of 65,535. */
  readonly feeRate: number
  /** Weight of the TAO side as decimal text; null where there is none, or it cannot be read. */
  readonly taoWeight: string | null
  /** Blocks between two epochs. */
  readonly tempo: number
  /** Null where the runtime has no such switch. */
  readonly started: boolean | null
  readonly owner: Address
  readonly ownerHotkey: Address
}
