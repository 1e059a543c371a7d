import { CliError } from '../errors/cli-error.ts'
import { parseDuration } from './duration.ts'

/** Where a value came from. */
export type Origin =
  | { readonly kind: 'flag'; readonly name: string }
  | { readonly kind: 'environment'; readonly name: string }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'terminal' }
  | { readonly kind: 'default' }

export interface Setting<T> {
  readonly value: T
  readonly origin: Origin
}

/** How one setting is found and read. The table below is the single list of them. */
interface Source<T> {
  /** Name of the flag's value among the parsed options. */
  readonly flag: string
  readonly environment: readonly string[]
  /** Key in the config file; absent where a file may not decide. */
  readonly file?: string
  readonly parse: (text: string, name: string) => T
  readonly fallback: T
}

const source = <T>(entry: Source<T>): Source<T> => entry
const text = (value: string) => value
const oneOf =
  <const A extends readonly string[]>(...allowed: A) =>
  (value: string, option: string): A[number] => {
    const found = allowed.find(candidate => candidate === value)
    if (found === undefined) {
      throw new CliError('E_OPTION_VALUE', { option, text: value, expected: allowed.join(' or ') })
    }
    return found
  }

const era = (value: string, option: string): number => {
  const blocks = /^[0-9]{1,4}$/.test(value) ? +value : 0
  if (blocks < 4 || blocks > 2048 || (blocks & (blocks - 1)) !== 0) {
    throw new CliError('E_OPTION_VALUE', { option, text: value, expected: 'a power of two from 4 to 2048' })
  }
  return blocks
}

const genesis = (value: string, option: string): string => {
  if (!/^0x[0-9a-f]{64}$/.test(value)) {
    throw new CliError('E_OPTION_VALUE', { option, text: value, expected: '0x and 64 lower-case hex digits' })
  }
  return value
}

const list = (value: string): readonly string[] => value.split(',').filter(entry => entry !== '')

const sources = {
  network: source<string>({
    flag: 'network',
    environment: ['TAOCTL_NETWORK', 'BT_NETWORK'],
    file: 'network',
    parse: text,
    fallback: 'finney',
  }),
  genesis: source<string | undefined>({
    flag: 'genesis',
    environment: ['TAOCTL_GENESIS'],
    file: 'genesis',
    parse: genesis,
    fallback: undefined,
  }),
  wallet: source<string | undefined>({
    flag: 'wallet',
    environment: ['TAOCTL_WALLET', 'BT_WALLET'],
    file: 'wallet',
    parse: text,
    fallback: undefined,
  }),
  walletPath: source<string>({
    flag: 'walletPath',
    environment: ['TAOCTL_WALLET_PATH', 'BT_WALLET_PATH'],
    file: 'wallet_path',
    parse: text,
    fallback: '~/.bittensor/wallets',
  }),
  hotkeys: source<readonly string[]>({
    flag: 'hotkey',
    environment: ['TAOCTL_HOTKEY', 'BT_WALLET_HOTKEY'],
    file: 'hotkey',
    parse: list,
    fallback: [],
  }),
  wait: source<'included' | 'finalized'>({
    flag: 'wait',
    environment: [],
    file: 'wait',
    parse: oneOf('included', 'finalized'),
    fallback: 'finalized',
  }),
  timeout: source<number>({
    flag: 'timeout',
    environment: [],
    file: 'timeout',
    parse: parseDuration,
    fallback: 300_000,
  }),
  era: source<number>({ flag: 'era', environment: [], file: 'era', parse: era, fallback: 16 }),
}

export type Settings = {
  readonly [K in keyof typeof sources]: Setting<(typeof sources)[K]['fallback']>
}

/** The parsed content of a config file. */
export interface ConfigFile {
  readonly path: string
  readonly values: Readonly<Record<string, string>>
}

export interface SettingSources {
  /** Options as the command line parser returned them. */
  readonly flags: Readonly<Record<string, unknown>>
  readonly env: Readonly<Record<string, string | undefined>>
  readonly file: ConfigFile | undefined
}

/** Keys a config file may hold. */
export const fileKeys: readonly string[] = Object.values(sources).flatMap(entry => entry.file ?? [])

/**
 * Every setting with its origin: flag > environment > config file > default. An empty variable counts as unset.
 * @throws E_OPTION_VALUE, E_DURATION naming the flag, variable or key that is wrong
 */
export function resolveSettings(from: SettingSources): Settings {
  const resolved = Object.entries(sources).map(([name, entry]) => [
    name,
    resolve(entry as Source<unknown>, from),
  ])
  return Object.fromEntries(resolved) as Settings
}

function resolve<T>(entry: Source<T>, { flags, env, file }: SettingSources): Setting<T> {
  const flag = flags[entry.flag]
  const flagName = `--${entry.flag.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`
  if (Array.isArray(flag)) {
    if (flag.length > 0) return { value: flag as T, origin: { kind: 'flag', name: flagName } }
  } else if (typeof flag === 'string') {
    return { value: entry.parse(flag, flagName), origin: { kind: 'flag', name: flagName } }
  }
  for (const name of entry.environment) {
    const value = env[name]
    if (value) return { value: entry.parse(value, name), origin: { kind: 'environment', name } }
  }
  const stored = entry.file === undefined ? undefined : file?.values[entry.file]
  if (stored !== undefined && file && entry.file) {
    return {
      value: entry.parse(stored, `${entry.file} in ${file.path}`),
      origin: { kind: 'file', path: file.path },
    }
  }
  return { value: entry.fallback, origin: { kind: 'default' } }
}
