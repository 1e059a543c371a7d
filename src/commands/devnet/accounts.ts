import { developmentWallets } from '../../../devnet/scenario/wallet-keys.ts'
import type { App } from '../../app/app.ts'
import { devnetAccountsView } from '../../output/faces/devnet.ts'
import { loadScenario } from './load-scenario.ts'

export interface DevnetAccountsFlags {
  readonly scenario?: string
}

export async function runDevnetAccounts(app: App, flags: DevnetAccountsFlags): Promise<void> {
  const wallets = developmentWallets(await loadScenario(app, flags.scenario))
  app.output.result(
    devnetAccountsView,
    wallets.map(({ name, free, coldkey, hotkeys }) => ({
      wallet: name,
      address: coldkey.address,
      mnemonic: coldkey.mnemonic,
      free,
      hotkeys: hotkeys.map(hotkey => ({ name: hotkey.name, address: hotkey.address })),
    })),
  )
}
