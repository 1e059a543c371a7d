import type { Audited } from '../../trade/sending/audit.ts'
import type { Face } from '../face.ts'
import { table } from '../table.ts'
import { clean } from '../text.ts'

/** The view of `journal audit`. */
export const auditView: Face<readonly Audited[]> = {
  schema: 'taoctl/journal.audit/v1',
  human(audited, style) {
    if (audited.length === 0) return 'No transaction of this chain is closed.'
    const columns = [
      { title: 'Entry' },
      { title: 'Command' },
      { title: 'State' },
      { title: 'Here' },
      { title: '' },
    ]
    const rows = audited.map(({ entry, result, finding }) => [
      ...[entry.entry, clean(entry.verb).replace('.', ' '), entry.state, result],
      clean(finding),
    ])
    return table(columns, rows, style)
  },
  json: audited => ({
    entries: audited.map(({ entry: { entry, verb, hash, state }, result, finding }) => ({
      ...{ entry, verb, hash, state, result },
      finding: clean(finding),
    })),
  }),
}
