import type { Address } from '../chain/address.ts'
import { CliError } from '../errors/cli-error.ts'
import { encryptionOf } from './keyfile.ts'
import { isName, type WalletFolder, walletPath } from './place.ts'
import { readColdkeyAddress, readHotkeyAddress } from './public.ts'

/** A name with its address, or why it has none. */
interface Found {
  readonly name: string
  readonly address: Address | undefined
  readonly problem: string | undefined
}

export interface FoundWallet extends Found {
  readonly coldkey: 'plain' | 'encrypted' | 'missing'
  readonly hotkeys: readonly Found[]
}

/** Every wallet of a folder, sorted by name; empty when there is no folder. A damaged file is named, not fatal. */
export async function listWallets(folder: WalletFolder): Promise<readonly FoundWallet[]> {
  const names = ((await folder.files.list(folder.path)) ?? []).filter(isName)
  const wallets = await Promise.all(names.map(name => inspect(folder, name)))
  return wallets.filter(wallet => wallet !== undefined)
}

/**
 * Names by address: 'wallet' for coldkeys, 'wallet/hotkey' for hotkeys, 'hotkey' for those of the wallet at hand.
 * What cannot be read is left out.
 */
export async function walletNames(folder: WalletFolder, own?: string): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>()
  for (const wallet of await listWallets(folder)) {
    if (wallet.address !== undefined) names.set(wallet.address, wallet.name)
    for (const hotkey of wallet.hotkeys) {
      if (hotkey.address !== undefined) {
        names.set(hotkey.address, wallet.name === own ? hotkey.name : `${wallet.name}/${hotkey.name}`)
      }
    }
  }
  return names
}

async function inspect(folder: WalletFolder, name: string): Promise<FoundWallet | undefined> {
  const path = walletPath(folder, name)
  if ((await folder.files.info(path))?.kind !== 'folder') return undefined
  const files = (await folder.files.list(`${path}/hotkeys`)) ?? []
  const hotkeys = files.filter(
    file => isName(file) && !(file.endsWith('pub.txt') && files.includes(file.slice(0, -7))),
  )
  return {
    ...(await look(name, () => readColdkeyAddress(folder, name))),
    coldkey: await coldkeyState(folder, path),
    hotkeys: await Promise.all(hotkeys.map(file => look(file, () => readHotkeyAddress(folder, name, file)))),
  }
}

async function coldkeyState({ files }: WalletFolder, path: string): Promise<FoundWallet['coldkey']> {
  const content = await files.read(`${path}/coldkey`).catch(() => undefined)
  return content ? encryptionOf(content) : 'missing'
}

async function look(name: string, read: () => Promise<Address>): Promise<Found> {
  try {
    return { name, address: await read(), problem: undefined }
  } catch (error) {
    const problem = error instanceof CliError ? error.message : 'it cannot be read'
    return { name, address: undefined, problem }
  }
}
