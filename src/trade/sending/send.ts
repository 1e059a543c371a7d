import { type Recorded, type Signer, sign } from '../../chain/extrinsic/compose.ts'
import { CliError } from '../../errors/cli-error.ts'
import { messageOf } from '../../errors/message.ts'
import { withoutKey } from '../../errors/url.ts'
import type { EntryDetail, EntryState, EntryTrade } from '../../journal/entry.ts'
import type { Journal } from '../../journal/journal.ts'
import type { PlannedTrade } from '../../plan/plan.ts'
import { storePlan } from '../after/stored-plan.ts'
import type { Prepared } from '../before/prepare.ts'
import type { Desk } from '../desk.ts'
import type { Verb } from '../verb.ts'
import { follow } from './follow.ts'
import type { Followed, FollowOptions } from './follow-types.ts'
import { type Judged, noteOf, openJudge } from './judge.ts'

/** What sending asks of the world. */
export type SendDesk = Pick<
  Desk,
  'chain' | 'journal' | 'halt' | 'output' | 'stages' | 'clock' | 'others' | 'acceptVerdict'
>

export interface Sent extends Followed {
  readonly recorded: Recorded
  /** Why the journal does not know of it. */
  readonly unrecorded?: CliError
}

/**
 * Signs the prepared extrinsic and puts it on record. Nothing is sent yet: what stops the command until then leaves an
 * entry that says so. @throws E_JOURNAL_WRITE, E_INTERRUPTED, E_TIMEOUT
 */
export async function signAndRecord(
  { journal, chain, halt }: SendDesk,
  { plan, unsigned }: Prepared,
  signer: Signer,
  { verb, intentId = null }: { readonly verb: Verb; readonly intentId: string | null | undefined },
): Promise<Recorded> {
  const { network, genesis, specVersion } = chain
  const signed = await sign(unsigned, signer)
  const recorded = await journal.record(signed, {
    ...{ verb: verb.name, request: verb.request, intentId, genesis, specVersion },
    // A URL may hold a key of its user behind the host.
    network: { name: network.name, endpoint: withoutKey(network.endpoint) },
    trades: plan.trades.map(entryTrade),
    plan: storePlan({ ...plan, callHex: unsigned.callHex }),
  })
  try {
    halt.check()
  } catch (stop) {
    const reason = 'the command was stopped before it was sent'
    await journal.update(recorded, 'rejected', { reason, proof: 'never sent' })
    throw stop
  }
  return recorded
}

function entryTrade({ from, to, ...trade }: PlannedTrade): EntryTrade {
  const { verb, sold, quoted, minReceived, limitPrice } = trade
  const places = { originHotkey: from.hotkey, destinationHotkey: to.hotkey, destinationColdkey: to.coldkey }
  return { verb, ...places, sold, quoted, minReceived, limitPrice }
}

/**
 * Broadcasts what is on record and follows it to the wanted depth. Whatever fails after the first byte left
 * becomes E_UNKNOWN_OUTCOME, unless the chain proved otherwise.
 * @throws E_POOL_REFUSED, E_REPLACED, E_EXPIRED, E_UNKNOWN_OUTCOME
 */
export async function send(desk: SendDesk, recorded: Recorded, options: FollowOptions): Promise<Sent> {
  // Only blocks, hashes and events are read from here on, by the runtime that each block had.
  desk.chain.followUpgrades()
  const judge = openJudge(desk, recorded)
  let last: Judged | undefined
  const look = async () => {
    last = await judge()
    return last
  }
  const sent = await follow(desk, recorded, options, look).catch(async error => {
    throw await noteEnd(desk.journal, recorded, error, last)
  })
  const { blockNumber, blockHash, index } = sent.receipt
  try {
    await desk.journal.update(recorded, sent.kind, { blockNumber, index, blockHash })
    return { ...sent, recorded }
  } catch (error) {
    return { ...sent, recorded, unrecorded: unrecordedError(recorded, blockNumber, error) }
  }
}

/** It is known what became of it, though not to the journal: whoever runs next finds it open there. */
function unrecordedError({ hash, entry }: Recorded, block: number, error: unknown): CliError {
  const problem = messageOf(error)
  const details = { cause: error, journal: entry, sent: 'yes' } as const
  return new CliError('E_UNRECORDED', { hash, block, problem, entry }, details)
}

/** Notes in the journal how it ended, and says what can be said. */
async function noteEnd(
  journal: Journal,
  recorded: Recorded,
  error: unknown,
  judged: Judged | undefined,
): Promise<CliError> {
  const outcome = outcomeError(recorded, error)
  try {
    await journal.update(recorded, ...stateOf(outcome, judged))
  } catch {
    // The entry already says that it was signed; that is enough to find it again.
  }
  return outcome
}

/** A pool's refusal is no proof, and goes without one: the entry stays open. */
function stateOf(outcome: CliError, judged: Judged | undefined): [EntryState, EntryDetail] {
  const reason = outcome.message
  const evidence = judged?.kind === 'expired' || judged?.kind === 'rejected' ? noteOf(judged) : {}
  if (outcome.is('E_EXPIRED')) return ['expired', { ...evidence, reason }]
  if (outcome.is('E_REPLACED')) return ['rejected', { ...evidence, reason }]
  return [outcome.is('E_POOL_REFUSED') ? 'rejected' : 'unknown', { reason }]
}

const ENDS = ['E_POOL_REFUSED', 'E_REPLACED', 'E_EXPIRED', 'E_UNKNOWN_OUTCOME'] as const

function outcomeError(recorded: Recorded, error: unknown): CliError {
  const { hash, entry } = recorded
  if (error instanceof CliError && ENDS.some(code => error.is(code))) {
    return error.with({ journal: entry, ...(error.is('E_UNKNOWN_OUTCOME') && { hint: hintOf(entry) }) })
  }
  const isInterrupt = error instanceof CliError && error.is('E_INTERRUPTED')
  const message = messageOf(error).replace(/\.$/, '')
  const details = { cause: error, journal: entry, hint: hintOf(entry) }
  return new CliError('E_UNKNOWN_OUTCOME', { hash, reason: isInterrupt ? 'interrupted' : message }, details)
}

const hintOf = (entry: string) => ({
  text: 'Do not repeat it before you know: it may still execute. Follow it with',
  run: ['journal', 'resume', entry],
})
