import type { App } from '../../app/app.ts'
import { CliError } from '../../errors/cli-error.ts'
import { auditView } from '../../output/faces/audit.ts'
import { contextOf } from '../../trade/after/build-report.ts'
import { type Audited, auditEntry, isAuditable } from '../../trade/sending/audit.ts'

/** Holds every closed entry of the chain against what the endpoint has; writes nothing. @throws E_CONTRADICTED */
export async function runAudit(app: App): Promise<void> {
  const { halt, output } = app
  const journal = await app.journal()
  const chain = await halt.race(app.readableChain())
  const { entries } = await halt.race(journal.entries())
  const audited: Audited[] = []
  for (const entry of entries) {
    if (!isAuditable(entry) || entry.genesis !== chain.genesis) continue
    output.status(`Looking at ${entry.entry}, ${audited.length + 1}`)
    audited.push(await auditEntry({ chain, halt }, entry))
  }
  const context = contextOf(chain, chain.opening.block)
  const wrong = audited.flatMap(({ entry, result }) => (result === 'contradicted' ? [entry.entry] : []))
  const [entry] = wrong
  if (entry === undefined) return output.result(auditView, audited, context)
  output.show(auditView, audited)
  throw new CliError('E_CONTRADICTED', { entries: wrong }, { data: auditView.json(audited), journal: entry })
}
