import { CliError } from '../errors/cli-error.ts'

/**
 * Where taoctl keeps its own files, after the XDG base directory rules. There may be no home folder: that is an error
 * only where something would be in it.
 */
type Env = Readonly<Record<string, string | undefined>>
type Home = string | undefined

/** Default config file; undefined where there is no home folder it could be in. */
export function configPath(env: Env, home: Home): string | undefined {
  const folder = absolute(env.XDG_CONFIG_HOME) ?? (home === undefined ? undefined : `${home}/.config`)
  return folder === undefined ? undefined : `${folder}/taoctl/config.toml`
}

/** Folder of the journal. @throws E_HOME */
export function journalFolder(env: Env, home: Home): string {
  return `${stateFolder(env, home, 'The journal')}/taoctl/journal`
}

/** Folder of what is known of endpoints: which chain answered there. @throws E_HOME */
export function knownChainsFolder(env: Env, home: Home): string {
  return `${stateFolder(env, home, 'What is known of endpoints')}/taoctl/known-chains`
}

function stateFolder(env: Env, home: Home, what: string): string {
  const named = absolute(env.XDG_STATE_HOME)
  return named ?? `${homeOf(home, what, 'set XDG_STATE_HOME')}/.local/state`
}

/** Folder of metadata kept between runs; undefined where there is no home folder it could be in. */
export function metadataFolder(env: Env, home: Home): string | undefined {
  const folder = absolute(env.XDG_CACHE_HOME) ?? (home === undefined ? undefined : `${home}/.cache`)
  return folder === undefined ? undefined : `${folder}/taoctl/metadata`
}

/** Replaces a leading ~ by the home folder. @throws E_HOME where it has one and there is no such folder */
export function expandHome(path: string, home: Home): string {
  const isInHome = path === '~' || path.startsWith('~/')
  return isInHome ? `${homeOf(home, path, 'give the whole path')}${path.slice(1)}` : path
}

function homeOf(home: Home, what: string, instead: string): string {
  if (home === undefined) throw new CliError('E_HOME', { what, instead })
  return home
}

// The specification says to ignore relative paths.
const absolute = (path: string | undefined) => (path?.startsWith('/') ? path : undefined)
