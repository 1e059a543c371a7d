import { type Address, looksLikeAddress } from '../chain/address.ts'
import { CliError } from '../errors/cli-error.ts'
import type { FileInfo } from '../host/types.ts'
import { isName, type WalletFolder, walletPath } from './folder.ts'
import { encryptionOf, type Format, formatOf } from './format.ts'
import { readColdkeyAddress, readHotkeyAddress } from './public.ts'
import { listNames, readFormat } from './read.ts'

/** A folder with none of these is no wallet. */
const PARTS = ['coldkey', 'coldkeypub.txt', 'hotkeys']

/** A name with its address, or why it has none. */
interface Found {
  readonly name: string
  readonly address: Address | undefined
  readonly problem: string | undefined
}

export interface FoundWallet extends Found {
  readonly coldkey: 'plain' | 'encrypted' | 'missing' | 'unreadable'
  /** How the coldkey is stored; undefined where there is none or it cannot be read. */
  readonly format: Format | undefined
  readonly hotkeys: readonly Found[]
}

type Wallet = Omit<FoundWallet, 'coldkey' | 'format'>

/**
 * Every wallet of a folder, sorted by name; empty when there is no folder. A damaged file is named, not fatal; files
 * and folders that are no wallets are left out.
 * @throws E_KEYFILE when the folder of wallets itself cannot be read
 */
export async function listWallets(folder: WalletFolder): Promise<readonly FoundWallet[]> {
  return Promise.all(
    (await findWallets(folder)).map(async wallet => ({
      ...wallet,
      ...(await coldkeyState(folder, `${walletPath(folder, wallet.name)}/coldkey`)),
    })),
  )
}

/**
 * Names by address: 'wallet' for coldkeys, 'wallet/hotkey' for hotkeys, 'hotkey' for those of the wallet at hand.
 * What cannot be read is left out, and so is what is named like an address. Coldkeys that have a public file stay closed.
 */
export async function walletNames(folder: WalletFolder, own?: string): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>()
  const add = (address: string | undefined, name: string) => {
    // A name that looks like an address would be taken for that account.
    const isName = !name.split('/').some(looksLikeAddress)
    if (address !== undefined && isName && !names.has(address)) names.set(address, name)
  }
  const wallets = await findWallets(folder).catch(() => [])
  // One key may lie in several wallets: the one at hand comes first.
  for (const wallet of wallets.toSorted((a, b) => +(b.name === own) - +(a.name === own))) {
    add(wallet.address, wallet.name)
    for (const { address, name } of wallet.hotkeys) {
      add(address, wallet.name === own ? name : `${wallet.name}/${name}`)
    }
  }
  return names
}

async function findWallets(folder: WalletFolder): Promise<readonly Wallet[]> {
  const names = (await listNames(folder.files, folder.path)).filter(isName)
  const wallets = await Promise.all(names.map(name => inspect(folder, name)))
  return wallets.filter(wallet => wallet !== undefined)
}

async function inspect(folder: WalletFolder, name: string): Promise<Wallet | undefined> {
  const path = walletPath(folder, name)
  if ((await kindOf(folder, path)) !== 'folder') return undefined
  const parts = await Promise.all(PARTS.map(part => kindOf(folder, `${path}/${part}`)))
  if (parts.every(kind => kind === undefined)) return undefined
  const hotkeys = await hotkeyNames(folder, `${path}/hotkeys`)
  return {
    ...(await look(name, () => readColdkeyAddress(folder, name))),
    hotkeys: await Promise.all(hotkeys.map(file => look(file, () => readHotkeyAddress(folder, name, file)))),
  }
}

/** Names of the hotkeys of a folder. A public file stands for its hotkey, and alone too. */
async function hotkeyNames(folder: WalletFolder, path: string): Promise<readonly string[]> {
  const files = await listNames(folder.files, path).catch(() => [])
  const names = new Set(files.map(file => file.replace(/pub\.txt$/, '')).filter(isName))
  const kinds = await Promise.all([...names].map(name => kindOf(folder, `${path}/${name}`)))
  return [...names].filter((_, i) => kinds[i] !== 'folder').sort()
}

/** What lies at a path; 'other' when that cannot be told. */
async function kindOf({ files }: WalletFolder, path: string): Promise<FileInfo['kind'] | undefined> {
  try {
    return (await files.info(path))?.kind
  } catch {
    return 'other'
  }
}

/** No secret is read: a few bytes tell. */
async function coldkeyState(
  { files }: WalletFolder,
  path: string,
): Promise<Pick<FoundWallet, 'coldkey' | 'format'>> {
  try {
    const start = await readFormat(files, path)
    if (!start) return { coldkey: 'missing', format: undefined }
    const format = formatOf(start)
    return { coldkey: format === 'unknown' ? 'unreadable' : encryptionOf(format), format }
  } catch {
    return { coldkey: 'unreadable', format: undefined }
  }
}

async function look(name: string, read: () => Promise<Address>): Promise<Found> {
  try {
    return { name, address: await read(), problem: undefined }
  } catch (error) {
    const problem = error instanceof CliError ? error.message : 'it cannot be read'
    return { name, address: undefined, problem }
  }
}
