import type { App } from '../../app/app.ts'
import { CliError } from '../../errors/cli-error.ts'
import type { Check } from '../../output/faces/doctor.ts'
import { type FoundWallet, listWallets } from '../../wallet/list.ts'
import { readColdkeyAddress } from '../../wallet/public.ts'
import { ok, outcome, problem, skipped, warning } from './check.ts'

/** The wallet folder, the wallet in use, and who else could read its key. No key is opened. */
export async function checkWallet(app: App): Promise<readonly Check[]> {
  const path = await outcome(Promise.resolve().then(app.walletPath))
  if (path instanceof CliError)
    return [problem('wallet', path), skipped('permissions', 'No wallet to look at.')]
  const folder = { files: app.host.files, path }
  const wallets = await outcome(listWallets(folder))
  if (wallets instanceof CliError)
    return [problem('wallet', wallets), skipped('permissions', 'No wallet to look at.')]
  const name = app.settings.wallet.value
  if (name === undefined)
    return [unchosen(app, path, wallets), skipped('permissions', 'No wallet is chosen.')]
  const address = await outcome(readColdkeyAddress(folder, name))
  if (address instanceof CliError) {
    return [problem('wallet', address), skipped('permissions', 'No wallet to look at.')]
  }
  return [
    described(
      name,
      address,
      wallets.find(wallet => wallet.name === name),
    ),
    await checkPermissions(app, path, name),
  ]
}

function unchosen({ commands }: App, path: string, wallets: readonly FoundWallet[]): Check {
  const [first] = wallets
  if (!first)
    return warning('wallet', `There is no wallet in ${path}.`, 'Name the folder with --wallet-path.')
  const count = wallets.length === 1 ? '1 wallet' : `${wallets.length} wallets`
  return warning(
    'wallet',
    `${count} in ${path}, none of them chosen.`,
    commands.tell({
      text: 'Choose with --wallet, or for good with',
      run: ['config', 'set', 'wallet', first.name],
    }),
  )
}

function described(name: string, address: string, found: FoundWallet | undefined): Check {
  const who = `Wallet ${name}, ${address}`
  switch (found?.coldkey ?? 'missing') {
    case 'encrypted':
      if (found?.format !== 'NaCl') {
        return warning(
          'wallet',
          `${who}; its coldkey is stored as ${found?.format}, which taoctl does not open.`,
          'docs/wallet.md says how to convert it.',
        )
      }
      return ok('wallet', `${who}; its coldkey is encrypted.`)
    case 'plain':
      return warning(
        'wallet',
        `${who}; its coldkey is not encrypted.`,
        'Whoever reads the file has the key. Use it for development only.',
      )
    case 'missing':
      return warning(
        'wallet',
        `${who}; its coldkey is not here.`,
        'It can be looked at, but nothing can be signed.',
      )
    case 'unreadable':
      return warning('wallet', `${who}; its coldkey cannot be read.`, 'Check who may read the file.')
  }
}

/** Folders nobody else may write to, a coldkey nobody else may read. */
async function checkPermissions({ host }: App, walletPath: string, name: string): Promise<Check> {
  const wallet = `${walletPath}/${name}`
  const rules = [
    { path: walletPath, forbidden: 0o022, mend: 'go-w' },
    { path: wallet, forbidden: 0o022, mend: 'go-w' },
    { path: `${wallet}/coldkey`, forbidden: 0o077, mend: '600' },
  ]
  const open = await Promise.all(
    rules.map(async rule => {
      const info = await host.files.info(rule.path).catch(() => undefined)
      if (!info || (info.mode & rule.forbidden) === 0) return []
      // Nobody else can touch what is in a sticky folder; what root gave us to read, we cannot close.
      const isFine = info.kind === 'folder' ? info.isOwn : info.owner === 'root'
      return isFine ? [] : [rule]
    }),
  )
  const [first, ...others] = open.flat()
  if (!first) return ok('permissions', 'Nobody else can read the coldkey or change the wallet.')
  const all = [first, ...others]
  return warning(
    'permissions',
    `Others on this machine can get at ${all.map(({ path }) => path).join(' and ')}.`,
    `Close with: ${all.map(({ path, mend }) => `chmod ${mend} ${path}`).join('; ')}`,
  )
}
