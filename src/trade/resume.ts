import { type Receipt, readReceipt } from '../chain/outcome/receipt.ts'
import { CliError } from '../errors/cli-error.ts'
import type { JournalEntry } from '../journal/entry.ts'
import { recordedFrom } from '../journal/recorded.ts'
import { requireSameStart } from './began-again.ts'
import { type FinishDeps, finish, type Report } from './finish.ts'
import type { FollowOptions } from './follow.ts'
import { believing, type Proofs, proveBy } from './proof.ts'
import type { TradeReport } from './report.ts'
import { plannedReport, recordedReport } from './reports.ts'
import { type SendDeps, type Sent, send } from './send.ts'
import { readPlan } from './stored-plan.ts'

export interface ResumeDeps extends SendDeps, FinishDeps, Proofs {
  readonly output: FinishDeps['output']
  readonly names: TradeReport['names']
}

/**
 * Tells what became of an entry as its own run would have; sends the same bytes again where they may still execute, and
 * follows them to their end.
 * @throws as a trade does once it is signed; E_GENESIS for an entry of another chain, E_CHAIN_RESTARTED
 */
export async function resumeEntry(
  deps: ResumeDeps,
  named: JournalEntry,
  wait: FollowOptions['wait'],
  report: Report,
): Promise<void> {
  const { chain } = deps
  if (named.genesis !== chain.genesis) {
    throw new CliError(
      'E_GENESIS',
      { expected: named.genesis, actual: chain.genesis },
      { journal: named.entry },
    )
  }
  const entry = await requireSameStart(deps, named)
  chain.followUpgrades()
  const plan = readPlan(entry.plan)
  if (!plan) throw new CliError('E_ENTRY_DAMAGED', { entry: entry.entry }, { journal: entry.entry })
  const verb = { name: entry.verb as TradeReport['command'] }
  const planned = plannedReport(verb, deps.names, chain, { block: entry.firstBlock, plan })
  const started = report(recordedReport(planned, entry))
  const sent = await believing(deps, chain, () => sentOf(deps, entry, wait))
  await proveBy(deps, chain, entry)
  await finish(deps, { chain, plan, sent }, started, report)
}

async function sentOf(deps: ResumeDeps, entry: JournalEntry, wait: FollowOptions['wait']): Promise<Sent> {
  const { hash, lastBlock, state, detail } = entry
  const details = { journal: entry.entry, retryable: false }
  if (!entry.isOpen && state === 'expired')
    throw new CliError('E_EXPIRED', { hash, block: lastBlock }, details)
  if (!entry.isOpen && state === 'rejected') {
    const reason = (detail.reason ?? detail.proof ?? 'it is proven').replace(/\.$/, '')
    const sent = detail.proof === 'never sent' ? 'no' : 'yes'
    throw new CliError('E_REPLACED', { hash, reason }, { ...details, sent })
  }
  const recorded = recordedFrom(entry)
  const { blockHash } = detail
  if (state === 'finalized' && blockHash !== undefined) {
    const receipt = await deps.halt
      .race(readReceipt(deps.chain, recorded, blockHash as Receipt['blockHash']))
      .catch(error => {
        throw unreadable(entry, error)
      })
    return { recorded, kind: 'finalized', receipt }
  }
  return send(deps, recorded, { wait, sentBefore: true })
}

/** A receipt that cannot be read again is no reason to take the trade for one that was not made. */
function unreadable({ entry, hash, detail }: JournalEntry, error: unknown): unknown {
  if (!(error instanceof CliError)) return error
  const reason = `it is in block ${detail.blockNumber}, which is final, but ${error.message.replace(/\.$/, '')}`
  const text = 'It is made: do not repeat it. Read what it did, from another endpoint with --network, with'
  const hint = { text, run: ['journal', 'resume', entry] }
  return new CliError('E_UNKNOWN_OUTCOME', { hash, reason }, { cause: error, journal: entry, hint })
}
