import { CliError } from '../../errors/cli-error.ts'
import type { Host } from '../../host/types.ts'
import type { Endpoint } from '../network/network.ts'
import { backoff } from './backoff.ts'
import { type LineOptions, openLine, type RpcLine } from './line.ts'
import { pause } from './wait.ts'

/** What happens to connections, for whoever wants to tell it. */
export type LinkEvent =
  | { readonly kind: 'connected'; readonly endpoint: Endpoint; readonly isFallback: boolean }
  | { readonly kind: 'failed' | 'lost' | 'refused'; readonly endpoint: Endpoint; readonly error: CliError }

export interface FinderOptions extends LineOptions {
  readonly random: Host['random']
  /** Looks who is there, before anything else is asked. What it rejects with decides whether others are tried. */
  identify(line: RpcLine): Promise<void>
  /** Whether it is known which chain others than the first endpoint must be. */
  knowsChain(): boolean
  told?(event: LinkEvent): void
}

/** A connection to an endpoint that is what it should be. */
export interface FoundEndpoint {
  readonly endpoint: Endpoint
  readonly line: RpcLine
}

export interface Finder {
  /** How many endpoints there are to go to. */
  readonly choices: number
  /**
   * Connects to the first endpoint that can be used: each once when nothing was connected before, round after round with
   * growing pauses when it was. Bounded by the patience.
   */
  find(): Promise<FoundEndpoint>
}

/** Endpoints in their order; the one after the last that was used comes first. */
export function createFinder(endpoints: readonly [Endpoint, ...Endpoint[]], options: FinderOptions): Finder {
  const { clock, patience, givenUp, told } = options
  const [first] = endpoints
  const refused = new Set<Endpoint>()
  let last: Endpoint | undefined

  const usable = () => (options.knowsChain() ? endpoints.filter(each => !refused.has(each)) : [first])
  const inTurn = () => {
    const all = usable()
    const next = last ? all.indexOf(last) + 1 : 0
    return [...all.slice(next), ...all.slice(0, next)]
  }
  const enter = async (endpoint: Endpoint, time: () => number): Promise<FoundEndpoint> => {
    const line = await openLine(endpoint.url, { ...options, patience: time })
    try {
      await options.identify(line)
    } catch (error) {
      line.close()
      throw error
    }
    last = endpoint
    told?.({ kind: 'connected', endpoint, isFallback: endpoint !== first })
    return { endpoint, line }
  }
  /** What is left to try after a failure; throws where the failure is no matter of one endpoint. */
  const pass = (endpoint: Endpoint, error: unknown): CliError => {
    if (!(error instanceof CliError) || givenUp.aborted) throw error
    const isWrongChain = error.is('E_GENESIS') && endpoint !== first
    if (error.exit !== 6 && !isWrongChain) throw error
    if (isWrongChain) refused.add(endpoint)
    told?.({ kind: isWrongChain ? 'refused' : 'failed', endpoint, error })
    return error
  }

  return {
    get choices() {
      return usable().length
    },
    async find() {
      const end = clock.monotonic() + patience()
      const isFirstTime = last === undefined
      for (let round = 0; ; round += 1) {
        const failures = new Map<Endpoint, CliError>()
        const turn = inTurn()
        for (const [index, endpoint] of turn.entries()) {
          // The time left is for all that are left.
          const left = () => Math.min(patience(), end - clock.monotonic()) / (turn.length - index)
          try {
            return await enter(endpoint, () => Math.max(1, left()))
          } catch (error) {
            failures.set(endpoint, pass(endpoint, error))
          }
        }
        const wait = backoff(round, options.random)
        if (isFirstTime || clock.monotonic() + wait >= end) throw unreachable(failures, endpoints.length)
        await pause(clock, wait, givenUp)
      }
    },
  }
}

/** The failure of the first endpoint, and what is to be said of the others. */
function unreachable(failures: ReadonlyMap<Endpoint, CliError>, endpoints: number): CliError {
  const [error, ...others] = failures.values()
  if (!error) throw new Error('no endpoint was tried')
  if (failures.size === 1 && endpoints > 1) {
    const hint =
      'The fallbacks were not tried: it is not known which chain they must be. Name it with --genesis.'
    return error.with({ hint })
  }
  const tried = others.map(({ message }) => message).join(' ')
  return tried === '' ? error : error.with({ hint: `Tried as well: ${tried}` })
}
