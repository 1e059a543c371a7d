import type { Address } from '../chain/address.ts'
import type { Signer } from '../chain/extrinsic/compose.ts'
import type { PasswordSource } from '../config/password-source.ts'
import type { Settings } from '../config/settings.ts'
import { CliError } from '../errors/cli-error.ts'
import type { Halt } from '../host/halt.ts'
import type { Host } from '../host/types.ts'
import type { Output } from '../output/output.ts'
import type { Stages } from '../output/stages.ts'
import type { Switches } from './switches.ts'

/** The wallet of one run: its addresses and names, and its coldkey. */
export interface Keys {
  /** Address a command speaks of: --coldkey, else the wallet's. @throws E_MISSING_INPUT when neither is named */
  coldkey(): Promise<Address>
  /** Names by address: the wallet and its hotkeys, as far as they can be read. */
  names(): Promise<ReadonlyMap<string, string>>
  /** Hotkey addresses of --hotkey. */
  hotkeys(): Promise<readonly Address[]>
  /** The address of a hotkey given as address, name or wallet/name. */
  hotkey(text: string): Promise<Address>
  /** The address of a coldkey given as address or as name of a wallet. */
  account(text: string): Promise<Address>
  /** Whether the wallet's coldkey needs a password that nobody can be asked for. */
  lacksPassword(): Promise<boolean>
  /** Refuses a coldkey, or a password source, that can be seen to be of no use before it is needed. */
  requireUnlockable(): Promise<void>
  /** Opens the wallet's coldkey. */
  unlock(): Promise<Signer>
}

interface KeysDeps {
  readonly host: Host
  readonly settings: Settings
  readonly switches: Switches
  readonly passwordSource: PasswordSource
  readonly halt: Halt
  readonly stages: Stages
  readonly output: Output
  readonly givenUp: AbortSignal
  /** Absolute wallet folder. @throws E_HOME */
  walletPath(): string
}

/** Reads nothing until asked. */
export function openKeys(deps: KeysDeps): Keys {
  const { host, settings, switches, passwordSource: source, halt, output, givenUp } = deps
  const folder = {
    files: host.files,
    get path() {
      return deps.walletPath()
    },
  }
  const walletName = () => {
    const name = settings.wallet.value
    if (name === undefined) throw new CliError('E_MISSING_INPUT', { missing: ['--wallet'] })
    return name
  }
  const hotkey = async (text: string) => {
    const { resolveHotkey } = await import('../wallet/public.ts')
    return resolveHotkey(folder, settings.wallet.value, text)
  }
  const account = async (text: string) => {
    const { readColdkeyAddress } = await import('../wallet/public.ts')
    const { looksLikeAddress, parseAddress } = await import('../chain/address.ts')
    return looksLikeAddress(text) ? parseAddress(text) : readColdkeyAddress(folder, text)
  }
  return {
    account,
    async coldkey() {
      if (switches.coldkey !== undefined) return account(switches.coldkey)
      // A wallet may be named like an address: it is the folder that is meant.
      const { readColdkeyAddress } = await import('../wallet/public.ts')
      return readColdkeyAddress(folder, walletName())
    },
    async names() {
      const { walletNames } = await import('../wallet/list.ts')
      return walletNames(folder, settings.wallet.value)
    },
    hotkeys: () => Promise.all(settings.hotkeys.value.map(hotkey)),
    hotkey,
    async lacksPassword() {
      const name = settings.wallet.value
      if (source.kind !== 'prompt' || !switches.noInput || name === undefined) return false
      const { needsPassword } = await import('../wallet/unlock.ts')
      return needsPassword(folder, name)
    },
    async requireUnlockable() {
      const { requireUnlockable } = await import('../wallet/unlock.ts')
      return requireUnlockable(folder, walletName(), source)
    },
    async unlock() {
      const { unlockColdkey } = await import('../wallet/unlock.ts')
      return unlockColdkey(folder, walletName(), {
        ...{ host, source, halt, givenUp, ...output },
        canAsk: !switches.noInput,
        entered: deps.stages.enter,
      })
    },
  }
}
