import { CliError } from '../../errors/cli-error.ts'
import { shownUrl } from '../../errors/url.ts'
import type { Endpoint } from '../network/network.ts'
import { backoff } from './backoff.ts'
import { createFinder, type FinderOptions, type FoundEndpoint } from './finder.ts'
import type { RpcLine } from './line.ts'
import { countFromZero } from './pending.ts'
import { type Rpc, RpcError } from './rpc.ts'
import { pause, within } from './wait.ts'

/** A connection that outlives its sockets: after a drop the next request goes to whichever endpoint can be reached. */
export interface Link extends Rpc {
  /** The one in use, or the last that was. */
  readonly endpoint: Endpoint
}

export type LinkOptions = Omit<FinderOptions, 'traffic'>

/** Methods that change nothing, and may therefore be asked twice. */
const READS = /^(state|chain|system|payment|rpc)_/
/** A request that was under way in so many connections that ended is not asked again: it may be what ends them. */
const MAX_DROPS = 3

/**
 * Connects to the first endpoint, or to a further one where it is known which chain that must be. Reads that a drop or a
 * silent endpoint left unanswered are asked again elsewhere; anything else fails with the connection it was sent over.
 * @throws what the endpoint tried first failed with
 */
export async function openLink(
  endpoints: readonly [Endpoint, ...Endpoint[]],
  given: LinkOptions,
): Promise<Link> {
  const { clock, patience, random } = given
  const leaving = new AbortController()
  const traffic = countFromZero()
  const options = { ...given, traffic, givenUp: leaving.signal }
  const finder = createFinder(endpoints, options)
  let found: FoundEndpoint | undefined
  let finding: Promise<FoundEndpoint> | undefined
  let closed: CliError | undefined

  const endpoint = () => found?.endpoint ?? endpoints[0]
  const close = () => {
    closed ??= new CliError('E_CONNECT', { url: endpoint().url, problem: 'closed' })
    given.givenUp.removeEventListener('abort', close)
    leaving.abort()
  }
  given.givenUp.addEventListener('abort', close)
  if (given.givenUp.aborted) close()

  const find = async () => {
    try {
      found = await finder.find()
      if (closed) throw closed
      return found
    } finally {
      finding = undefined
    }
  }
  const connected = (): Promise<FoundEndpoint> => {
    if (closed) return Promise.reject(closed)
    if (found && !found.line.ended) return Promise.resolve(found)
    if (!finding) {
      if (found?.line.ended) given.told?.({ kind: 'lost', endpoint: found.endpoint, error: found.line.ended })
      finding = find()
    }
    return finding
  }
  const first = await connected().catch(error => {
    close()
    throw error
  })

  /** How long to wait before a read that failed so is asked again, in milliseconds; undefined where it is not. */
  const pauseBefore = async (
    failure: CliError,
    { line }: FoundEndpoint,
    params: readonly unknown[],
    tried: Tried,
  ) => {
    const elsewhere = finder.choices > 1
    if (line.ended) {
      tried.drops += 1
      return tried.drops < MAX_DROPS && (elsewhere || line.ended.is('E_CONNECT')) ? 0 : undefined
    }
    if (failure.is('E_TIMEOUT')) {
      tried.silences += 1
      if (tried.silences >= finder.choices) return undefined
      line.close(failure)
      return 0
    }
    // Another endpoint than the one that named the block may not have it yet.
    if (line === first.line || !(await lacksBlock(line, failure, params))) return undefined
    tried.lags += 1
    if (elsewhere) line.close(failure)
    return backoff(tried.lags, random)
  }

  const ask = async <T>(
    method: string,
    params: readonly unknown[],
    run: (line: RpcLine, time: number) => Promise<T>,
  ): Promise<T> => {
    const end = clock.monotonic() + patience()
    const tried: Tried = { drops: 0, silences: 0, lags: 0 }
    let failure: CliError | undefined
    for (;;) {
      const left = end - clock.monotonic()
      if (failure && left <= 0) throw failure
      const what = `${shownUrl(endpoint().url)} (${method})`
      const late = () => failure ?? new CliError('E_TIMEOUT', { what, after: seconds(left) })
      const at = await (found && !found.line.ended ? connected() : within(clock, left, connected(), late))
      try {
        const time = (end - clock.monotonic()) / Math.max(1, finder.choices - tried.silences)
        return await run(at.line, Math.max(1, time))
      } catch (error) {
        if (!(error instanceof CliError) || closed || !READS.test(method)) throw error
        const wait = await pauseBefore(error, at, params, tried)
        if (wait === undefined) throw error
        if (wait > 0) await pause(clock, Math.min(wait, end - clock.monotonic()), leaving.signal)
        failure = error
      }
    }
  }

  return {
    traffic,
    close,
    get url() {
      return endpoint().url
    },
    get endpoint() {
      return endpoint()
    },
    request: (method, params = []) => ask(method, params, (line, time) => line.request(method, params, time)),
    subscribe: (method, params, unsubscribe) =>
      ask(method, params, (line, time) => line.subscribe(method, params, unsubscribe, time)),
  }
}

/** What became of one request so far. */
interface Tried {
  drops: number
  silences: number
  lags: number
}

/** Whether a node refused a read because it does not know the block it was to be read at. */
async function lacksBlock(line: RpcLine, failure: CliError, params: readonly unknown[]): Promise<boolean> {
  const block = params.at(-1)
  if (!(failure.cause instanceof RpcError)) return false
  if (typeof block !== 'string' || !/^0x[0-9a-f]{64}$/.test(block)) return false
  const header = await line.request('chain_getHeader', [block]).catch(() => undefined)
  return header === null
}

const seconds = (milliseconds: number) => `${Math.round(milliseconds / 1000)}s`
