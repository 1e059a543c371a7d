import { type Balance, type Tao, tao } from '../../balance/index.ts'
import { balanceFromRao } from '../../balance/wire.ts'
import type { Address } from '../address.ts'
import { minimumStake } from '../quote/terms.ts'
import type { Reader } from '../reader.ts'

/** Rules that an account or a subnet is under, at one block. What a runtime does not have is not in force. */
export interface RuleReads {
  /** Whether a swap of this coldkey is under way, which bars it from trading. */
  coldkeySwap(coldkey: Address): Promise<'announced' | 'disputed' | undefined>
  /** Worth below which the chain removes what is left of a position from who does not own its hotkey; zero if never. */
  nominatorMinimum(): Promise<Balance<Tao>>
  /** Whether stake of a subnet may change its owner. */
  transfersAllowed(netuid: number): Promise<boolean>
  /** Whether an account takes locked alpha. */
  acceptsLocked(coldkey: Address): Promise<boolean>
  /** Owner of a hotkey; undefined for one the chain does not know. */
  hotkeyOwner(hotkey: Address): Promise<Address | undefined>
}

/** Owner of a hotkey the chain does not know: the account of 32 zero bytes. */
const NOBODY = '5C4hrfjw9DjXZTzV3MwzrrAr9P1MJhSrvWGWqi1eSuyUpnhM'

/** Bit of AccountFlags. */
const ACCEPTS_LOCKED = 1n

/** Unit of NominatorMinRequiredStake. Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/utils/misc.rs:787-797 */
const PER_MILLION = 1_000_000n

export function ruleReads(reader: Reader): RuleReads {
  const known = async (item: string, ...args: readonly unknown[]) =>
    reader.runtime.storage('SubtensorModule', item) && reader.storage('SubtensorModule', item, args)
  return {
    // A dispute counts only beside an announcement.
    // Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/guards/check_coldkey_swap.rs:33-62
    async coldkeySwap(coldkey) {
      const [announced, disputed] = await Promise.all([
        known('ColdkeySwapAnnouncements', coldkey),
        known('ColdkeySwapDisputes', coldkey),
      ])
      if (announced === undefined) return undefined
      return disputed === undefined ? 'announced' : 'disputed'
    },
    async nominatorMinimum() {
      const share = (await known('NominatorMinRequiredStake')) as bigint | undefined
      return balanceFromRao((minimumStake(reader) * (share ?? 0n)) / PER_MILLION, tao)
    },
    async transfersAllowed(netuid) {
      return (await known('TransferToggle', netuid)) !== false
    },
    // Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/lock.rs:470
    async acceptsLocked(coldkey) {
      const flags = (await known('AccountFlags', coldkey)) as bigint | undefined
      return ((flags ?? 0n) & ACCEPTS_LOCKED) !== 0n
    },
    async hotkeyOwner(hotkey) {
      const owner = (await known('Owner', hotkey)) as Address | undefined
      return owner === NOBODY ? undefined : owner
    },
  }
}
