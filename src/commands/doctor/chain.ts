import type { App } from '../../app/app.ts'
import type { Chain } from '../../chain/chain.ts'
import { publicNetwork } from '../../chain/network/network.ts'
import { CliError } from '../../errors/cli-error.ts'
import { shownUrl } from '../../errors/url.ts'
import type { Check } from '../../output/faces/doctor.ts'
import { ok, outcome, problem, skipped, warning } from './check.ts'
import { checkRules } from './rules.ts'
import { checkItems, checkSpec } from './runtime.ts'

export interface ChainChecks {
  readonly checks: readonly Check[]
  /** Undefined where there is no connection. */
  readonly chain: Chain | undefined
}

/** The endpoint and the chain behind it. */
export async function checkChain(app: App): Promise<ChainChecks> {
  const started = app.host.clock.monotonic()
  const chain = await outcome(app.halt.race(connect(app)))
  if (chain instanceof CliError) {
    const [endpoint, ...others] = unreached(chain)
    return {
      chain: undefined,
      checks: [...(endpoint ? [endpoint] : []), ...(await checkFallbacks(app)), ...others],
    }
  }
  const took = Math.round(app.host.clock.monotonic() - started)
  return {
    chain,
    checks: [
      checkEndpoint(app, chain, took),
      ...(await checkFallbacks(app, chain)),
      checkGenesis(chain),
      checkSpec(chain.specVersion),
      ...checkItems('runtime', {
        runtime: chain.runtime,
        specVersion: chain.specVersion,
        isPublic: publicNetwork(chain.genesis) !== undefined,
      }),
      ...checkRules('rules', chain.runtime),
      await checkClock(app, chain),
    ],
  }
}

/** Also an unknown network is a finding, not the end of the command. */
async function connect(app: App): Promise<Chain> {
  return app.readableChain()
}

function unreached(error: CliError): readonly Check[] {
  const rest = ['spec', 'runtime', 'rules', 'clock'].map(name => skipped(name, 'Not connected.'))
  return error.is('E_GENESIS')
    ? [ok('endpoint', 'It answers.'), problem('genesis', error), ...rest]
    : [problem('endpoint', error), skipped('genesis', 'Not connected.'), ...rest]
}

function checkEndpoint(app: App, { network }: Chain, took: number): Check {
  const { endpoint } = app.network()
  const answers = `${shownUrl(network.endpoint)} answers; connected in ${took} ms.`
  return network.endpoint === endpoint
    ? ok('endpoint', answers)
    : warning(
        'endpoint',
        `${shownUrl(endpoint)} cannot be used; the fallback ${answers}`,
        'Run with -v to see why.',
      )
}

/** Every fallback is asked who it is, whether it is needed or not. */
async function checkFallbacks(app: App, chain?: Chain): Promise<readonly Check[]> {
  const network = await outcome(Promise.resolve().then(() => app.network()))
  if (network instanceof CliError) return []
  const genesis = chain?.genesis ?? network.genesis
  return Promise.all(
    network.fallbacks.map(async endpoint => {
      const found = await outcome(app.halt.race(app.askIdentity(endpoint, genesis)))
      if (found instanceof CliError)
        return warning('fallback', `${shownUrl(endpoint.url)} is of no use. ${found.message}`, found.hint)
      const { specVersion, best } = found
      const answers = `${shownUrl(endpoint.url)} answers: spec ${specVersion}, block ${best.number}.`
      if (genesis === undefined)
        return warning(
          'fallback',
          `${answers} It is not known which chain it must be.`,
          'Name it with --genesis.',
        )
      if (chain && chain.specVersion !== specVersion)
        return warning('fallback', `${answers} Its spec is another.`, 'One of the two may be behind.')
      return ok('fallback', answers)
    }),
  )
}

function checkGenesis({ genesis, network, isDevelopment }: Chain): Check {
  if (network.genesis !== undefined) return ok('genesis', `As expected, ${genesis}`)
  if (network.remembered === genesis) return ok('genesis', `The same as in earlier runs, ${genesis}`)
  if (isDevelopment) return ok('genesis', `A development chain, ${genesis}`)
  return warning(
    'genesis',
    `Not seen here before: ${genesis}`,
    'Compare it with what others say it is. It is remembered from now on, and another one refused.',
  )
}

/** Blocks come every 12 s, and their authors may be 30 s ahead; what is further off is worth a look. */
const SLOW = 60_000n
const FAST = 30_000n

async function checkClock({ halt, host }: App, { opening, isDevelopment }: Chain): Promise<Check> {
  const time = await outcome(halt.race(opening.time()))
  if (time instanceof CliError) return warning('clock', `The block has no time: ${time.message}`, undefined)
  const age = BigInt(Math.floor(host.clock.now())) - time
  const block = `block ${opening.block.number}`
  if (isDevelopment)
    return ok('clock', `Not compared: a development chain sets its block times itself; ${block}.`)
  if (age > SLOW) {
    return warning(
      'clock',
      `The best block (${block}) is ${seconds(age)} old by this clock.`,
      'Either this clock is fast, or the endpoint is behind. Compare the clock, or try another endpoint.',
    )
  }
  if (age < -FAST) {
    return warning(
      'clock',
      `The best block (${block}) is ${seconds(-age)} in the future by this clock.`,
      'Set the clock; most systems do it by NTP.',
    )
  }
  return ok('clock', `Within ${seconds(age < 0n ? -age : age)} of ${block}.`)
}

const seconds = (milliseconds: bigint) => `${(milliseconds + 999n) / 1000n} s`
