import type { SomeBalance } from '../../balance/index.ts'
import type { Face } from '../face.ts'
import { facts, table } from '../table.ts'
import { clean } from '../text.ts'
import { withUnit } from './amount.ts'

export interface DevnetStarted {
  readonly endpoint: string
  readonly genesisHash: string
  readonly specVersion: number
  /** The text that gives this genesis again. */
  readonly seed: string
  /** Folder the development wallets were written to. */
  readonly wallets: string | null
  /** The public password of their coldkeys; null where they are plain. */
  readonly walletPassword: string | null
}

export const devnetStartedView: Face<DevnetStarted> = {
  schema: 'taoctl/devnet.started/v1',
  human: ({ endpoint, genesisHash, specVersion, seed, wallets, walletPassword }, style) =>
    facts(
      [
        ['DEVNET', style.paint('strong', endpoint)],
        ['Genesis', genesisHash],
        ['Seed', clean(seed)],
        ['Spec', String(specVersion)],
        ['Wallets', wallets === null ? undefined : clean(wallets)],
        ['Password', walletPassword ?? undefined],
        ['Stop', 'Ctrl-C'],
      ],
      style,
    ),
  json: started => ({ ...started }),
}

export interface DevnetAccount {
  readonly wallet: string
  readonly address: string
  readonly mnemonic: string
  readonly free: SomeBalance
  readonly hotkeys: readonly { readonly name: string; readonly address: string }[]
}

/** The keys are public test keys, derived from their names; showing them gives nothing away. */
export const devnetAccountsView: Face<readonly DevnetAccount[]> = {
  schema: 'taoctl/devnet.accounts/v1',
  human(accounts, style) {
    const rows = accounts.flatMap(account => [
      [account.wallet, account.address, withUnit(account.free)],
      ...account.hotkeys.map(hotkey => [`  ${hotkey.name}`, hotkey.address, '']),
    ])
    const note = 'Development keys: anyone can derive them. Never send anything of value to them.'
    return `${table([{ title: 'Name' }, { title: 'Address' }, { title: 'Free', align: 'right' }], rows, style)}\n\n${note}`
  },
  json: accounts => ({
    accounts: accounts.map(account => ({ ...account, hotkeys: account.hotkeys.map(key => ({ ...key })) })),
  }),
}
