import type { Scenario } from '../../../devnet/scenario/schema.ts'
import type { App } from '../../app/app.ts'
import { deriveNaclKey, openNacl, sealNacl } from '../../wallet/nacl.ts'
import { type Cipher, writePlainWallet, writeWallet } from '../../wallet/write.ts'

/** Anyone may know it: development keys follow from their names anyway. */
export const DEVNET_PASSWORD = 'devnet'

/** Writes the wallets of a scenario. One derivation serves them all, because the format has one salt. */
export async function writeWallets(
  app: App,
  scenario: Scenario,
  path: string,
  encrypt: boolean,
): Promise<void> {
  const { developmentWallets } = await import('../../../devnet/scenario/wallet-keys.ts')
  const wallets = developmentWallets(scenario)
  const { files } = app.host
  if (!encrypt) {
    for (const wallet of wallets) await writePlainWallet(files, path, wallet)
    return
  }
  app.output.status(`Encrypting the coldkeys with the public password '${DEVNET_PASSWORD}'`)
  const cipher = await devnetCipher(app)
  for (const wallet of wallets) await writeWallet(files, path, wallet, cipher)
}

async function devnetCipher({ host }: App): Promise<Cipher> {
  const sodium = await host.sodium()
  const never = new AbortController().signal
  const key = await deriveNaclKey(sodium, new TextEncoder().encode(DEVNET_PASSWORD), never)
  return {
    seal: content => sealNacl(sodium, content, key, host.random),
    open: stored => openNacl(sodium, stored, key),
  }
}
