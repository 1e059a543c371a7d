import { type Recorded, type Signer, sign } from '../chain/extrinsic.ts'
import { CliError } from '../errors/cli-error.ts'
import type { EntryState, Journal } from '../journal/journal.ts'
import { type FollowDeps, type Followed, type FollowOptions, follow } from './follow.ts'
import type { Prepared } from './prepare.ts'

export interface SendDeps extends FollowDeps {
  readonly journal: Journal
}

export interface Sent extends Followed {
  readonly recorded: Recorded
}

/** Signs the prepared extrinsic and puts it on record. Nothing is sent yet. @throws E_JOURNAL_WRITE */
export async function signAndRecord(
  { journal, chain, halt }: SendDeps,
  prepared: Prepared,
  signer: Signer,
  verb: string,
): Promise<Recorded> {
  const signed = await sign(prepared.unsigned, signer)
  const trades = prepared.plan.trades.map(({ from, to, sold, quoted }) => ({
    originHotkey: from.hotkey,
    destinationHotkey: to.hotkey,
    sold: sold.toJSON(),
    quoted: quoted.toJSON(),
  }))
  return halt.race(journal.record(signed, { verb, genesis: chain.genesis, trades }))
}

/**
 * Broadcasts what is on record and follows it to the wanted depth. Whatever fails after the first byte left
 * becomes E_UNKNOWN_OUTCOME, unless the chain proved otherwise.
 * @throws E_POOL_REFUSED, E_REPLACED, E_EXPIRED, E_UNKNOWN_OUTCOME
 */
export async function send(deps: SendDeps, recorded: Recorded, options: FollowOptions): Promise<Sent> {
  try {
    const { kind, receipt } = await follow(deps, recorded, options)
    const { blockNumber, blockHash, index } = receipt
    await deps.journal.update(recorded, kind, { blockNumber, index, blockHash })
    return { recorded, kind, receipt }
  } catch (error) {
    throw await closed(deps.journal, recorded, error)
  }
}

/** Notes in the journal how it ended, and says what can be said. */
async function closed(journal: Journal, recorded: Recorded, error: unknown): Promise<CliError> {
  const outcome = asOutcome(recorded, error)
  try {
    await journal.update(recorded, stateOf(outcome), { reason: outcome.message })
  } catch {
    // The entry already says that it was signed; that is enough to find it again.
  }
  return outcome
}

/** What a pool refused may wait in another one, so its end is not known. */
function stateOf(outcome: CliError): EntryState {
  if (outcome.is('E_EXPIRED')) return 'expired'
  return outcome.is('E_REPLACED') ? 'rejected' : 'unknown'
}

const ENDS = ['E_POOL_REFUSED', 'E_REPLACED', 'E_EXPIRED', 'E_UNKNOWN_OUTCOME'] as const

function asOutcome(recorded: Recorded, error: unknown): CliError {
  const { hash, entry } = recorded
  if (error instanceof CliError && ENDS.some(code => error.is(code))) {
    return error.with({ journal: entry, ...(error.is('E_UNKNOWN_OUTCOME') && { hint: hintOf(entry) }) })
  }
  const isInterrupt = error instanceof CliError && error.is('E_INTERRUPTED')
  const message = error instanceof Error ? error.message.replace(/\.$/, '') : String(error)
  const details = { cause: error, journal: entry, hint: hintOf(entry) }
  return new CliError('E_UNKNOWN_OUTCOME', { hash, reason: isInterrupt ? 'interrupted' : message }, details)
}

const hintOf = (entry: string) =>
  `Do not repeat it before you know: it may still execute. Follow it with: taoctl journal resume ${entry}`
