import { ellipseOf } from '../../src/pool/ellipse.ts'
import { spotPrice } from '../../src/pool/price.ts'
import {
  burn,
  identities,
  isNetworkMember,
  keys,
  maxAllowedUids,
  subnetworkN,
} from '../state/registration.ts'
import type { State } from '../state/state.ts'
import {
  feeRate,
  firstEmissionBlockNumber,
  networksAdded,
  palSwapInitialized,
  subnetAlphaIn,
  subnetAlphaOut,
  subnetIdentities,
  subnetMechanism,
  subnetMovingPrice,
  subnetOwner,
  subnetOwnerHotkey,
  subnetTao,
  subtokenEnabled,
  swapBalancer,
  swapSuperellipse,
  tempo,
  tokenSymbol,
  totalNetworks,
  transferToggle,
} from '../state/subnet.ts'
import {
  coldkeySwapAnnouncements,
  coldkeySwapDisputes,
  delegates,
  ownedHotkeys,
  owner,
  subtensorIssuance,
  totalStake,
  uids,
} from '../state/subtensor.ts'
import { blockAuthor, now, totalIssuance } from '../state/system.ts'
import type { Genesis, GenesisSubnet } from '../types.ts'
import { existentialDeposit, freeBalance, mint } from './accounts.ts'
import { marketOf } from './staking/market.ts'
import { increaseStake, rememberHotkey } from './staking/shares.ts'
import { openSubnetAccount } from './staking/subnet-account.ts'
import { type BaseTerms, presentTerms } from './terms.ts'

/** What registering on a new subnet costs. Unit: rao. Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/lib.rs:374. */
const registrationCost = 1_000_000_000n

const text = (value: string) => new TextEncoder().encode(value)

/**
 * Writes a scenario into an empty state. Beyond what it says: the author owns at least the existential deposit, so
 * that it can receive small fees; each subnet's account holds the subnet's TAO and an existential deposit, so that it
 * outlives the last exit; on subnets that trade 1:1 the TAO of the positions comes on top of `tao`.
 * @throws Error on a hotkey or subnet given twice, a position without its hotkey or subnet, or an account below the
 * existential deposit.
 */
export function genesis(
  state: State,
  { timestamp, author, ...scenario }: Genesis,
  { pools }: Pick<BaseTerms, 'pools'> = presentTerms,
): void {
  state.write(now, timestamp)
  state.write(blockAuthor, author)
  for (const account of scenario.accounts) addAccount(state, account)
  if (freeBalance(state, author) === 0n) mint(state, author, existentialDeposit)
  for (const subnet of scenario.subnets) {
    addSubnet(state, pools === 'even' ? { ...subnet, quoteWeight: swapBalancer.fallback } : subnet)
    if (pools === 'ellipse' && subnet.mechanism === 1) bendPool(state, subnet)
  }
  for (const hotkey of scenario.hotkeys) addHotkey(state, hotkey)
  for (const { coldkey, name } of scenario.identities ?? []) addIdentity(state, coldkey, name)
  for (const swap of scenario.coldkeySwaps ?? []) addColdkeySwap(state, swap)
  for (const position of scenario.positions) addPosition(state, position)
  for (const { netuid } of scenario.subnets) fundSubnet(state, netuid)
  state.write(totalNetworks, scenario.subnets.length)
  state.write(subtensorIssuance, state.read(totalIssuance))
  state.beginBlock()
}

function addAccount(state: State, { address, free }: Genesis['accounts'][number]): void {
  if (free === 0n) return
  if (freeBalance(state, address) + free < existentialDeposit) {
    throw new Error(`account ${address} has less than the existential deposit of ${existentialDeposit} rao`)
  }
  mint(state, address, free)
}

