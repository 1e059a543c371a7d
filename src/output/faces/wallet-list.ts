import type { Face, Json } from '../face.ts'
import { table } from '../table.ts'
import { clean } from '../text.ts'

export interface ListedHotkey {
  readonly name: string
  readonly address: string | undefined
  readonly problem: string | undefined
}

export interface ListedWallet {
  readonly name: string
  readonly address: string | undefined
  /** What the coldkey file is. */
  readonly coldkey: 'plain' | 'encrypted' | 'missing' | 'unreadable'
  /** How it is stored; undefined where that cannot be told. */
  readonly format: string | undefined
  readonly problem: string | undefined
  readonly hotkeys: readonly ListedHotkey[]
}

export interface WalletList {
  readonly path: string
  readonly wallets: readonly ListedWallet[]
}

/** Formats that taoctl opens need no word. */
function coldkeyText({ coldkey, format }: ListedWallet): string {
  const isOpened = format === undefined || format === 'plain' || format === 'NaCl'
  return `coldkey ${coldkey}${isOpened ? '' : ` (${format})`}`
}

export const walletListView: Face<WalletList> = {
  schema: 'taoctl/wallet.list/v1',
  human({ path, wallets }, style) {
    if (wallets.length === 0) return `No wallets in ${clean(path)}. Name another folder with --wallet-path.`
    const rows = wallets.flatMap(wallet => [
      [clean(wallet.name), wallet.address ?? `(${clean(wallet.problem ?? 'unknown')})`, coldkeyText(wallet)],
      ...wallet.hotkeys.map(({ name, address, problem }) => [
        `  ${clean(name)}`,
        address ?? `(${clean(problem ?? 'unknown')})`,
        'hotkey',
      ]),
    ])
    return table([{ title: 'Name' }, { title: 'Address' }, { title: 'Key' }], rows, style)
  },
  json: ({ path, wallets }): Json => ({
    path,
    wallets: wallets.map(({ name, address, coldkey, format, problem, hotkeys }) => ({
      name,
      address: address ?? null,
      coldkey,
      coldkeyFormat: format ?? null,
      problem: problem ?? null,
      hotkeys: hotkeys.map(hotkey => ({
        name: hotkey.name,
        address: hotkey.address ?? null,
        problem: hotkey.problem ?? null,
      })),
    })),
  }),
}
