import type { App } from '../../app.ts'
import { walletListView } from '../../output/views/wallet-list.ts'
import { listWallets } from '../../wallet/folder.ts'

export async function runWalletList(app: App): Promise<void> {
  const wallets = await listWallets(app.host.files, app.walletPath)
  app.output.result(walletListView, { path: app.walletPath, wallets })
}
