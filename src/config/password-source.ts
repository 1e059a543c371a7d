import { CliError } from '../errors/cli-error.ts'
import type { EnvFile } from './env-file.ts'
import { expandHome } from './paths.ts'

/** Where the password of a keyfile comes from. `name` is what messages call it; the value of text is never shown. */
export type PasswordSource =
  | { readonly kind: 'file'; readonly name: string; readonly path: string }
  | { readonly kind: 'command'; readonly name: string; readonly argv: readonly string[] }
  | { readonly kind: 'descriptor'; readonly name: string; readonly descriptor: number }
  | { readonly kind: 'text'; readonly name: string; readonly text: string }
  | { readonly kind: 'prompt'; readonly name: string }

export interface PasswordSources {
  /** Options as the command line parser returned them. */
  readonly flags: Readonly<Record<string, unknown>>
  readonly env: Readonly<Record<string, string | undefined>>
  readonly envFile: EnvFile | undefined
  readonly home: string | undefined
}

/** Variables that hold a password or name a file with one; the first that is set wins. */
const VARIABLES = [
  { name: 'TAOCTL_PASSWORD', kind: 'text' },
  { name: 'TAOCTL_PASSWORD_FILE', kind: 'file' },
  { name: 'BT_WALLET_PASSWORD', kind: 'text' },
  { name: 'BT_WALLET_PASSWORD_FILE', kind: 'file' },
] as const

export const passwordVariables: readonly string[] = VARIABLES.map(({ name }) => name)

/**
 * The source to use: a flag, else the environment, the env file, or a person. An empty variable counts as unset.
 * @throws E_USAGE for several flags, E_PASSWORD_SOURCE for a flag of no use; never with its value
 */
export function passwordSource({ flags, env, envFile, home }: PasswordSources): PasswordSource {
  const flag = fromFlags(flags, home)
  if (flag) return flag
  const places = [
    { values: env, where: '' },
    { values: envFile?.values ?? {}, where: ` in ${envFile?.path}` },
  ]
  for (const { values, where } of places) {
    for (const { name, kind } of VARIABLES) {
      const value = values[name]
      if (value && kind === 'file') return { kind, name: name + where, path: expandHome(value, home) }
      if (value && kind === 'text') return { kind, name: name + where, text: value }
    }
  }
  return { kind: 'prompt', name: 'the prompt' }
}

const FLAGS = {
  '--password-file': 'passwordFile',
  '--password-command': 'passwordCommand',
  '--password-fd': 'passwordFd',
} as const

function fromFlags(flags: PasswordSources['flags'], home: string | undefined): PasswordSource | undefined {
  const given = Object.entries(FLAGS).filter(([, key]) => typeof flags[key] === 'string')
  const [first, ...others] = given
  if (first === undefined) return undefined
  if (others.length > 0) {
    const names = given.map(([name]) => name).join(' and ')
    throw new CliError('E_USAGE', { problem: `${names} exclude each other.` })
  }
  const [name, key] = first
  const value = String(flags[key])
  const unusable = (problem: string) => new CliError('E_PASSWORD_SOURCE', { source: name, problem })
  switch (key) {
    case 'passwordFile':
      if (value === '') throw unusable('it names no file')
      return { kind: 'file', name, path: expandHome(value, home) }
    case 'passwordCommand':
      return { kind: 'command', name, argv: words(value, unusable) }
    case 'passwordFd':
      // 1 and 2 are where taoctl writes.
      if (!/^(0|[3-9]|[1-9][0-9]{1,3})$/.test(value))
        throw unusable('it takes the number of an open descriptor')
      return { kind: 'descriptor', name, descriptor: +value }
  }
}

/**
 * A program and its arguments: words at blanks, or a JSON list of texts. There is no shell, so what only a shell
 * understands is refused instead of passed on.
 */
function words(text: string, unusable: (problem: string) => CliError): readonly string[] {
  const argv = text.trimStart().startsWith('[') ? listOf(text) : plainWords(text)
  if (argv === undefined) {
    throw unusable('it takes a program and plain words, or a JSON list such as ["pass", "show", "my wallet"]')
  }
  return argv
}

function plainWords(text: string): readonly string[] | undefined {
  if (/["'`$|&;<>(){}*?\\\n\0]/.test(text)) return undefined
  const found = text.split(/[ \t]+/).filter(word => word !== '')
  return found.length > 0 ? found : undefined
}

function listOf(text: string): readonly string[] | undefined {
  try {
    const list: unknown = JSON.parse(text)
    const isArgv =
      Array.isArray(list) &&
      list.every((word): word is string => typeof word === 'string' && !word.includes('\0'))
    return isArgv && list[0] ? list : undefined
  } catch {
    return undefined
  }
}
