import { type Address, looksLikeAddress, parseAddress } from '../chain/address.ts'
import { CliError } from '../errors/cli-error.ts'
import { readKeyfile } from './keyfile.ts'
import { hotkeyPath, isName, type WalletFolder, walletPath } from './place.ts'

/** The coldkey address of a wallet, from coldkeypub.txt or else from a plain coldkey file. @throws E_WALLET_MISSING, E_KEYFILE */
export async function readColdkeyAddress(folder: WalletFolder, name: string): Promise<Address> {
  const path = walletPath(folder, name)
  const found = await firstAddress(folder, [`${path}/coldkeypub.txt`, `${path}/coldkey`])
  if (found === undefined) throw new CliError('E_WALLET_MISSING', { path })
  return found
}

/** The address of a hotkey of a wallet, from its file or the public file beside it. @throws E_HOTKEY_MISSING, E_KEYFILE */
export async function readHotkeyAddress(
  folder: WalletFolder,
  wallet: string,
  name: string,
): Promise<Address> {
  const path = hotkeyPath(folder, wallet, name)
  const found = await firstAddress(folder, [`${path}pub.txt`, path])
  if (found === undefined)
    throw new CliError('E_HOTKEY_MISSING', { name, path: `${walletPath(folder, wallet)}/hotkeys` })
  return found
}

/**
 * A hotkey from text: an address stands for itself, `wallet/name` and `name` (in the given wallet) for a file.
 * @throws E_ADDRESS, E_HOTKEY_NAME, E_HOTKEY_MISSING, E_KEYFILE
 */
export async function resolveHotkey(
  folder: WalletFolder,
  wallet: string | undefined,
  text: string,
): Promise<Address> {
  if (looksLikeAddress(text)) return parseAddress(text)
  const [first = '', second, ...rest] = text.split('/')
  const [owner, name] = second === undefined ? [wallet, first] : [first, second]
  if (owner === undefined || rest.length > 0 || !isName(name))
    throw new CliError('E_HOTKEY_NAME', { name: text.slice(0, 80) })
  return readHotkeyAddress(folder, owner, name)
}

async function firstAddress(folder: WalletFolder, paths: readonly string[]): Promise<Address | undefined> {
  for (const path of paths) {
    const content = await folder.files.read(path)
    if (content) return readKeyfile(path, content).address
  }
  return undefined
}
