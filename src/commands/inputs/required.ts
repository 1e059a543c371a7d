import type { App } from '../../app/app.ts'
import { CliError } from '../../errors/cli-error.ts'

type Present<T> = { readonly [K in keyof T]-?: Exclude<T[K], undefined> }

/** Inputs of a command that only reads, none of them missing. @throws E_MISSING_INPUT naming all that is missing at once */
export function requireInputs<T extends Readonly<Record<string, unknown>>>(inputs: T): Present<T> {
  return presentOr(inputs, missingOptions(inputs))
}

/**
 * The inputs of a trade, none of them missing: the given ones, and what every trade needs beside them.
 * @throws E_MISSING_INPUT naming all that is missing at once, E_USAGE
 */
export async function requireTradeInputs<T extends Readonly<Record<string, unknown>>>(
  app: App,
  inputs: T,
): Promise<Present<T>> {
  const { settings, switches } = app
  app.network() // A name that is none is told before anything else that is missing.
  const missing = missingOptions(inputs)
  const isOther = switches.coldkey !== undefined
  if (settings.wallet.value === undefined && !isOther) missing.push('--wallet')
  if (!switches.dryRun) {
    if (switches.noInput && !switches.yes) missing.push('--yes')
    const asksNobody = switches.yes || switches.noInput
    if (asksNobody && settings.network.origin.kind === 'default') missing.push('--network')
    if (await app.lacksPassword()) missing.push('--password-file')
  }
  const present = presentOr(inputs, missing)
  if (isOther && !switches.dryRun) {
    throw new CliError('E_USAGE', {
      problem: '--coldkey is for reading and dry runs; a trade signs with --wallet.',
    })
  }
  return present
}

/** '--to-confirm' of an input `toConfirm` that is not there. */
function missingOptions(inputs: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(inputs)
    .filter(name => inputs[name] === undefined)
    .map(name => `--${name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`)
}

function presentOr<T>(inputs: T, missing: readonly string[]): Present<T> {
  if (missing.length > 0) throw new CliError('E_MISSING_INPUT', { missing })
  return inputs as Present<T>
}
