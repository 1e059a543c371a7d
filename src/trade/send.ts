import { broadcast } from '../chain/broadcast.ts'
import { type Recorded, type Signer, sign } from '../chain/extrinsic.ts'
import { type Receipt, readReceipt } from '../chain/receipt.ts'
import type { Chain } from '../chain/types.ts'
import { CliError } from '../errors/cli-error.ts'
import type { Halt } from '../host/halt.ts'
import type { Journal } from '../journal/journal.ts'
import type { Output } from '../output/output.ts'
import type { Stages } from '../output/stages.ts'
import type { Prepared } from './prepare.ts'

export interface SendDeps {
  readonly chain: Chain
  readonly journal: Journal
  readonly halt: Halt
  readonly output: Pick<Output, 'status'>
  readonly stages: Pick<Stages, 'enter'>
}

export interface Sent {
  readonly recorded: Recorded
  readonly kind: 'included' | 'finalized'
  readonly receipt: Receipt
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
 * @throws E_POOL_REFUSED, E_UNKNOWN_OUTCOME
 */
export async function send(deps: SendDeps, recorded: Recorded, wait: Sent['kind']): Promise<Sent> {
  try {
    const sent = await follow(deps, recorded, wait)
    const { blockNumber, index } = sent.receipt
    await deps.journal.update(recorded, sent.kind, { blockNumber, index, blockHash: sent.receipt.blockHash })
    return sent
  } catch (error) {
    throw await closed(deps.journal, recorded, error)
  }
}

async function follow(
  { chain, halt, output, stages }: SendDeps,
  recorded: Recorded,
  wait: Sent['kind'],
): Promise<Sent> {
  const updates = broadcast(chain.rpc, recorded)
  stages.enter('inclusion')
  output.status(`Transaction ${recorded.hash}`)
  output.status('Sent; waiting for a block')
  try {
    for (;;) {
      const { value: progress, done } = await halt.race(updates.next())
      if (done === true || progress === undefined) throw new Error('the node stopped reporting')
      if (progress.kind === 'retracted') {
        stages.enter('inclusion')
        output.status('Its block was dropped by the chain; waiting for another')
      }
      if (progress.kind !== 'in-block' && progress.kind !== 'finalized') continue
      if (progress.kind === 'in-block' && wait === 'finalized') {
        stages.enter('finality')
        output.status('In a block; waiting until it is final')
        continue
      }
      const receipt = await halt.race(readReceipt(chain, recorded.hash, progress.block))
      return { recorded, kind: progress.kind === 'finalized' ? 'finalized' : 'included', receipt }
    }
  } finally {
    // The generator may be waiting for an update that never comes; it ends with the connection.
    void updates.return().catch(() => undefined)
  }
}

/** Notes in the journal how it ended, and says what can be said. */
async function closed(journal: Journal, recorded: Recorded, error: unknown): Promise<CliError> {
  const outcome = asOutcome(recorded, error)
  try {
    await journal.update(recorded, outcome.is('E_POOL_REFUSED') ? 'rejected' : 'unknown', {
      reason: outcome.message,
    })
  } catch {
    // The entry already says that it was signed; that is enough to find it again.
  }
  return outcome
}

function asOutcome(recorded: Recorded, error: unknown): CliError {
  if (error instanceof CliError && (error.is('E_POOL_REFUSED') || error.is('E_UNKNOWN_OUTCOME'))) {
    return error.with({ journal: recorded.entry })
  }
  const isInterrupt = error instanceof CliError && error.is('E_INTERRUPTED')
  const reason = isInterrupt
    ? 'interrupted'
    : error instanceof Error
      ? error.message.replace(/\.$/, '')
      : String(error)
  const details = { cause: error, journal: recorded.entry }
  return new CliError('E_UNKNOWN_OUTCOME', { hash: recorded.hash, reason }, details)
}
