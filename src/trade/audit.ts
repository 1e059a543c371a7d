import { lacksExtrinsic } from '../chain/outcome/block.ts'
import { openTrace, type Verdict } from '../chain/outcome/trace.ts'
import type { Chain } from '../chain/types.ts'
import { CliError } from '../errors/cli-error.ts'
import type { Halt } from '../host/halt.ts'
import type { JournalEntry } from '../journal/entry.ts'
import { recordedFrom } from '../journal/recorded.ts'

/** What an endpoint says of an entry that is closed. */
export interface Audited {
  readonly entry: JournalEntry
  /** 'unknown': the endpoint cannot tell. */
  readonly result: 'confirmed' | 'contradicted' | 'unknown'
  /** For people. */
  readonly finding: string
}

interface AuditDeps {
  readonly chain: Chain
  readonly halt: Pick<Halt, 'race'>
}

type Finding = Omit<Audited, 'entry'>
type Hash = `0x${string}`

const [confirmed, contradicted, unknown] = (['confirmed', 'contradicted', 'unknown'] as const).map(
  result =>
    (finding: string): Finding => ({ result, finding }),
) as [(finding: string) => Finding, (finding: string) => Finding, (finding: string) => Finding]

/** Whether an entry has an end that an endpoint can be asked about. */
export const isAuditable = ({ isOpen, state }: JournalEntry): boolean => !isOpen && state !== 'abandoned'

/**
 * Holds a closed entry against what an endpoint has, by the evidence that was noted. Notes nothing.
 * @throws E_TIMEOUT, E_INTERRUPTED, E_CONNECT
 */
export async function auditEntry(deps: AuditDeps, entry: JournalEntry): Promise<Audited> {
  try {
    const finding =
      entry.state === 'finalized' ? await auditDone(deps, entry) : await auditNotDone(deps, entry)
    return { entry, ...finding }
  } catch (error) {
    const isItsOwn = error instanceof CliError && (error.is('E_ENDPOINT') || error.is('E_ENTRY_DAMAGED'))
    if (!isItsOwn) throw error
    return { entry, ...unknown(error.message.replace(/\.$/, '')) }
  }
}

async function auditDone({ chain, halt }: AuditDeps, entry: JournalEntry): Promise<Finding> {
  const { blockNumber, blockHash } = entry.detail
  const verdict = await halt.race(openTrace(chain, recordedFrom(entry))())
  if (verdict.kind === 'finalized') {
    return verdict.block === blockHash
      ? confirmed(`block ${verdict.number} holds it`)
      : contradicted(`it is in block ${verdict.number}, ${verdict.block}`)
  }
  const lacks = blockHash && (await halt.race(lacksExtrinsic(chain.rpc, blockHash as Hash, entry.hash)))
  if (lacks) return contradicted(`block ${blockNumber} does not hold it`)
  return didNot(verdict) ? contradicted(textOf(verdict)) : unknown(textOf(verdict))
}

async function auditNotDone({ chain, halt }: AuditDeps, entry: JournalEntry): Promise<Finding> {
  const verdict = await halt.race(openTrace(chain, recordedFrom(entry))())
  if (verdict.kind === 'finalized' || verdict.kind === 'included') return contradicted(textOf(verdict))
  const { usedBy } = entry.detail.evidence ?? {}
  if (usedBy && (await halt.race(lacksExtrinsic(chain.rpc, usedBy.block as Hash, usedBy.hash as Hash)))) {
    return contradicted(
      `block ${usedBy.number} does not hold ${usedBy.hash}, which was noted to have used its nonce`,
    )
  }
  return didNot(verdict) ? confirmed(textOf(verdict)) : unknown(textOf(verdict))
}

const didNot = ({ kind }: Verdict) => kind === 'expired' || kind === 'rejected'

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
