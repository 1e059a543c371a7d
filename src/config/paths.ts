/** Where taoctl keeps its own files, after the XDG base directory rules. */
type Env = Readonly<Record<string, string | undefined>>

/** Default config file. */
export function configPath(env: Env, home: string): string {
  return `${absolute(env.XDG_CONFIG_HOME) ?? `${home}/.config`}/taoctl/config.toml`
}

/** Folder of the journal. */
export function journalFolder(env: Env, home: string): string {
  return `${absolute(env.XDG_STATE_HOME) ?? `${home}/.local/state`}/taoctl/journal`
}

/** Folder of what is known of endpoints: which chain answered there. */
export function knownChainsFolder(env: Env, home: string): string {
  return `${absolute(env.XDG_STATE_HOME) ?? `${home}/.local/state`}/taoctl/known-chains`
}

/** Folder of metadata kept between runs. */
export function metadataFolder(env: Env, home: string): string {
  return `${absolute(env.XDG_CACHE_HOME) ?? `${home}/.cache`}/taoctl/metadata`
}

/** Replaces a leading ~ by the home folder. */
export function expandHome(path: string, home: string): string {
  return path === '~' || path.startsWith('~/') ? `${home}${path.slice(1)}` : path
}

// The specification says to ignore relative paths.
const absolute = (path: string | undefined) => (path?.startsWith('/') ? path : undefined)
