import { type Balance, type SomeAlpha, someAlpha } from '../../balance/index.ts'
import { balanceFromRao } from '../../balance/wire.ts'
import type { Address } from '../address.ts'
import type { Reader } from '../reader.ts'
import type { ManyReads } from './many.ts'

/** A hotkey to stake with on a subnet. */
export interface Validator {
  readonly hotkey: Address
  /** The coldkey that owns it; null where the chain cannot tell. */
  readonly owner: Address | null
  /** What its owner calls itself on the chain; anyone can write anything there. */
  readonly name: string | null
  /** What it keeps of the dividends, of 65,535; null where the chain cannot tell. */
  readonly take: number | null
  /** Alpha of all who stake with it on that subnet. */
  readonly stake: Balance<SomeAlpha>
  /** Its number on the subnet; null where it is not registered there, so that stake with it earns nothing. */
  readonly uid: number | null
}

export interface ValidatorReads {
  /**
   * The hotkeys registered on a subnet, and the delegates that hold stake there without; most stake first. Undefined
   * where there is no such subnet. Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/lib.rs:1193-1206, 1459,
   * 1870-1875, 2279, 2411
   */
  validators(netuid: number): Promise<readonly Validator[] | undefined>
}

interface Row {
  readonly hotkey: Address
  readonly uid: number | null
  readonly rao: bigint
}

/** What `Owner` reads as for a hotkey nobody owns: 32 zero bytes. */
const NOBODY = '5C4hrfjw9DjXZTzV3MwzrrAr9P1MJhSrvWGWqi1eSuyUpnhM'

export function validatorReads(reader: Reader & ManyReads): ValidatorReads {
  const has = (item: string) => reader.runtime.storage('SubtensorModule', item) !== undefined
  const rows = (item: string, keys: readonly (readonly unknown[])[]) =>
    reader.storages('SubtensorModule', item, keys)

  const registered = async (netuid: number): Promise<readonly Address[]> => {
    const count = (await reader.storage('SubtensorModule', 'SubnetworkN', [netuid])) as number
    const uids = Array.from({ length: count }, (_, uid) => [netuid, uid])
    return (await rows('Keys', uids)) as Address[]
  }
  const delegates = async (): Promise<readonly Address[]> => {
    if (!has('Delegates')) return []
    return (await reader.storedKeys('SubtensorModule', 'Delegates')).map(([hotkey]) => hotkey as Address)
  }
  const optional = async (item: string, hotkeys: readonly Address[]): Promise<readonly unknown[]> =>
    has(item)
      ? rows(
          item,
          hotkeys.map(hotkey => [hotkey]),
        )
      : hotkeys.map(() => null)

  /** Names by coldkey, of those that have one. */
  const names = async (owners: readonly Address[]): Promise<ReadonlyMap<Address, string>> => {
    const asked = [...new Set(owners)]
    const found = await optional('IdentitiesV2', asked)
    return new Map(asked.flatMap((owner, n) => named(owner, found[n] as Identity | null | undefined)))
  }

  return {
    async validators(netuid) {
      const [isThere, keys, others] = await Promise.all([
        reader.storage('SubtensorModule', 'NetworksAdded', [netuid]),
        registered(netuid),
        delegates(),
      ])
      if (isThere !== true) return undefined
      const uids = new Map(keys.map((hotkey, uid) => [hotkey, uid]))
      const hotkeys = [...new Set([...keys, ...others])]
      const stakes = await rows(
        'TotalHotkeyAlpha',
        hotkeys.map(hotkey => [hotkey, netuid]),
      )
      const listed = hotkeys
        .map((hotkey, n): Row => ({ hotkey, uid: uids.get(hotkey) ?? null, rao: stakes[n] as bigint }))
        .filter(({ uid, rao }) => uid !== null || rao > 0n)
        .sort(byStake)
      const shown = listed.map(({ hotkey }) => hotkey)
      const [takes, found] = await Promise.all([optional('Delegates', shown), optional('Owner', shown)])
      const owners = found.map(owner => (owner === NOBODY ? null : (owner as Address | null)))
      const nameOf = await names(owners.filter(owner => owner !== null))
      return listed.map(({ hotkey, uid, rao }, n): Validator => {
        const owner = owners[n] ?? null
        const name = owner === null ? null : (nameOf.get(owner) ?? null)
        const stake = balanceFromRao<SomeAlpha>(rao, someAlpha(netuid))
        return { hotkey, owner, name, take: takes[n] as number | null, stake, uid }
      })
    },
  }
}

/** Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/lib.rs:245 */
interface Identity {
  readonly name: Uint8Array
}

function named(owner: Address, identity: Identity | null | undefined): (readonly [Address, string])[] {
  const name = identity ? new TextDecoder().decode(Uint8Array.from(identity.name)).trim() : ''
  return name === '' ? [] : [[owner, name]]
}

/** Most stake first; of equals the lower number, those without one last. */
function byStake(a: Row, b: Row): number {
  if (a.rao !== b.rao) return a.rao > b.rao ? -1 : 1
  const last = 65_536
  return (a.uid ?? last) - (b.uid ?? last) || (a.hotkey < b.hotkey ? -1 : 1)
}
