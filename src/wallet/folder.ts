import { CliError } from '../errors/cli-error.ts'
import type { Files } from '../host/types.ts'

/** Where wallets are. */
export interface WalletFolder {
  readonly files: Pick<Files, 'read' | 'readStart' | 'list' | 'info'>
  /** Absolute path that holds one folder per wallet. */
  readonly path: string
}

/** Whether text can name a wallet or a hotkey: one path component, not hidden, no control or invisible characters. */
export function isName(text: string): boolean {
  return /^[^\p{C}\p{Zl}\p{Zp}/\\]{1,100}$/u.test(text) && !text.startsWith('.') && text.trim() === text
}

/** Folder of a wallet. @throws E_WALLET_MISSING for a name that would lead elsewhere */
export function walletPath(folder: WalletFolder, name: string): string {
  if (!isName(name))
    throw new CliError('E_WALLET_MISSING', {
      path: `${folder.path}/${JSON.stringify(name).slice(0, 80)}`,
      folder: folder.path,
    })
  return `${folder.path}/${name}`
}

/** Path of a hotkey file. @throws E_HOTKEY_MISSING for a name that would lead elsewhere */
export function hotkeyPath(folder: WalletFolder, wallet: string, name: string): string {
  const path = `${walletPath(folder, wallet)}/hotkeys`
  if (!isName(name))
    throw new CliError('E_HOTKEY_MISSING', { name: name.slice(0, 80), path, folder: folder.path })
  return `${path}/${name}`
}
