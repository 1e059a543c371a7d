import {
  add,
  alphaOf,
  type Balance,
  convert,
  narrow,
  netuidFrom,
  percentOf,
  type Tao,
  tao,
  widen,
  zero,
} from '../../balance/index.ts'
import type { Address } from '../../chain/address.ts'
import type { RootClaim } from '../../chain/read/claims.ts'
import type { Availability, Position } from '../../chain/read/stake.ts'
import type { Subnet } from '../../chain/read/subnet.ts'
import type { ChainView } from '../../chain/view.ts'
import { CliError } from '../../errors/cli-error.ts'
import type { ListedPosition } from '../../output/faces/positions-table.ts'
import type { StakeList } from '../../output/faces/stake-list.ts'
import { isAboveMinimum } from '../../plan/checks.ts'

type Unnamed = Omit<ListedPosition, 'hotkeyName'>

export interface Portfolio extends Pick<StakeList, 'free' | 'claims' | 'totals'> {
  readonly positions: readonly Unnamed[]
}

/** All positions of a coldkey at one block with what they are worth, root first, then by subnet. */
export function readPortfolio(view: ChainView, coldkey: Address): Promise<Portfolio> {
  return view.attempt('a list of positions', () => portfolio(view, coldkey))
}

async function portfolio(view: ChainView, coldkey: Address): Promise<Portfolio> {
  const [positions, subnets, free, availability] = await Promise.all([
    view.positions(coldkey),
    view.subnets(),
    view.free(coldkey),
    view.availability(coldkey),
  ])
  const claiming = view.rootClaims(coldkey, positions)
  const named = new Map(subnets.map(subnet => [subnet.netuid, subnet]))
  const [told, ...valued] = await Promise.all([
    claiming,
    ...positions.map(position =>
      value(view, position, named.get(position.netuid), availability.get(position.netuid)),
    ),
  ])
  const claims = told?.claims
  const spotValue = total(valued.map(each => each.spotValue))
  const exitValue = total(valued.map(each => each.exitValue ?? zero(tao)))
  const listed = valued.map(each => ({
    ...each,
    share: percentOf(each.spotValue, spotValue),
    claimable: claims ? claimableAt(claims, each) : null,
  }))
  return {
    free,
    positions: listed.sort((a, b) => a.netuid - b.netuid),
    claims: claims ?? null,
    totals: { spotValue, exitValue },
  }
}

async function value(
  view: ChainView,
  { netuid, hotkey, stake, registered }: Position,
  subnet: Subnet | undefined,
  availability: Availability | undefined,
): Promise<Omit<Unnamed, 'share' | 'claimable'>> {
  const key = netuidFrom(netuid, 'position')
  const amount = narrow(stake, key)
  const [price, exitValue] = await Promise.all([
    view.spotPrice(key),
    exitOrNull(() => view.exitValue(amount)),
  ])
  return {
    netuid,
    name: subnet?.name ?? '',
    symbol: subnet?.symbol ?? '',
    hotkey,
    stake,
    price: price.toText(),
    spotValue: convert(amount, price, 'down'),
    exitValue,
    available: availability?.available ?? null,
    locked: availability?.locked ?? null,
    registered,
    dust: exitValue === null || !isAboveMinimum(exitValue, view.minimumStake()),
  }
}

function claimableAt(claims: readonly RootClaim[], { hotkey, netuid }: Pick<Unnamed, 'hotkey' | 'netuid'>) {
  const claim = claims.find(each => each.hotkey === hotkey && each.netuid === netuid)
  return claim?.claimable ?? widen(zero(alphaOf(netuidFrom(netuid, 'position'))))
}

/** A position the pool cannot take has no exit value; every other failure is one. */
async function exitOrNull(read: () => Promise<Balance<Tao>>): Promise<Balance<Tao> | null> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof CliError && error.is('E_QUOTE')) return null
    throw error
  }
}

const total = (amounts: readonly Balance<Tao>[]) => amounts.reduce((a, b) => add(a, b), zero(tao))
