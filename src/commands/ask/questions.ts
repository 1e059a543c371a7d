import type { App } from '../../app/app.ts'
import { narrow, netuidFrom, parseNetuid } from '../../balance/index.ts'
import { parseAddress } from '../../chain/address.ts'
import { CliError } from '../../errors/cli-error.ts'
import { withUnit } from '../../output/faces/amount.ts'
import { keyChoices, type NamedAddress, positionChoices, subnetChoices } from '../../output/faces/choices.ts'
import type { ListedPosition } from '../../output/faces/positions-table.ts'
import { amountToTake } from '../../plan/amount.ts'
import { readAmount, readTao } from '../inputs/amount.ts'
import type { Asker } from './asker.ts'
import type { Choice } from './pick.ts'
import type { AskReads } from './reads.ts'

/** Options and what they were given or answered. */
export type Answers = Readonly<Record<string, string | undefined>>

/** What a question is asked with. */
export interface AskDesk {
  readonly app: App
  readonly asker: Asker
  readonly reads: AskReads
  readonly given: Answers
}

const HOW = 'number, or letters to narrow down'

/** Which wallet of this machine. @throws E_WALLET_MISSING where there is none */
export async function askWallet({ app, asker, reads }: Omit<AskDesk, 'given'>): Promise<Answers> {
  const wallets = await reads.wallets()
  const path = app.walletPath()
  if (wallets.length === 0) throw new CliError('E_WALLET_MISSING', { path, folder: path })
  const { name } = await asker.choose({
    question: `Wallet (${HOW})`,
    choices: named(wallets),
    draw: keyChoices,
  })
  return { '--wallet': name ?? undefined }
}

/** Which position, among those of the subnet or the hotkey that is given. @throws E_NO_STAKE */
export async function askPosition(
  desk: AskDesk,
  [netuid, hotkey]: readonly [string, string],
): Promise<Answers> {
  const found = await positionsOf(desk, [netuid, hotkey])
  const isLocal = await desk.reads.isLocal()
  const chosen = await desk.asker.choose({
    question: `Position to take from (${HOW})`,
    choices: found.map((value, i) => ({
      keys: [String(i + 1)],
      text: [value.netuid, value.symbol, value.name, value.hotkeyName, value.hotkey].join(' '),
      value,
    })),
    draw: (choices, style) => positionChoices(choices, isLocal, style),
  })
  return { [netuid]: String(chosen.netuid), [hotkey]: chosen.hotkey }
}

/** Which subnet to enter. */
export async function askSubnet(
  { asker, reads, given }: AskDesk,
  [option]: readonly [string],
): Promise<Answers> {
  const subnets = (await reads.subnets()).filter(({ netuid }) => String(netuid) !== given['--origin'])
  const isLocal = await reads.isLocal()
  const { netuid } = await asker.choose({
    question: 'Subnet to enter (netuid, or letters to narrow down)',
    choices: subnets.map(value => ({
      keys: [String(value.netuid)],
      text: `${value.symbol} ${value.name}`,
      value,
    })),
    draw: (choices, style) => subnetChoices(choices, isLocal, style),
  })
  return { [option]: String(netuid) }
}

/** Which hotkey to enter: of the wallet, of a position, or any whose address is typed. */
export async function askHotkey(desk: AskDesk, [option]: readonly [string]): Promise<Answers> {
  const { app, asker, given } = desk
  const stays = given['--destination'] === undefined ? given['--origin-hotkey'] : undefined
  const left = stays === undefined ? undefined : await app.hotkey(stays)
  const known = (await knownHotkeys(desk)).filter(({ address }) => address !== left)
  const { address } = await asker.choose<NamedAddress>({
    question: `Hotkey to enter (${HOW}, or an address)`,
    choices: named(known),
    draw: keyChoices,
    other: async typed => ({ name: null, address: await app.hotkey(typed) }),
  })
  return { [option]: address }
}

/** Who the new owner is. */
export async function askAccount({ asker }: AskDesk, [option]: readonly [string]): Promise<Answers> {
  return { [option]: await asker.text('Address of the new owner', parseAddress) }
}

/** How much of a position, or of free TAO. @throws E_NO_STAKE */
export async function askAmount(desk: AskDesk, of: readonly string[]): Promise<Answers> {
  const { asker, reads } = desk
  const [netuid, hotkey] = of
  const isOfPosition = netuid !== undefined && hotkey !== undefined
  const [position] = isOfPosition ? await positionsOf(desk, [netuid, hotkey]) : []
  const held = withUnit(position?.stake ?? (await reads.free()))
  const amount = await asker.text(`How much of ${held} (a number, a share such as 50%, or all)`, typed => {
    if (/^all$/i.test(typed)) return 'all'
    if (position) requireHeld(typed, position)
    else readTao({ amount: typed })
    return typed
  })
  return { '--amount': amount }
}

/** @throws E_BALANCE_SYNTAX and its kin, E_NOT_ENOUGH_STAKE */
function requireHeld(amount: string, { netuid, stake, hotkey }: ListedPosition): void {
  const origin = netuidFrom(netuid, 'origin')
  const where = `on subnet ${netuid} with hotkey ${hotkey}`
  amountToTake(readAmount({ amount }, origin), narrow(stake, origin), where)
}

/** Positions on the given subnet and hotkey, as far as they are given. @throws E_NO_STAKE, E_NETUID, E_ADDRESS ... */
async function positionsOf(
  { app, reads, given }: AskDesk,
  [netuidOption, hotkeyOption]: readonly [string, string],
): Promise<readonly ListedPosition[]> {
  const [netuidText, hotkeyText] = [given[netuidOption], given[hotkeyOption]]
  const netuid = netuidText === undefined ? undefined : parseNetuid(netuidText, 'origin')
  const hotkey = hotkeyText === undefined ? undefined : await app.hotkey(hotkeyText)
  const found = (await reads.positions()).filter(
    position =>
      (netuid === undefined || position.netuid === netuid) &&
      (hotkey === undefined || position.hotkey === hotkey),
  )
  if (found.length > 0) return found
  const where = [netuid !== undefined && `on subnet ${netuid}`, hotkey && `with hotkey ${hotkey}`]
  throw new CliError('E_NO_STAKE', { where: where.filter(Boolean).join(' ') || 'to take from' })
}

async function knownHotkeys({ app, reads }: AskDesk): Promise<readonly NamedAddress[]> {
  const wallets = await reads.wallets()
  const own = wallets.find(({ name }) => name === app.settings.wallet.value)?.hotkeys ?? []
  const staked = (await reads.positions()).map(({ hotkey, hotkeyName }) => ({
    name: hotkeyName,
    address: hotkey,
  }))
  const all = [...own.flatMap(({ name, address }) => (address ? [{ name, address }] : [])), ...staked]
  return [...new Map(all.map(each => [each.address as string, each])).values()]
}

const named = (keys: readonly NamedAddress[]): readonly Choice<NamedAddress>[] =>
  keys.map((value, i) => ({
    keys: [String(i + 1), ...(value.name === null ? [] : [value.name]), value.address],
    text: `${value.name ?? ''} ${value.address}`,
    value,
  }))
