import type { App } from '../../app/app.ts'
import { CliError } from '../../errors/cli-error.ts'
import type { Check } from '../../output/faces/doctor.ts'
import { needsPassword } from '../../wallet/unlock.ts'
import { ok, outcome, problem, skipped, warning } from './check.ts'

/** Where the password of the coldkey would come from. It is not read, nobody is asked. */
export async function checkPassword(app: App): Promise<Check> {
  const name = app.settings.wallet.value
  if (name === undefined) return skipped('password', 'No wallet is chosen.')
  const unusable = await outcome(app.requireUnlockable())
  if (unusable instanceof CliError) {
    return unusable.is('E_WALLET_MISSING')
      ? skipped('password', 'No wallet to look at.')
      : problem('password', unusable)
  }
  const folder = { files: app.host.files, path: app.walletPath() }
  if (!(await needsPassword(folder, name))) return ok('password', 'None is needed.')
  if (await app.lacksPassword()) {
    return warning(
      'password',
      'The coldkey needs one, and nobody can be asked here.',
      'Name a file with --password-file or TAOCTL_PASSWORD_FILE.',
    )
  }
  const { passwordSource } = app
  if (passwordSource.kind === 'prompt') return ok('password', 'You will be asked for it.')
  if (passwordSource.kind !== 'file') return ok('password', `From ${passwordSource.name}.`)
  const { path } = passwordSource
  const info = await app.host.files.info(path).catch(() => undefined)
  const from = `From ${path}, named by ${passwordSource.name}`
  return info?.kind === 'file' && info.owner !== 'root' && (info.mode & 0o077) !== 0
    ? warning('password', `${from}; others can read it.`, `Make it yours alone: chmod 600 ${path}`)
    : ok('password', `${from}.`)
}
