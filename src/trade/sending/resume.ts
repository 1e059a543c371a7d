import { lacksExtrinsic } from '../../chain/outcome/block.ts'
import { type Receipt, readReceipt } from '../../chain/outcome/receipt.ts'
import { CliError } from '../../errors/cli-error.ts'
import { isInDoubt, type JournalEntry } from '../../journal/entry.ts'
import { recordedFrom } from '../../journal/recorded.ts'
import { plannedReport, recordedReport } from '../after/build-report.ts'
import { conclude } from '../after/conclude.ts'
import type { TradeReport } from '../after/report.ts'
import { readPlan } from '../after/stored-plan.ts'
import { requireSameStart } from '../before/set-aside.ts'
import type { Desk, Trade } from '../desk.ts'
import type { FollowOptions } from './follow-types.ts'
import { noteOf, openJudge } from './judge.ts'
import { type Sent, send } from './send.ts'

/** How an entry is resumed. */
interface ResumeOptions extends Pick<FollowOptions, 'wait'>, Pick<Trade, 'report'> {
  readonly names: TradeReport['names']
}

/**
 * Tells what became of an entry as its own run would have; sends the same bytes again where they may still execute, and
 * follows them to their end.
 * @throws as a trade does once it is signed; E_GENESIS for an entry of another chain, E_CHAIN_RESTARTED
 */
export async function resumeEntry(
  desk: Desk,
  named: JournalEntry,
  { wait, names, report }: ResumeOptions,
): Promise<void> {
  const { chain } = desk
  if (named.genesis !== chain.genesis) {
    throw new CliError(
      'E_GENESIS',
      { expected: named.genesis, actual: chain.genesis },
      { journal: named.entry },
    )
  }
  chain.followUpgrades()
  const entry = await requireSameStart(desk, named)
  const plan = readPlan(entry.plan)
  if (!plan) throw new CliError('E_ENTRY_DAMAGED', { entry: entry.entry }, { journal: entry.entry })
  const verb = { name: entry.verb as TradeReport['command'] }
  const planned = plannedReport(verb, names, chain, { block: entry.firstBlock, plan })
  const started = report(recordedReport(planned, entry))
  const sent = await findEnd(desk, entry, wait)
  await conclude(desk, { plan, sent }, started, report)
}

async function findEnd(desk: Desk, entry: JournalEntry, wait: FollowOptions['wait']): Promise<Sent> {
  const { isOpen, state, detail } = entry
  if (!isOpen && (state === 'expired' || state === 'rejected')) return judgeAgain(desk, entry)
  const recorded = recordedFrom(entry)
  const block = detail.blockHash as Receipt['blockHash'] | undefined
  if (state === 'finalized' && block !== undefined && !(await isTakenBack(desk, entry, block))) {
    const receipt = await desk.halt.race(readReceipt(desk.chain, recorded, block)).catch(error => {
      throw unreadableError(entry, error)
    })
    return { recorded, kind: 'finalized', receipt }
  }
  return send(desk, recorded, { wait, sentBefore: true })
}

/** One that was noted not to execute stays so, unless an endpoint shows it in a final block. @throws E_EXPIRED, E_REPLACED */
async function judgeAgain(desk: Desk, entry: JournalEntry): Promise<Sent> {
  const { hash, lastBlock, state, detail } = entry
  const details = { journal: entry.entry, retryable: false }
  if (detail.proof !== 'never sent') {
    const recorded = recordedFrom(entry)
    const judged = await openJudge(desk, recorded)().catch((error: unknown) => {
      if (!(error instanceof CliError) || error.exit !== 6) throw error
      desk.halt.check()
    })
    if (judged?.kind === 'finalized') {
      const { block, number, index, seenBy = desk.chain } = judged
      await desk.journal.update(entry, 'finalized', { blockNumber: number, blockHash: block, index })
      return {
        recorded,
        kind: 'finalized',
        receipt: await desk.halt.race(readReceipt(seenBy, recorded, block)),
      }
    }
    if (judged?.kind === 'rejected' && isInDoubt(entry)) {
      await desk.journal.update(entry, 'rejected', noteOf(judged))
    }
  }
  if (state === 'expired') throw new CliError('E_EXPIRED', { hash, block: lastBlock }, details)
  const reason = (detail.reason ?? detail.proof ?? 'it is proven').replace(/\.$/, '')
  const sent = detail.proof === 'never sent' ? 'no' : 'yes'
  throw new CliError('E_REPLACED', { hash, reason }, { ...details, sent })
}

/**
 * Takes a final block back that is there under its hash and does not hold the extrinsic, and says so. An endpoint that
 * does not know the hash, or has another block at that height, is no reason: that would be to trade twice.
 */
async function isTakenBack(
  { chain, halt, journal, output }: Desk,
  entry: JournalEntry,
  block: Receipt['blockHash'],
): Promise<boolean> {
  const lacks = await halt.race(lacksExtrinsic(chain.rpc, block, entry.hash)).catch((error: unknown) => {
    if (error instanceof CliError && error.exit === 6) return false
    throw error
  })
  if (!lacks) return false
  const reason = `block ${entry.detail.blockNumber}, which was noted to hold it, does not`
  await journal.update(entry, 'unknown', { reason, takenBack: block })
  output.warn('W_TAKEN_BACK', `Journal entry ${entry.entry} was noted as done, but ${reason}.`)
  return true
}

/** A receipt that cannot be read again is no reason to take the trade for one that was not made. */
function unreadableError({ entry, hash, detail }: JournalEntry, error: unknown): unknown {
  if (!(error instanceof CliError)) return error
  const reason = `it is in block ${detail.blockNumber}, which is final, but ${error.message.replace(/\.$/, '')}`
  const text = 'It is made: do not repeat it. Read what it did, from another endpoint with --network, with'
  const hint = { text, run: ['journal', 'resume', entry] }
  return new CliError('E_UNKNOWN_OUTCOME', { hash, reason }, { cause: error, journal: entry, hint })
}
