import type { App } from '../../app/app.ts'
import { walletListView } from '../../output/faces/wallet-list.ts'
import { listWallets } from '../../wallet/list.ts'

export async function runWalletList(app: App): Promise<void> {
  const wallets = await listWallets({ files: app.host.files, path: app.walletPath() })
  app.output.result(walletListView, { path: app.walletPath(), wallets })
}
