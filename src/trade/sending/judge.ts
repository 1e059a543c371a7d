import type { Chain } from '../../chain/chain.ts'
import type { Recorded } from '../../chain/extrinsic/compose.ts'
import type { FoundExtrinsic } from '../../chain/outcome/blocks.ts'
import { openTrace, type Possible, type Verdict } from '../../chain/outcome/find-extrinsic.ts'
import { messageOf } from '../../errors/message.ts'
import { withoutKey } from '../../errors/url.ts'
import type { EntryDetail } from '../../journal/entry.ts'
import type { Desk, Other } from '../desk.ts'
import { outOfDate, tooSoon } from './expiry-time.ts'

/** What a verdict is checked with. */
export type JudgeDesk = Pick<Desk, 'chain' | 'halt' | 'clock' | 'others' | 'acceptVerdict'>

/** Those who say that an extrinsic did not execute, and those named who could not tell. */
interface Votes {
  readonly endpoints: readonly string[]
  readonly silent: readonly { readonly endpoint: string; readonly reason: string }[]
}

/** What became of an extrinsic, by all that were asked. */
export type Judged =
  /** `seenBy` is the chain to read the block from, where another than the one in use has it. */
  | ({ readonly kind: 'finalized' | 'included'; readonly seenBy?: Chain } & FoundExtrinsic)
  | (Negative & { readonly votes: Votes })
  | Possible

type Negative = Extract<Verdict, { readonly kind: 'rejected' | 'expired' }>

/** How long another endpoint may take to tell. */
const PATIENCE_MS = 30_000

/**
 * Finds out what became of an extrinsic, each time it is called. That it did not execute is said only once its era can be
 * over by the clock, by a head that is of now, and where nobody else whom the user named shows it in a final block. Those
 * that cannot tell have no vote; where that is the endpoint in use, the others tell.
 * @throws E_CONNECT, E_TIMEOUT, E_ENDPOINT of the endpoint in use, E_INTERRUPTED
 */
export function openJudge(desk: JudgeDesk, recorded: Recorded): () => Promise<Judged> {
  const { chain, halt, clock } = desk
  const trace = openTrace(chain, recorded)
  const openedAt = clock.monotonic()
  return async () => {
    const passed = () => Math.max(clock.now() - recorded.signedAt, clock.monotonic() - openedAt)
    const timely = async (there: Chain, verdict: Verdict) =>
      checkTime(desk, recorded, passed(), there, verdict)
    const verdict = await halt.race(trace().then(told => timely(chain, told)))
    if (!isNegative(verdict) && !(verdict.kind === 'possible' && verdict.lasting)) return verdict
    const { endpoint } = chain.network
    const asked = desk.others().filter(({ url }) => url !== endpoint)
    const others = asked.map(other =>
      ask(desk, other, async there => timely(there, await openTrace(there, recorded)())),
    )
    return weigh({ url: withoutKey(endpoint), verdict }, await Promise.all(others))
  }
}

/** Whether an endpoint says that an extrinsic did not execute. */
export const isNegative = (verdict: Verdict): verdict is Negative =>
  verdict.kind === 'expired' || verdict.kind === 'rejected'

/** A verdict, if it can be one by now. */
async function checkTime(
  { clock, acceptVerdict }: JudgeDesk,
  recorded: Recorded,
  passed: number,
  chain: Chain,
  verdict: Verdict,
): Promise<Verdict> {
  if (verdict.kind !== 'expired' || acceptVerdict) return verdict
  const early = tooSoon(chain, recorded, passed)
  if (early !== undefined) return { kind: 'possible', reason: early, lasting: false }
  const stale = await outOfDate(chain, verdict.final.hash, clock.now())
  return stale === undefined ? verdict : { kind: 'possible', reason: stale, lasting: true }
}

/** What one endpoint says. */
interface Told {
  readonly url: string
  readonly verdict: Verdict
  /** Left out for the one in use. */
  readonly chain?: Chain
}

/**
 * That it executed counts more than that it did not; two who show what excludes each other leave it unknown, and so does
 * a block that holds it and is not final yet.
 */
function weigh(own: Told, others: readonly Told[]): Judged {
  const all = [own, ...others]
  const seen = all.flatMap(({ verdict, ...by }) =>
    verdict.kind === 'finalized' ? [{ verdict, ...by }] : [],
  )[0]
  const against = all.flatMap(({ url, verdict }) => (isNegative(verdict) ? [{ url, verdict }] : []))
  const replaced = against.find(({ verdict }) => verdict.kind === 'rejected')
  if (seen && replaced?.verdict.kind === 'rejected') {
    const shown = `${seen.url} shows it in block ${seen.verdict.number}, ${replaced.url} that ${replaced.verdict.reason}`
    const reason = `two endpoints contradict each other: ${shown}. Ask a third, with --network or --confirm-with`
    return { kind: 'possible', reason, lasting: true }
  }
  if (seen) return { ...seen.verdict, ...(seen.chain && { seenBy: seen.chain }) }
  const under = all.find(({ verdict }) => verdict.kind === 'included')
  if (under?.verdict.kind === 'included' && against.length > 0) {
    const reason = `${under.url} shows it in block ${under.verdict.number}, which is not final there yet`
    return { kind: 'possible', reason, lasting: false }
  }
  const silent = all.flatMap(({ url, verdict }) =>
    isNegative(verdict) ? [] : [{ endpoint: url, reason: silenceOf(verdict) }],
  )
  const verdict = (replaced ?? against[0])?.verdict
  if (verdict) return { ...verdict, votes: { endpoints: against.map(({ url }) => url), silent } }
  const reason = silent.map(each =>
    each.endpoint === own.url ? each.reason : `${each.endpoint}: ${each.reason}`,
  )
  return { kind: 'possible', reason: reason.join('; '), lasting: true }
}

const silenceOf = (verdict: Exclude<Verdict, Negative>): string =>
  verdict.kind === 'possible' ? verdict.reason : 'the block it shows is not final yet'

/** What another endpoint says; that it cannot tell is no failure. @throws E_TIMEOUT, E_INTERRUPTED of the command */
async function ask(
  { chain, halt }: JudgeDesk,
  other: Other,
  look: (there: Chain) => Promise<Verdict>,
): Promise<Told> {
  const url = withoutKey(other.url)
  const silence = (reason: string): Told => ({ url, verdict: { kind: 'possible', reason, lasting: true } })
  const asking = async (): Promise<Told> => {
    try {
      const there = await other.connect()
      if (there.genesis !== chain.genesis) return silence('it is another chain')
      return { url, verdict: await look(there), chain: there }
    } catch (error) {
      return silence(messageOf(error).replace(/\.$/, ''))
    }
  }
  return (
    (await halt.within(asking(), PATIENCE_MS)) ?? silence(`it did not answer within ${PATIENCE_MS / 1000}s`)
  )
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
