import { getSs58AddressInfo } from '@polkadot-api/substrate-bindings'
import { netuidFrom, parseAlpha } from '../../balance/index.ts'
import { raoOf } from '../../balance/wire.ts'
import type { Account } from '../types.ts'
import { balance, rao } from './amount.ts'
import { type Complain, complainAbout } from './problem.ts'
import type { Scenario } from './schema.ts'
import { type ResolvedSubnet, resolveSubnet } from './subnet.ts'
import { parseTime } from './time.ts'
import { refuseOverflow } from './totals.ts'

const defaultTime = '2026-01-01T00:00:00Z'

/** A key by name: `wallet`, or `wallet/hotkey`. */
export type KeyName = string

/** A scenario whose numbers are integers and whose names are known to exist. Addresses are still to be derived. */
export interface ResolvedScenario {
  /** Milliseconds since the epoch. */
  readonly timestamp: bigint
  readonly wallets: readonly { readonly key: KeyName; readonly free: bigint }[]
  readonly accounts: readonly { readonly address: Account; readonly free: bigint }[]
  readonly hotkeys: readonly {
    readonly key: KeyName
    readonly owner: KeyName
    readonly netuids: readonly number[]
  }[]
  readonly subnets: readonly ResolvedSubnet[]
  readonly positions: readonly {
    readonly coldkey: KeyName
    readonly hotkey: KeyName
    readonly netuid: number
    readonly alpha: bigint
  }[]
}

/** Holds a scenario of the right shape to everything else. @throws E_SCENARIO naming the place and the reason */
export function resolveScenario(scenario: Scenario, source: string): ResolvedScenario {
  const complain: Complain = complainAbout(source)
  const timestamp = parseTime(scenario.genesisTime ?? defaultTime)
  if (timestamp === undefined) complain('genesisTime', 'not a time such as 2026-01-01T00:00:00Z')

  const subnets = scenario.subnets.map((subnet, i) => resolveSubnet(subnet, `subnets[${i}]`, complain))
  const netuids = subnets.map(subnet => subnet.netuid)
  refuseRepeats(netuids, i => `subnets[${i}].netuid`, complain)

  const wallets = (scenario.wallets ?? []).map(({ name, free }, i) => ({
    key: name,
    free: balance(free ?? '0', `wallets[${i}].free`, complain),
  }))
  refuseRepeats(
    wallets.map(wallet => wallet.key),
    i => `wallets[${i}].name`,
    complain,
  )

  const hotkeys = (scenario.wallets ?? []).flatMap(({ name, hotkeys = [] }, i) => {
    const entries = hotkeys.map(hotkey =>
      typeof hotkey === 'string' ? { name: hotkey, registered: netuids } : hotkey,
    )
    refuseRepeats(
      entries.map(entry => entry.name),
      j => `wallets[${i}].hotkeys[${j}]`,
      complain,
    )
    return entries.map((entry, j) => {
      const at = `wallets[${i}].hotkeys[${j}].registered`
      refuseRepeats(entry.registered, k => `${at}[${k}]`, complain)
      for (const [k, netuid] of entry.registered.entries()) {
        if (!netuids.includes(netuid)) complain(`${at}[${k}]`, `there is no subnet ${netuid}`)
      }
      return { key: `${name}/${entry.name}`, owner: name, netuids: entry.registered }
    })
  })

  const accounts = (scenario.accounts ?? []).map(({ address, free }, i) => {
    const info = getSs58AddressInfo(address)
    if (!info.isValid || info.ss58Format !== 42)
      complain(`accounts[${i}].address`, 'not an SS58 address of prefix 42')
    return { address, free: balance(free, `accounts[${i}].free`, complain) }
  })
  refuseRepeats(
    accounts.map(entry => entry.address),
    i => `accounts[${i}].address`,
    complain,
  )

  const positions = (scenario.positions ?? []).map((position, i) => {
    const at = `positions[${i}]`
    const { coldkey, netuid } = position
    if (!wallets.some(wallet => wallet.key === coldkey))
      complain(`${at}.coldkey`, `there is no wallet '${coldkey}'`)
    const hotkey = position.hotkey.includes('/') ? position.hotkey : `${coldkey}/${position.hotkey}`
    if (!hotkeys.some(entry => entry.key === hotkey))
      complain(`${at}.hotkey`, `there is no hotkey '${hotkey}'`)
    if (!netuids.includes(netuid)) complain(`${at}.netuid`, `there is no subnet ${netuid}`)
    const alpha = rao(
      () => raoOf(parseAlpha(position.alpha, netuidFrom(netuid, 'position'))),
      `${at}.alpha`,
      complain,
    )
    if (alpha === 0n) complain(`${at}.alpha`, 'a position cannot be 0')
    return { coldkey, hotkey, netuid, alpha }
  })
  refuseRepeats(
    positions.map(({ coldkey, hotkey, netuid }) => `${coldkey} ${hotkey} ${netuid}`),
    i => `positions[${i}]`,
    complain,
  )

  const resolved: ResolvedScenario = { timestamp, wallets, accounts, hotkeys, subnets, positions }
  refuseOverflow(resolved, complain)
  return resolved
}

function refuseRepeats(
  values: readonly (string | number)[],
  at: (index: number) => string,
  complain: Complain,
): void {
  const seen = new Set<string | number>()
  for (const [index, value] of values.entries()) {
    if (seen.has(value)) complain(at(index), `'${value}' is given twice`)
    seen.add(value)
  }
}
