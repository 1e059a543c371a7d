import { lacksExtrinsic } from '../../chain/outcome/block.ts'
import { openTrace, type Verdict } from '../../chain/outcome/find-extrinsic.ts'
import { CliError } from '../../errors/cli-error.ts'
import type { JournalEntry } from '../../journal/entry.ts'
import { recordedFrom } from '../../journal/recorded.ts'
import type { Desk } from '../desk.ts'
import { isNegative } from './judge.ts'

/** What an endpoint says of an entry that is closed. */
export interface Audited {
  readonly entry: JournalEntry
  /** 'unknown': the endpoint cannot tell. */
  readonly result: 'confirmed' | 'contradicted' | 'unknown'
  /** For people. */
  readonly finding: string
}

/** What an audit asks of the world. */
type AuditDesk = Pick<Desk, 'chain' | 'halt'>

type Finding = Omit<Audited, 'entry'>
type Hash = `0x${string}`

const confirmed = (finding: string): Finding => ({ result: 'confirmed', finding })
const contradicted = (finding: string): Finding => ({ result: 'contradicted', finding })
const unknown = (finding: string): Finding => ({ result: 'unknown', finding })

/** Whether an entry has an end that an endpoint can be asked about. */
export const isAuditable = ({ isOpen, state }: JournalEntry): boolean => !isOpen && state !== 'abandoned'

/**
 * Compares a closed entry with what an endpoint has, by the evidence that was noted. Notes nothing.
 * @throws E_TIMEOUT, E_INTERRUPTED, E_CONNECT
 */
export async function auditEntry(desk: AuditDesk, entry: JournalEntry): Promise<Audited> {
  try {
    const verdict = await desk.halt.race(openTrace(desk.chain, recordedFrom(entry))())
    const audit = entry.state === 'finalized' ? auditDone : auditNotDone
    return { entry, ...(await audit(desk, entry, verdict)) }
  } catch (error) {
    const isItsOwn = error instanceof CliError && (error.is('E_ENDPOINT') || error.is('E_ENTRY_DAMAGED'))
    if (!isItsOwn) throw error
    return { entry, ...unknown(error.message.replace(/\.$/, '')) }
  }
}

async function auditDone(
  { chain, halt }: AuditDesk,
  entry: JournalEntry,
  verdict: Verdict,
): Promise<Finding> {
  const { blockNumber, blockHash } = entry.detail
  if (verdict.kind === 'finalized') {
    return verdict.block === blockHash
      ? confirmed(`block ${verdict.number} holds it`)
      : contradicted(`it is in block ${verdict.number}, ${verdict.block}`)
  }
  const lacks = blockHash && (await halt.race(lacksExtrinsic(chain.rpc, blockHash as Hash, entry.hash)))
  if (lacks) return contradicted(`block ${blockNumber} does not hold it`)
  return isNegative(verdict) ? contradicted(textOf(verdict)) : unknown(textOf(verdict))
}

async function auditNotDone(
  { chain, halt }: AuditDesk,
  entry: JournalEntry,
  verdict: Verdict,
): Promise<Finding> {
  if (verdict.kind === 'finalized' || verdict.kind === 'included') return contradicted(textOf(verdict))
  const { usedBy } = entry.detail.evidence ?? {}
  if (usedBy && (await halt.race(lacksExtrinsic(chain.rpc, usedBy.block as Hash, usedBy.hash as Hash)))) {
    return contradicted(
      `block ${usedBy.number} does not hold ${usedBy.hash}, which was noted to have used its nonce`,
    )
  }
  return isNegative(verdict) ? confirmed(textOf(verdict)) : unknown(textOf(verdict))
}

function textOf(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'finalized':
    case 'included':
      return `block ${verdict.number} holds it`
    case 'expired':
      return `the blocks of its era are without it, up to the final one, ${verdict.final.number}`
    default:
      return verdict.reason
  }
}
