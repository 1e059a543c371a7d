import { CliError } from '../../errors/cli-error.ts'

type Present<T> = { readonly [K in keyof T]-?: Exclude<T[K], undefined> }

/** Inputs of a command that only reads, none of them missing. @throws E_MISSING_INPUT naming all that is missing at once */
export function requireInputs<T extends Readonly<Record<string, string | undefined>>>(inputs: T): Present<T> {
  const missing = Object.keys(inputs)
    .filter(name => inputs[name] === undefined)
    .map(name => `--${name}`)
  if (missing.length > 0) throw new CliError('E_MISSING_INPUT', { missing })
  return inputs as Present<T>
}
