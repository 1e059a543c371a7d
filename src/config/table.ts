import { Tolerance } from '../balance/index.ts'
import { CliError } from '../errors/cli-error.ts'
import { formatDuration, parseDuration } from './duration.ts'
import { passwordVariables } from './password-source.ts'
import { formatSpecRange, parseSpecRange, type SpecRange } from './spec-range.ts'

/** How one setting is found, read and shown. */
export interface Source<T> {
  /** Its name: in `config show`, and as a key of the config file. */
  readonly key: string
  /** Name of the flag's value among the parsed options. */
  readonly flag: string
  /** Variables that may set it, the first before the others. */
  readonly environment: readonly string[]
  /** `name` is what to call the place the text came from. @throws E_OPTION_VALUE, E_DURATION */
  readonly parse: (text: string, name: string) => T
  /** As it would be written in the config file; undefined where there is no value. */
  readonly format: (value: T) => string | undefined
  readonly fallback: T
}

const source = <T>(entry: Source<T>): Source<T> => entry
const text = (value: string) => value
const same = <T extends string | undefined>(value: T): T => value
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

/** How far others are taken to move a pool, at the least; only more is stricter. */
const LEAST_GUARD_FACTOR = 100

const guardFactor = (value: string, option: string): number => {
  const factor = /^[0-9]{1,9}$/.test(value) ? +value : 0
  if (factor < LEAST_GUARD_FACTOR) {
    const expected = `a whole number from ${LEAST_GUARD_FACTOR} to 999999999`
    throw new CliError('E_OPTION_VALUE', { option, text: value, expected })
  }
  return factor
}

const url = (value: string, option: string): string => {
  if (URL.canParse(value) && /^wss?:$/.test(new URL(value).protocol)) return value
  throw new CliError('E_OPTION_VALUE', { option, text: value, expected: 'one ws:// or wss:// URL' })
}

const genesis = (value: string, option: string): string => {
  if (!/^0x[0-9a-f]{64}$/.test(value)) {
    throw new CliError('E_OPTION_VALUE', { option, text: value, expected: '0x and 64 lower-case hex digits' })
  }
  return value
}

const listOf =
  (entries: string) =>
  (value: string, option: string): readonly string[] => {
    const found = value.split(',').filter(entry => entry !== '')
    if (found.length > 0) return found
    const expected = `${entries} with commas between them`
    throw new CliError('E_OPTION_VALUE', { option, text: value, expected })
  }
const joined = (value: readonly string[]) => value.join(',') || undefined

/** The single list of settings; docs/config.md explains each. */
export const sources = {
  network: source<string>({
    key: 'network',
    flag: 'network',
    environment: ['TAOCTL_NETWORK', 'BT_NETWORK'],
    parse: text,
    format: same,
    fallback: 'finney',
  }),
  genesis: source<string | undefined>({
    key: 'genesis',
    flag: 'genesis',
    environment: ['TAOCTL_GENESIS'],
    parse: genesis,
    format: same,
    fallback: undefined,
  }),
  fallbacks: source<readonly string[]>({
    key: 'fallbacks',
    flag: 'fallback',
    environment: ['TAOCTL_FALLBACKS'],
    parse: listOf('URLs'),
    format: joined,
    fallback: [],
  }),
  wallet: source<string | undefined>({
    key: 'wallet',
    flag: 'wallet',
    environment: ['TAOCTL_WALLET', 'BT_WALLET'],
    parse: text,
    format: same,
    fallback: undefined,
  }),
  walletPath: source<string>({
    key: 'wallet_path',
    flag: 'walletPath',
    environment: ['TAOCTL_WALLET_PATH', 'BT_WALLET_PATH'],
    parse: text,
    format: same,
    fallback: '~/.bittensor/wallets',
  }),
  hotkeys: source<readonly string[]>({
    key: 'hotkey',
    flag: 'hotkey',
    environment: ['TAOCTL_HOTKEY', 'BT_WALLET_HOTKEY'],
    parse: listOf('names or addresses'),
    format: joined,
    fallback: [],
  }),
  wait: source<'included' | 'finalized'>({
    key: 'wait',
    flag: 'wait',
    environment: [],
    parse: oneOf('included', 'finalized'),
    format: same,
    fallback: 'finalized',
  }),
  timeout: source<number>({
    key: 'timeout',
    flag: 'timeout',
    environment: [],
    parse: parseDuration,
    format: formatDuration,
    fallback: 300_000,
  }),
  tolerance: source<Tolerance>({
    key: 'tolerance',
    flag: 'tolerance',
    environment: [],
    parse: text => Tolerance.parse(text),
    format: value => value.toText(),
    fallback: Tolerance.parse('0.5%'),
  }),
  guardFactor: source<number>({
    key: 'guard_factor',
    flag: 'guardFactor',
    environment: [],
    parse: guardFactor,
    format: String,
    fallback: LEAST_GUARD_FACTOR,
  }),
  trustEndpoint: source<string | undefined>({
    key: 'trust_endpoint',
    flag: 'trustEndpoint',
    // Of no variable: an env file lies about in projects that others write.
    environment: [],
    parse: url,
    format: same,
    fallback: undefined,
  }),
  era: source<number>({
    key: 'era',
    flag: 'era',
    environment: [],
    parse: era,
    format: String,
    fallback: 16,
  }),
  acceptSpec: source<SpecRange | undefined>({
    key: 'accept_spec',
    flag: 'acceptSpec',
    environment: ['TAOCTL_ACCEPT_SPEC'],
    parse: parseSpecRange,
    format: formatSpecRange,
    fallback: undefined,
  }),
}

/** Keys whose value in a config file may be a list of texts. */
export const listKeys: readonly string[] = Object.values(sources)
  .filter(entry => Array.isArray(entry.fallback))
  .map(entry => entry.key)

/** Keys a config file may hold. */
export const fileKeys: readonly string[] = Object.values(sources).map(entry => entry.key)

/** All variables that mean something to taoctl by a name of its own or of btcli. */
export const variables: readonly string[] = [
  ...Object.values(sources).flatMap(entry => entry.environment),
  'TAOCTL_CONFIG',
  ...passwordVariables,
]

/** The flag of a setting as it is typed. */
export function flagName(entry: Pick<Source<unknown>, 'flag'>): string {
  return `--${entry.flag.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`
}
