import { formatNamed } from '../../balance/index.ts'
import type { Chain } from '../../chain/chain.ts'
import { isSeenSpec, newExtensions, newestSeenSpec } from '../../chain/metadata/fingerprint.ts'
import {
  differencesOf,
  publicRequirements,
  type Requirement,
  requireAll,
  type SurfaceDifference,
} from '../../chain/metadata/requirements.ts'
import { publicNetwork } from '../../chain/network/network.ts'
import type { SpecRange } from '../../config/spec-range.ts'
import { CliError } from '../../errors/cli-error.ts'
import type { Output } from '../../output/output.ts'
import { isMore } from '../../plan/amounts-of-one-unit.ts'
import type { TradeLine } from '../after/report.ts'
import type { Desk } from '../desk.ts'

type Seen = Pick<Chain, 'runtime' | 'specVersion' | 'genesis'>

interface Permission {
  readonly yes: boolean
  readonly dryRun: boolean
  /** Specs on which differences that change nothing signed are taken: --accept-spec. */
  readonly acceptSpec: SpecRange | undefined
}

/**
 * Lets a trade go on where the runtime has all it stands on in a form taoctl was checked on, whatever its number. What
 * differs is agreed to with --accept-spec or by a person, as far as it cannot change what is signed.
 * @throws E_RUNTIME naming what differs, E_DECLINED, E_INTERRUPTED
 */
export async function requireKnownRuntime(
  desk: Pick<Desk, 'chain' | 'output' | 'prompt' | 'halt' | 'stages'>,
  requirements: readonly Requirement[],
  { yes, dryRun, acceptSpec }: Permission,
): Promise<void> {
  const { chain, output } = desk
  const { specVersion: spec } = chain
  const found = tradeDifferences(chain, requirements)
  if (found.length === 0) return warnOfSpec(output, chain)
  const isAccepted = acceptSpec !== undefined && acceptSpec.from <= spec && spec <= acceptSpec.to
  const mayGoOn = found.every(({ mayAccept }) => mayAccept)
  if (!mayGoOn || (yes && !dryRun && !isAccepted)) throw runtimeError(spec, found)
  const names = found.map(({ item }) => item).join(', ')
  output.warn('W_SPEC', `Spec ${spec} has this in another form than taoctl was checked on: ${names}.`)
  if (!isAccepted && !dryRun) await ask(desk, 'What it does may not be what taoctl expects. Go on?')
}

/** How a runtime differs from those that taoctl was checked on, as far as a trade stands on it. */
function tradeDifferences(
  { runtime, genesis }: Seen,
  requirements: readonly Requirement[],
): readonly SurfaceDifference[] {
  const isPublic = publicNetwork(genesis) !== undefined
  return differencesOf(runtime, [...requirements, ...(isPublic ? publicRequirements(runtime) : [])])
}

/** The error of a runtime that is not as a command needs it. */
export function runtimeError(spec: number, found: readonly SurfaceDifference[]): CliError {
  const of = (what: SurfaceDifference['what']) =>
    found.filter(each => each.what === what).map(({ item }) => item)
  const accept = found.every(({ mayAccept }) => mayAccept)
  return new CliError('E_RUNTIME', { spec, missing: of('missing'), changed: of('changed'), accept })
}

/** Lets a command read where the runtime has all it needs; what has another form is named. @throws E_RUNTIME */
export function requireReadable(
  output: Pick<Output, 'warn'>,
  seen: Pick<Seen, 'runtime' | 'specVersion'>,
  requirements: readonly Requirement[],
): void {
  requireAll(seen.runtime, seen.specVersion, requirements)
  warnOfSpec(output, seen, differencesOf(seen.runtime, requirements, 'read'))
}

/** Says so where the number of a spec was never seen, although all that is used of it is known. */
function warnOfSpec(
  output: Pick<Output, 'warn'>,
  { runtime, specVersion }: Pick<Seen, 'runtime' | 'specVersion'>,
  changed: readonly SurfaceDifference[] = [],
): void {
  const items = changed.map(({ item }) => item).join(', ')
  const extensions = newExtensions(runtime).join(', ')
  if (isSeenSpec(specVersion) && items === '' && extensions === '') return
  const what =
    items === ''
      ? `all that is used of it is as on spec ${newestSeenSpec()}, and its rules are taken to be as there`
      : `it has in another form than known here: ${items}`
  const more = extensions === '' ? '' : `; new in its transactions, without bytes: ${extensions}`
  output.warn('W_SPEC', `taoctl was not checked on spec ${specVersion}; ${what}${more}.`)
}

async function ask(
  { prompt, halt, stages }: Pick<Desk, 'prompt' | 'halt' | 'stages'>,
  question: string,
): Promise<void> {
  stages.enter('answer')
  const asking = new AbortController()
  const resume = halt.pause()
  try {
    const answer = await halt.race(prompt.confirm(question, asking.signal))
    if (answer === 'interrupted') throw new CliError('E_INTERRUPTED')
    if (answer !== 'yes') throw new CliError('E_DECLINED')
  } finally {
    asking.abort()
    resume()
  }
}

/** Names every trade on a spec never seen that did not bring what it was quoted. */
export function warnOfMisses(
  output: Pick<Output, 'warn'>,
  specVersion: number,
  trades: readonly Pick<TradeLine, 'quoted' | 'received'>[],
): void {
  if (isSeenSpec(specVersion)) return
  for (const { quoted, received } of trades) {
    if (received === null || (!isMore(received, quoted) && !isMore(quoted, received))) continue
    output.warn(
      'W_QUOTE_MISSED',
      `${formatNamed(received)} was received, ${formatNamed(quoted)} was quoted. ` +
        `Either something changed in between, or spec ${specVersion} has rules that taoctl does not know.`,
    )
  }
}
