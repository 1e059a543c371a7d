import packageJson from '../../../package.json' with { type: 'json' }
import type { App } from '../../app/app.ts'
import { isEntry } from '../../chain/metadata/cache.ts'
import { accessWarning, foreignError } from '../../config/access.ts'
import { metadataFolder } from '../../config/paths.ts'
import { similarTo } from '../../config/similar.ts'
import { variables } from '../../config/table.ts'
import { CliError } from '../../errors/cli-error.ts'
import type { Check } from '../../output/faces/doctor.ts'
import { ok, problem, warning } from './check.ts'

/** The running Node against what the package asks for. */
export function checkNode({ host }: Pick<App, 'host'>): Check {
  const wanted = packageJson.engines.node.replace(/^>=/, '')
  const [major = 0, minor = 0] = numbersOf(host.runtime)
  const [needed = 0, neededMinor = 0] = numbersOf(wanted)
  const isEnough = major > needed || (major === needed && minor >= neededMinor)
  return isEnough
    ? ok('node', `Node ${host.runtime.replace(/^v/, '')}; ${wanted} or later is needed.`)
    : problem('node', new CliError('E_NODE', { found: host.runtime, wanted }))
}

/** Files and variables that settings come from. */
export async function checkSettings({ host, configFile, access, problems }: App): Promise<readonly Check[]> {
  const { path } = configFile
  const info = path === undefined ? undefined : await host.files.info(path).catch(() => undefined)
  const found = problems.map(each => problem('settings', each))
  const open = access.map(each =>
    each.by === 'foreign'
      ? problem('settings', foreignError(each))
      : warning('settings', accessWarning(each).message, undefined),
  )
  const unknown = Object.keys(host.env)
    .filter(name => /^TAOCTL_/.test(name) && !variables.includes(name))
    .map(name => {
      const meant = similarTo(name, variables)
      const hint = meant === undefined ? 'docs/config.md lists the variables.' : `Did you mean ${meant}?`
      return warning('settings', `The variable ${name} means nothing to taoctl.`, hint)
    })
  const bad = [...found, ...open, ...unknown]
  if (bad.length > 0) return bad
  if (path === undefined) return [ok('settings', 'No config file: no home folder is known.')]
  return [ok('settings', info ? `Config file ${path}.` : `No config file at ${path}.`)]
}

/** The folder of the metadata cache: without it every command takes longer. */
export async function checkCache({ host }: Pick<App, 'host'>): Promise<Check> {
  const folder = metadataFolder(host.env, host.home)
  if (folder === undefined || !(await host.files.isWritable(`${folder}/new`))) {
    return warning(
      'cache',
      `No metadata can be kept${folder === undefined ? ', for no home folder is known' : ` in ${folder}`}; every command reads it anew.`,
      'Make the folder writable, or name another with XDG_CACHE_HOME.',
    )
  }
  const names = (await host.files.list(folder).catch(() => undefined)) ?? []
  const kept = names.filter(isEntry)
  return ok('cache', `Metadata of ${kept.length} ${kept.length === 1 ? 'runtime' : 'runtimes'} in ${folder}.`)
}

const numbersOf = (version: string): readonly number[] =>
  [...version.matchAll(/[0-9]+/g)].map(([digits]) => +digits)