function addSubnet(state: State, subnet: GenesisSubnet): void {
  const { netuid } = subnet
  if (state.has(networksAdded, netuid)) throw new Error(`subnet ${netuid} is given twice`)
  state.write(networksAdded, true, netuid)
  state.write(subnetMechanism, subnet.mechanism, netuid)
  state.write(subnetOwner, subnet.owner, netuid)
  state.write(subnetOwnerHotkey, subnet.ownerHotkey, netuid)
  state.write(tokenSymbol, text(subnet.symbol), netuid)
  state.write(subnetIdentities, identityOf(subnet.name), netuid)
  state.write(tempo, subnet.tempo, netuid)
  state.write(maxAllowedUids, 256, netuid)
  state.write(burn, registrationCost, netuid)
  state.write(subtokenEnabled, subnet.started, netuid)
  if (subnet.started) state.write(firstEmissionBlockNumber, 1n, netuid)
  state.write(transferToggle, subnet.transfers, netuid)
  state.write(subnetAlphaIn, subnet.alphaIn, netuid)
  state.write(subnetTao, subnet.tao, netuid)
  state.write(feeRate, subnet.feeRate, netuid)
  state.write(swapBalancer, subnet.quoteWeight, netuid)
  state.write(palSwapInitialized, subnet.mechanism === 1, netuid)
  const market = marketOf(state, netuid)
  if (typeof market !== 'string') state.write(subnetMovingPrice, spotPrice(market) >> 32n, netuid)
}

/** As the upgrade that brought ellipses did to each pool. Source: RaoFoundation/subtensor@29005cb7 migrate_balancer_to_superellipse.rs */
function bendPool(state: State, { netuid, ...pool }: GenesisSubnet): void {
  const { alphaScale, taoScale, centerAlpha, centerTao } = ellipseOf(pool)
  state.write(
    swapSuperellipse,
    { alpha_scale: alphaScale, tao_scale: taoScale, center_alpha: centerAlpha, center_tao: centerTao },
    netuid,
  )
}

function identityOf(name: string) {
  const none = new Uint8Array()
  return {
    subnet_name: text(name),
    github_repo: none,
    subnet_contact: none,
    subnet_url: none,
    discord: none,
    description: none,
    logo_url: none,
    additional: none,
  }
}

/** Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/utils/identity.rs:69 */
function addIdentity(state: State, coldkey: string, name: string): void {
  const none = new Uint8Array()
  const links = { url: none, github_repo: none, image: none, discord: none, description: none }
  state.write(identities, { name: text(name), ...links, additional: none }, coldkey)
}

/**
 * As if announced in block 0, for a new coldkey that nobody knows.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/lib.rs:1448, 1454
 */
function addColdkeySwap(state: State, { coldkey, isDisputed }: ColdkeySwap): void {
  state.write(coldkeySwapAnnouncements, [0, `0x${'00'.repeat(32)}`], coldkey)
  if (isDisputed) state.write(coldkeySwapDisputes, 0, coldkey)
}

type ColdkeySwap = NonNullable<Genesis['coldkeySwaps']>[number]

/** Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/helpers.rs:126 (create_account_if_non_existent). */
function addHotkey(state: State, hotkey: Genesis['hotkeys'][number]): void {
  const { address } = hotkey
  if (state.has(owner, address)) throw new Error(`hotkey ${address} is given twice`)
  state.write(owner, hotkey.owner, address)
  state.write(ownedHotkeys, [...state.read(ownedHotkeys, hotkey.owner), address], hotkey.owner)
  rememberHotkey(state, hotkey.owner, address)
  for (const netuid of hotkey.netuids) register(state, netuid, address)
}

/** Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/subnets/uids.rs:8 (append_neuron). */
function register(state: State, netuid: number, hotkey: string): void {
  const uid = state.read(subnetworkN, netuid)
  state.write(subnetworkN, uid + 1, netuid)
  state.write(keys, hotkey, netuid, uid)
  state.write(uids, uid, netuid, hotkey)
  state.write(isNetworkMember, true, hotkey, netuid)
}

function addPosition(state: State, position: Genesis['positions'][number]): void {
  const { coldkey, hotkey, netuid, alpha } = position
  if (!state.has(owner, hotkey)) throw new Error(`a position sits on the unknown hotkey ${hotkey}`)
  if (!state.has(networksAdded, netuid)) throw new Error(`a position sits on the unknown subnet ${netuid}`)
  increaseStake(state, { hotkey, coldkey, netuid }, alpha)
  state.write(subnetAlphaOut, state.read(subnetAlphaOut, netuid) + alpha, netuid)
  if (typeof marketOf(state, netuid) === 'string') {
    state.write(subnetTao, state.read(subnetTao, netuid) + alpha, netuid)
  }
  if (state.read(owner, hotkey) !== coldkey) state.write(delegates, state.read(delegates, hotkey), hotkey)
}

function fundSubnet(state: State, netuid: number): void {
  const tao = state.read(subnetTao, netuid)
  mint(state, openSubnetAccount(state, netuid), tao + existentialDeposit)
  state.write(totalStake, state.read(totalStake) + tao)
}
