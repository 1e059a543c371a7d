import { getSs58AddressInfo } from '@polkadot-api/substrate-bindings'
import { netuidFrom, parseAlpha, parseTao } from '../../balance/index.ts'
import { raoOf } from '../../balance/wire.ts'
import { CliError } from '../../errors/cli-error.ts'
import type { Account, GenesisSubnet } from '../types.ts'
import { type Complain, complainAbout } from './problem.ts'
import type { Scenario } from './schema.ts'
import { parseTime } from './time.ts'

const most = 2n ** 64n - 1n
/** Smallest balance an account may have. Unit: rao. */
const existentialDeposit = 500n
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
  readonly subnets: readonly Omit<GenesisSubnet, 'owner' | 'ownerHotkey'>[]
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

function resolveSubnet(
  subnet: Scenario['subnets'][number],
  at: string,
  complain: Complain,
): ResolvedScenario['subnets'][number] {
  const { netuid, name, symbol } = subnet
  const mechanism = subnet.mechanism ?? (netuid === 0 ? 'stable' : 'dynamic')
  if (netuid === 0 && mechanism === 'dynamic') complain(`${at}.mechanism`, 'root has no pool')
  if (mechanism === 'dynamic' && (subnet.alphaIn === undefined || subnet.tao === undefined)) {
    complain(at, 'a pool needs alphaIn and tao')
  }
  const unit = netuidFrom(netuid, 'subnet')
  return {
    netuid,
    name,
    symbol,
    mechanism: mechanism === 'dynamic' ? 1 : 0,
    alphaIn: rao(() => raoOf(parseAlpha(subnet.alphaIn ?? '0', unit)), `${at}.alphaIn`, complain),
    tao: rao(() => raoOf(parseTao(subnet.tao ?? '0')), `${at}.tao`, complain),
    quoteWeight: quoteWeight(subnet.quoteWeight ?? '0.5', `${at}.quoteWeight`, complain),
    feeRate: subnet.feeRate ?? 33,
    started: subnet.started ?? true,
    transfers: subnet.transfers ?? true,
    tempo: subnet.tempo ?? 360,
  }
}

/** Of 1e18. Source of the bounds: opentensor/subtensor@14bc6f9f pallets/swap/src/pallet/balancer.rs. */
function quoteWeight(text: string, at: string, complain: Complain): bigint {
  const digits = /^0\.([0-9]{1,18})$/.exec(text)?.[1]
  const weight = digits === undefined ? 0n : BigInt(digits.padEnd(18, '0'))
  if (weight < 10n ** 16n || weight > 99n * 10n ** 16n) complain(at, 'not a weight from 0.01 to 0.99')
  return weight
}

function balance(text: string, at: string, complain: Complain): bigint {
  const free = rao(() => raoOf(parseTao(text)), at, complain)
  if (free > 0n && free < existentialDeposit) complain(at, 'an account needs 0.0000005 TAO to exist')
  return free
}

function rao(parse: () => bigint, at: string, complain: Complain): bigint {
  try {
    return parse()
  } catch (failure) {
    if (failure instanceof CliError) complain(at, failure.message.replace(/\.$/, ''))
    throw failure
  }
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

/** The chain counts in 64 bits: all TAO there is, and all alpha of a subnet. */
function refuseOverflow(scenario: ResolvedScenario, complain: Complain): void {
  const stable = new Set(scenario.subnets.filter(entry => entry.mechanism === 0).map(entry => entry.netuid))
  const tao = [
    ...scenario.wallets.map(entry => entry.free),
    ...scenario.accounts.map(entry => entry.free),
    ...scenario.subnets.map(entry => entry.tao + existentialDeposit),
    ...scenario.positions.filter(entry => stable.has(entry.netuid)).map(entry => entry.alpha),
    existentialDeposit,
  ]
  if (sum(tao) > most)
    complain('wallets, accounts, subnets', 'all TAO together exceeds 18446744073.709551615')
  for (const [i, subnet] of scenario.subnets.entries()) {
    const staked = scenario.positions
      .filter(entry => entry.netuid === subnet.netuid)
      .map(entry => entry.alpha)
    if (subnet.alphaIn + sum(staked) > most) {
      complain(`subnets[${i}]`, 'its alpha, pool and positions together, exceeds 18446744073.709551615')
    }
  }
}

const sum = (values: readonly bigint[]) => values.reduce((total, value) => total + value, 0n)
