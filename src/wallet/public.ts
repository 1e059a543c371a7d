import { type Address, looksLikeAddress, parseAddress } from '../chain/address.ts'
import { CliError } from '../errors/cli-error.ts'
import { hotkeyPath, isName, type WalletFolder, walletPath } from './folder.ts'
import { encryptionOf, formatOf } from './format.ts'
import { readKeyfile } from './keyfile.ts'
import { readWalletFile } from './read.ts'

/**
 * The coldkey address of a wallet, from coldkeypub.txt or else from a plain coldkey file.
 * @throws E_WALLET_MISSING, E_KEYFILE, E_PUBLIC_FILE_MISSING
 */
export async function readColdkeyAddress(folder: WalletFolder, name: string): Promise<Address> {
  const path = walletPath(folder, name)
  for (const file of [`${path}/coldkeypub.txt`, `${path}/coldkey`]) {
    const content = await readWalletFile(folder.files, file)
    if (content) return readKeyfile(file, content).address
  }
  throw new CliError('E_WALLET_MISSING', { path, folder: folder.path })
}

/**
 * The address of a hotkey of a wallet, from its file, or the public file beside it when that is encrypted or missing.
 * In this order, since tools that know no public file leave an old one behind when they replace a hotkey.
 * @throws E_WALLET_MISSING, E_HOTKEY_MISSING, E_KEYFILE, E_PUBLIC_FILE_MISSING
 */
export async function readHotkeyAddress(
  folder: WalletFolder,
  wallet: string,
  name: string,
): Promise<Address> {
  const path = hotkeyPath(folder, wallet, name)
  const own = await readWalletFile(folder.files, path)
  if (own && encryptionOf(formatOf(own)) === 'plain') return readKeyfile(path, own).address
  const shown = await readWalletFile(folder.files, `${path}pub.txt`)
  if (shown) return readKeyfile(`${path}pub.txt`, shown).address
  if (own) throw new CliError('E_PUBLIC_FILE_MISSING', { path })
  await requireWallet(folder, wallet)
  throw new CliError('E_HOTKEY_MISSING', {
    name,
    path: `${walletPath(folder, wallet)}/hotkeys`,
    folder: folder.path,
  })
}

/** A hotkey cannot be missed in a wallet that is not there. What cannot be looked at is taken to be. */
async function requireWallet(folder: WalletFolder, wallet: string): Promise<void> {
  const path = walletPath(folder, wallet)
  const found = await folder.files.list(path).catch(() => [])
  if (found === undefined) throw new CliError('E_WALLET_MISSING', { path, folder: folder.path })
}

/**
 * A hotkey from text: an address stands for itself, `wallet/name` and `name` (in the given wallet) for a file.
 * @throws E_ADDRESS, E_HOTKEY_NAME, E_WALLET_MISSING, E_HOTKEY_MISSING, E_KEYFILE, E_PUBLIC_FILE_MISSING
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
