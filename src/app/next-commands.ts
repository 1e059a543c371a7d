import type { PasswordSource } from '../config/password-source.ts'
import type { Setting, Settings } from '../config/settings.ts'
import { formatSpecRange } from '../config/spec-range.ts'
import { type Commands, shellLine } from '../errors/next-command.ts'
import { holdsKey, withoutKey } from '../errors/url.ts'
import type { Host } from '../host/types.ts'
import type { Flags } from './switches.ts'

interface Given {
  readonly flags: Flags
  readonly env: Host['env']
  readonly settings: Settings
  readonly passwordSource: PasswordSource
}

/** Options a command gets along, and what has to be said since it is not among them. */
interface Carried {
  readonly words: readonly string[]
  readonly note?: string
}

type Part = 'network' | 'witnesses' | 'spec' | 'wallet' | 'folder' | 'coldkey' | 'password'

/** What tells commands who and where; a trade also needs the password. Those of a config or env file come with the file. */
const PARTS: Readonly<Record<string, readonly Part[]>> = {
  'stake list': ['network', 'wallet', 'coldkey'],
  'stake quote': ['network'],
  'subnet list': ['network'],
  'wallet list': ['folder'],
  'journal list': [],
  'journal show': [],
  'journal resume': ['network', 'witnesses', 'spec', 'wallet'],
  'config set': [],
}
const OF_A_TRADE: readonly Part[] = ['network', 'witnesses', 'spec', 'wallet', 'password']

/**
 * Writes the next command with what this run was told of who and where: network, endpoints, genesis, accepted specs,
 * wallet, password source and the files that settings come from. Nothing that belonged to one trade goes along, and no key of a URL.
 */
export function nextCommands(given: Given): Commands {
  const write = (run: readonly string[]) => {
    const carried = run.includes('--help') ? [] : carriedBy(given, run)
    const words = carried.flatMap(each => (run.includes(each.words[0] ?? '') ? [] : each.words))
    const notes = new Set(carried.flatMap(({ note }) => note ?? []))
    return { line: shellLine([...run, ...words]), notes: [...notes] }
  }
  return {
    line: run => write(run).line,
    tell({ text, run }) {
      const { line, notes } = write(run)
      return [...notes, `${text}: ${line}`].join(' ')
    },
  }
}

function carriedBy(given: Given, run: readonly string[]): readonly Carried[] {
  const parts = PARTS[run.slice(0, 2).join(' ')] ?? OF_A_TRADE
  return [...parts.flatMap(part => options[part](given)), ...files(given)]
}

const options: Readonly<Record<Part, (given: Given) => readonly Carried[]>> = {
  network: ({ flags, settings }) => [
    ...network(settings.network),
    ...urls('--fallback', settings.fallbacks),
    ...setting('--genesis', settings.genesis),
    ...(flags.insecure === true ? [{ words: ['--insecure'] }] : []),
  ],
  witnesses: ({ flags: { confirmWith } }) =>
    Array.isArray(confirmWith)
      ? urls('--confirm-with', { value: confirmWith, origin: { kind: 'flag', name: '--confirm-with' } })
      : [],
  spec: ({ settings: { acceptSpec } }) =>
    setting('--accept-spec', { ...acceptSpec, value: formatSpecRange(acceptSpec.value) }),
  wallet: given => [...setting('--wallet', given.settings.wallet), ...folder(given)],
  folder,
  coldkey: ({ flags }) => flag('--coldkey', flags.coldkey),
  password,
}

/** Of a flag or a variable: the next command may be run where that variable is not set. */
function setting(name: string, { value, origin }: Setting<string | undefined>): readonly Carried[] {
  return origin.kind === 'flag' || origin.kind === 'environment' ? flag(name, value) : []
}

function folder({ settings }: Given): readonly Carried[] {
  return setting('--wallet-path', settings.walletPath)
}

function network({ value, origin }: Settings['network']): readonly Carried[] {
  return urls('--network', { value: [value], origin })
}

/** Each with its option; what may be a key is left out of those that were typed, and a variable with one is named. */
function urls(option: string, { value, origin }: Setting<readonly string[]>): readonly Carried[] {
  if (value.length === 0 || !['flag', 'environment'].includes(origin.kind)) return []
  const hasKey = value.some(holdsKey)
  if (hasKey && origin.kind === 'environment') {
    return [{ words: [], note: `${origin.name} must be set as it is now.` }]
  }
  const words = value.flatMap(url => [option, withoutKey(url)])
  const note = 'The URL stands here without what comes after its host, which may be a key: add it.'
  return [hasKey ? { words, note } : { words }]
}

/** Text and open descriptors are named, not printed; a prompt asks again. */
function password({ flags, env, passwordSource: source }: Given): readonly Carried[] {
  const isGone =
    source.kind === 'descriptor' || (source.kind === 'file' && /^\/(dev|proc)\//.test(source.path))
  if (isGone) {
    const note = `The password came from ${source.name}, which cannot be read again: give it anew, or be asked.`
    return [{ words: [], note }]
  }
  switch (source.kind) {
    case 'command':
      return flag('--password-command', flags.passwordCommand)
    case 'file':
      return flags.passwordFile === undefined && !env[source.name]
        ? []
        : [{ words: ['--password-file', source.path] }]
    case 'text':
      return env[source.name] ? [{ words: [], note: `${source.name} must be set as it is now.` }] : []
    default:
      return []
  }
}

const files = ({ flags, env }: Given): readonly Carried[] => [
  ...flag('--config', flags.config ?? (env.TAOCTL_CONFIG || undefined)),
  ...flag('--dotenv', flags.dotenv),
]

const flag = (name: string, value: unknown): readonly Carried[] =>
  typeof value === 'string' ? [{ words: [name, value] }] : []
