import type { Recorded } from '../chain/extrinsic.ts'
import type { Found } from '../chain/outcome/blocks.ts'
import { openTrace, type Possible, type Verdict } from '../chain/outcome/trace.ts'
import type { Chain } from '../chain/types.ts'
import { messageOf } from '../errors/message.ts'
import { withoutKey } from '../errors/url.ts'
import type { Halt } from '../host/halt.ts'
import type { Clock } from '../host/types.ts'
import type { EntryDetail } from '../journal/entry.ts'
import { haste, staleness } from './haste.ts'

/** An endpoint that the user named beside the one in use: its chain, or why it cannot be asked. */
export interface Other {
  readonly url: string
  connect(): Promise<Chain>
}

/** What a verdict is held against. */
export interface JudgeDeps {
  readonly chain: Chain
  readonly halt: Pick<Halt, 'race' | 'within'>
  readonly clock: Pick<Clock, 'now' | 'monotonic'>
  /** All that were named: the network's own, its fallbacks, those of --confirm-with. */
  others(): readonly Other[]
  /** Of --accept-verdict: whether one endpoint is believed in spite of the clock, and with nobody to confirm it. */
  readonly acceptVerdict: boolean
}

/** Those who say that an extrinsic did not execute, and those named who could not tell. */
interface Votes {
  readonly endpoints: readonly string[]
  readonly silent: readonly { readonly endpoint: string; readonly reason: string }[]
}

/** What became of an extrinsic, by all that were asked. */
export type Judged =
  /** `seenBy` is the chain to read the block from, where another than the one in use has it. */
  | ({ readonly kind: 'finalized' | 'included'; readonly seenBy?: Chain } & Found)
  | (Negative & { readonly votes: Votes })
  | Possible

type Negative =
  | Extract<Verdict, { readonly kind: 'rejected' }>
  | Extract<Verdict, { readonly kind: 'expired' }>

/** How long another endpoint may take to tell. Unit: milliseconds. */
const PATIENCE = 30_000

/**
 * Finds out what became of an extrinsic, each time it is called. That it did not execute is said only once its era can be
 * over by the clock, by a head that is of now, and where nobody else whom the user named shows it in a final block. Those
 * that cannot tell have no vote.
 * @throws E_CONNECT, E_TIMEOUT, E_ENDPOINT of the endpoint in use, E_INTERRUPTED
 */
export function openJudge(deps: JudgeDeps, recorded: Recorded): () => Promise<Judged> {
  const { chain, halt, clock, acceptVerdict } = deps
  const trace = openTrace(chain, recorded)
  const openedAt = clock.monotonic()
  return async () => {
    const verdict = await halt.race(trace())
    if (verdict.kind !== 'expired' && verdict.kind !== 'rejected') return verdict
    if (verdict.kind === 'expired' && !acceptVerdict) {
      const passed = Math.max(clock.now() - recorded.signedAt, clock.monotonic() - openedAt)
      const early = haste(chain, recorded, passed)
      if (early !== undefined) return { kind: 'possible', reason: early, lasting: false }
      const stale = await halt.race(staleness(chain, verdict.final.hash, clock.now()))
      if (stale !== undefined) return { kind: 'possible', reason: stale, lasting: true }
    }
    return askOthers(deps, recorded, verdict)
  }
}

interface Answer {
  readonly url: string
  readonly verdict: Verdict | string
  readonly chain?: Chain
}

async function askOthers(deps: JudgeDeps, recorded: Recorded, verdict: Negative): Promise<Judged> {
  const { chain } = deps
  const here = withoutKey(chain.network.endpoint)
  const asked = deps.others().filter(({ url }) => url !== chain.network.endpoint)
  const answers = await Promise.all(asked.map(other => ask(deps, other, recorded)))
  const negative: Negative[] = [verdict]
  const endpoints = [here]
  const silent: Votes['silent'][number][] = []
  let seen: { readonly found: Found; readonly answer: Answer } | undefined
  for (const answer of answers) {
    const { verdict: told, url } = answer
    if (typeof told === 'string') silent.push({ endpoint: url, reason: told })
    else if (told.kind === 'finalized') seen ??= { found: told, answer }
    else if (told.kind === 'rejected' || told.kind === 'expired') {
      negative.push(told)
      endpoints.push(url)
    } else silent.push({ endpoint: url, reason: silenceOf(told) })
  }
  const replaced = negative.find(({ kind }) => kind === 'rejected')
  if (!seen) return { ...(replaced ?? verdict), votes: { endpoints, silent } }
  const { found, answer } = seen
  if (replaced?.kind === 'rejected') {
    const there = `${answer.url} shows it in block ${found.number}, another shows that ${replaced.reason}`
    const reason = `two endpoints contradict each other: ${there}. Ask a third, with --network or --confirm-with`
    return { kind: 'possible', reason, lasting: true }
  }
  const { block, number, index } = found
  return { kind: 'finalized', block, number, index, ...(answer.chain && { seenBy: answer.chain }) }
}

const silenceOf = (told: Exclude<Verdict, Negative>): string =>
  told.kind === 'possible' ? told.reason : 'the block it shows is not final yet'

/** What another endpoint says; a text where it has no vote. @throws E_TIMEOUT, E_INTERRUPTED of the command */
async function ask({ chain, halt }: JudgeDeps, other: Other, recorded: Recorded): Promise<Answer> {
  const url = withoutKey(other.url)
  const asking = async (): Promise<Answer> => {
    try {
      const there = await other.connect()
      if (there.genesis !== chain.genesis) return { url, verdict: 'it is another chain' }
      return { url, verdict: await openTrace(there, recorded)(), chain: there }
    } catch (error) {
      return { url, verdict: messageOf(error).replace(/\.$/, '') }
    }
  }
  const answer = await halt.within(asking(), PATIENCE)
  return answer ?? { url, verdict: `it did not answer within ${PATIENCE / 1000}s` }
}

/** What is noted of an extrinsic that did not execute. */
export function noteOf(judged: Extract<Judged, { readonly votes: Votes }>): EntryDetail {
  const { final, nonce, votes } = judged
  const evidence = { final, ...(nonce !== undefined && { nonce }), ...votes }
  if (judged.kind === 'expired') return { evidence }
  const { hash, block } = judged.usedBy
  const usedBy = { hash, number: block.number, block: block.hash }
  return { reason: judged.reason, proof: 'replaced', evidence: { ...evidence, usedBy } }
}
