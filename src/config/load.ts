import { CliError, type Warning } from '../errors/cli-error.ts'
import type { Host } from '../host/types.ts'
import { type Access, accessTo, accessWarning } from './access.ts'
import { type EnvFile, readEnvFile } from './env-file.ts'
import { type ConfigFile, readConfigFile } from './file.ts'
import { configPath, expandHome } from './paths.ts'
import { resolveSettings, type Settings } from './settings.ts'
import { similarTo } from './similar.ts'
import { sources, variables } from './table.ts'

export interface Loaded {
  readonly settings: Settings
  readonly envFile: EnvFile | undefined
  readonly configFile: ConfigPlace
  readonly warnings: readonly Warning[]
  /** Files that settings came from and others can change. */
  readonly access: readonly Access[]
  /** What was wrong with files and values, where that is tolerated. */
  readonly problems: readonly CliError[]
}

/** Which config file counts, whether it exists or not. */
export interface ConfigPlace {
  /** Undefined where none is named and there is no home folder it could be in. */
  readonly path: string | undefined
  /** By --config or TAOCTL_CONFIG: it must exist then. */
  readonly isNamed: boolean
}

/**
 * Reads everything settings come from: options, environment, env file, config file. Where tolerant, a file or value that
 * cannot be used is passed over and told in `problems`.
 * @throws E_ENV_FILE, E_CONFIG_FILE, E_OPTION_VALUE, E_DURATION
 */
export async function loadSettings(
  { files, env, home }: Pick<Host, 'files' | 'env' | 'home'>,
  flags: Readonly<Record<string, unknown>>,
  { tolerant = false }: { readonly tolerant?: boolean } = {},
): Promise<Loaded> {
  const problems: CliError[] = []
  const pass = (error: unknown) => {
    if (!tolerant || !(error instanceof CliError)) throw error
    problems.push(error)
    return undefined
  }
  const named = (value: unknown) => (typeof value === 'string' ? expandHome(value, home) : undefined)
  const envPath = named(flags.dotenv)
  const envFile = envPath === undefined ? undefined : await readEnvFile(files, envPath).catch(pass)
  const variable = env.TAOCTL_CONFIG || envFile?.values.TAOCTL_CONFIG
  const path = named(flags.config) ?? named(variable || undefined)
  const configFile = { path: path ?? configPath(env, home), isNamed: path !== undefined }
  const place = configFile.path
  const file =
    place === undefined ? undefined : await readConfigFile(files, place, configFile.isNamed).catch(pass)
  if (file && path !== undefined && !named(flags.config) && !env.TAOCTL_CONFIG) requireNoTrust(file, pass)
  const used = [envFile?.path, file?.path].filter(each => each !== undefined)
  const access = (await Promise.all(used.map(each => accessTo(files, each)))).flat()
  const foreign = access.filter(({ by }) => by === 'foreign')
  return {
    settings: resolveSettings({ flags, env, envFile, file }, pass),
    envFile,
    configFile,
    access,
    warnings: [...(envFile ? envFileWarnings(envFile) : []), ...foreign.map(accessWarning)],
    problems,
  }
}

/** An env file lies about in projects that others write: what it names can give no trust either. @throws E_CONFIG_FILE */
function requireNoTrust({ path, values }: ConfigFile, failed: (error: unknown) => void): void {
  const { key } = sources.trustEndpoint
  if (values[key] === undefined) return
  const problem = `an env file names it, and it sets '${key}'; such a file is named with --config`
  failed(new CliError('E_CONFIG_FILE', { path, problem }))
}

function envFileWarnings({ path, values, isOpenToOthers }: EnvFile): readonly Warning[] {
  const secret = Object.keys(values).find(name => name.endsWith('PASSWORD'))
  const unknown = Object.keys(values).filter(name => name.startsWith('TAOCTL_') && !variables.includes(name))
  const exposed =
    secret === undefined || !isOpenToOthers
      ? []
      : [
          `${path} holds ${secret} and can be read by others on this machine. Close it with: chmod 600 ${path}`,
        ]
  const unused = unknown.map(name => {
    const meant = similarTo(name, variables)
    return `taoctl does not know ${name}, set in ${path}.${meant === undefined ? '' : ` Did you mean ${meant}?`}`
  })
  return [...exposed, ...unused].map(message => ({ code: 'W_ENV_FILE', message }))
}
