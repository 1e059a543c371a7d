import { CliError } from '../errors/cli-error.ts'
import type { EnvFile } from './env-file.ts'
import { expandHome } from './paths.ts'

/** Where the password of a keyfile comes from. `name` is what messages call it; the value of text is never shown. */
export type PasswordSource =
  | { readonly kind: 'file'; readonly name: string; readonly path: string }
  | { readonly kind: 'text'; readonly name: string; readonly text: string }
  | { readonly kind: 'prompt'; readonly name: string }

export interface PasswordSources {
  /** Options as the command line parser returned them. */
  readonly flags: Readonly<Record<string, unknown>>
  readonly env: Readonly<Record<string, string | undefined>>
  readonly envFile: EnvFile | undefined
  readonly home: string
}

/** Variables that name a password or a file with one, the first that is set wins. */
const VARIABLES = [
  { name: 'TAOCTL_PASSWORD', kind: 'text' },
  { name: 'TAOCTL_PASSWORD_FILE', kind: 'file' },
  { name: 'BT_WALLET_PASSWORD', kind: 'text' },
  { name: 'BT_WALLET_PASSWORD_FILE', kind: 'file' },
] as const

/** The source to use: a flag, else the environment, the env file, or a person. An empty variable counts as unset. */
export function passwordSource({ flags, env, envFile, home }: PasswordSources): PasswordSource {
  const file = (name: string, path: string): PasswordSource => {
    if (path === '') throw new CliError('E_PASSWORD_SOURCE', { source: name, problem: 'it names no file' })
    return { kind: 'file', name, path: expandHome(path, home) }
  }
  if (typeof flags.passwordFile === 'string') return file('--password-file', flags.passwordFile)
  const places = [
    { values: env, where: '' },
    { values: envFile?.values ?? {}, where: ` in ${envFile?.path}` },
  ]
  for (const { values, where } of places) {
    for (const { name, kind } of VARIABLES) {
      const value = values[name]
      if (value && kind === 'file') return file(name + where, value)
      if (value) return { kind: 'text', name: name + where, text: value }
    }
  }
  return { kind: 'prompt', name: 'the prompt' }
}
