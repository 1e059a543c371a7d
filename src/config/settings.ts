import type { EnvFile } from './env-file.ts'
import type { ConfigFile } from './file.ts'
import type { Origin } from './origin.ts'
import { flagName, type Source, sources } from './table.ts'

export interface Setting<T> {
  readonly value: T
  readonly origin: Origin
}

export type Settings = {
  readonly [K in keyof typeof sources]: Setting<(typeof sources)[K]['fallback']>
}

export interface SettingSources {
  /** Options as the command line parser returned them. */
  readonly flags: Readonly<Record<string, unknown>>
  readonly env: Readonly<Record<string, string | undefined>>
  readonly envFile?: EnvFile | undefined
  readonly file: ConfigFile | undefined
}

/**
 * Every setting with its origin: flag > environment > env file > config file > default. An empty variable counts as
 * unset. What `failed` does not throw is passed over, and the next source decides.
 * @throws E_OPTION_VALUE, E_DURATION naming the flag, variable or key that is wrong
 */
export function resolveSettings(from: SettingSources, failed: (error: unknown) => void = rethrow): Settings {
  const resolved = Object.entries(sources).map(([name, entry]) => [
    name,
    resolve(entry as Source<unknown>, from, failed),
  ])
  return Object.fromEntries(resolved) as Settings
}

/** A setting as `config show` prints it. */
export interface ShownSetting {
  readonly name: string
  readonly value: string | undefined
  readonly origin: Origin
}

/** All settings by their keys, their values as they would be written. */
export function describeSettings(settings: Settings): readonly ShownSetting[] {
  return Object.entries(sources).map(([name, entry]) => {
    const { value, origin } = settings[name as keyof Settings]
    return { name: entry.key, value: (entry as Source<unknown>).format(value), origin }
  })
}

function resolve<T>(entry: Source<T>, from: SettingSources, failed: (error: unknown) => void): Setting<T> {
  for (const { value, name, origin } of given(entry, from)) {
    try {
      return { value: entry.parse(value, name), origin }
    } catch (error) {
      failed(error)
    }
  }
  return { value: entry.fallback, origin: { kind: 'default' } }
}

type Place = Pick<Source<unknown>, 'key' | 'flag' | 'environment'>

interface Given {
  /** The text to parse; what a repeatable flag was given has commas between. */
  readonly value: string
  /** What to call the place in an error. */
  readonly name: string
  readonly origin: Origin
}

/** The values a setting was given, the deciding one first. */
function* given(entry: Place, { flags, env, envFile, file }: SettingSources): Iterable<Given> {
  const given = flags[entry.flag]
  const flag = Array.isArray(given) && given.length > 0 ? given.join(',') : given
  if (typeof flag === 'string') {
    const name = flagName(entry)
    yield { value: flag, name, origin: { kind: 'flag', name } }
  }
  for (const name of entry.environment) {
    if (env[name]) yield { value: env[name], name, origin: { kind: 'environment', name } }
  }
  for (const name of entry.environment) {
    const value = envFile?.values[name]
    if (envFile && value) {
      const { path } = envFile
      yield { value, name: `${name} in ${path}`, origin: { kind: 'env-file', name, path } }
    }
  }
  const stored = file?.values[entry.key]
  if (file && stored !== undefined) {
    const { path } = file
    yield { value: stored, name: `${entry.key} in ${path}`, origin: { kind: 'file', path } }
  }
}

function rethrow(error: unknown): never {
  throw error
}
