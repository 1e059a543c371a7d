import type { Account } from '../types.ts'
import { defineItem } from './item.ts'
import { zeroAccount } from './subtensor.ts'

/** Names and links a subnet owner published. All fields are UTF-8 bytes. */
export interface SubnetIdentity {
  readonly subnet_name: Uint8Array
  readonly github_repo: Uint8Array
  readonly subnet_contact: Uint8Array
  readonly subnet_url: Uint8Array
  readonly discord: Uint8Array
  readonly description: Uint8Array
  readonly logo_url: Uint8Array
  readonly additional: Uint8Array
}

const pallet = 'SubtensorModule'
const tau = new TextEncoder().encode('𝜏')

/** Items of a subnet. Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/lib.rs:1332-2416. */
export const networksAdded = defineItem<[netuid: number], boolean>(pallet, 'NetworksAdded', false)
export const networkRegisteredAt = defineItem<[netuid: number], bigint>(pallet, 'NetworkRegisteredAt', 0n)
export const subnetOwner = defineItem<[netuid: number], Account>(pallet, 'SubnetOwner', zeroAccount)
export const subnetOwnerHotkey = defineItem<[netuid: number], Account>(
  pallet,
  'SubnetOwnerHotkey',
  zeroAccount,
)
export const totalNetworks = defineItem<[], number>(pallet, 'TotalNetworks', 0)
/** First block whose emission reaches the subnet; set when trading starts. */
export const firstEmissionBlockNumber = defineItem<[netuid: number], bigint | undefined>(
  pallet,
  'FirstEmissionBlockNumber',
  undefined,
)
/** 1 dynamic (a pool), 0 stable (1:1). */
export const subnetMechanism = defineItem<[netuid: number], number>(pallet, 'SubnetMechanism', 0)
export const tokenSymbol = defineItem<[netuid: number], Uint8Array>(pallet, 'TokenSymbol', tau)
export const tempo = defineItem<[netuid: number], number>(pallet, 'Tempo', 360)
/** Trading has started. */
export const subtokenEnabled = defineItem<[netuid: number], boolean>(pallet, 'SubtokenEnabled', false)
/** Stake of this subnet may go to another coldkey. */
export const transferToggle = defineItem<[netuid: number], boolean>(pallet, 'TransferToggle', true)
export const subnetIdentities = defineItem<[netuid: number], SubnetIdentity | undefined>(
  pallet,
  'SubnetIdentitiesV3',
  undefined,
)
/** TAO reserve. Unit: rao. */
export const subnetTao = defineItem<[netuid: number], bigint>(pallet, 'SubnetTAO', 0n)
/** Alpha reserve of the pool. Unit: alpha rao. */
export const subnetAlphaIn = defineItem<[netuid: number], bigint>(pallet, 'SubnetAlphaIn', 0n)
/** Alpha held by stakers. Unit: alpha rao. */
export const subnetAlphaOut = defineItem<[netuid: number], bigint>(pallet, 'SubnetAlphaOut', 0n)
/** All TAO ever traded. Unit: rao. */
export const subnetVolume = defineItem<[netuid: number], bigint>(pallet, 'SubnetVolume', 0n)
/** Moving price as I96F32 bits. */
export const subnetMovingPrice = defineItem<[netuid: number], bigint>(pallet, 'SubnetMovingPrice', 0n)

/** Swap fee, of 65,535. Source, also of the next two: opentensor/subtensor@14bc6f9f pallets/swap/src/pallet/mod.rs:89-114. */
export const feeRate = defineItem<[netuid: number], number>('Swap', 'FeeRate', 33)
/** Weight of the TAO side, of 1e18. */
export const swapBalancer = defineItem<[netuid: number], bigint>(
  'Swap',
  'SwapBalancer',
  500_000_000_000_000_000n,
)
export const palSwapInitialized = defineItem<[netuid: number], boolean>('Swap', 'PalSwapInitialized', false)

/** An ellipse as stored, in units of 2^-32 rao. */
export interface StoredEllipse {
  readonly alpha_scale: bigint
  readonly tao_scale: bigint
  readonly center_alpha: bigint
  readonly center_tao: bigint
}

/** The curve that replaces the balancer. Source: RaoFoundation/subtensor@61cafd40 pallets/swap/src/pallet/superellipse.rs */
export const swapSuperellipse = defineItem<[netuid: number], StoredEllipse | undefined>(
  'Swap',
  'SwapSuperellipse',
  undefined,
)
