import type { App } from '../../app/app.ts'
import type { Chain } from '../../chain/chain.ts'
import type { CliError } from '../../errors/cli-error.ts'
import { type Check, doctorView } from '../../output/faces/doctor.ts'
import { contextOf } from '../../trade/after/build-report.ts'
import { checkChain } from './chain.ts'
import { checkColdkey } from './coldkey.ts'
import { checkFee } from './fee.ts'
import { checkJournal } from './journal.ts'
import { checkCache, checkNode, checkSettings } from './machine.ts'
import { checkNext } from './next.ts'
import { checkPassword } from './password.ts'
import { checkWallet } from './wallet.ts'

export interface DoctorFlags {
  /** A runtime to look at in place of all else: a file of metadata, or a URL. */
  readonly next?: string
}

/** Kinds of problems, the one that keeps most commands from working first. */
const WORST_FIRST: readonly number[] = [2, 6, 4, 3]

/**
 * Looks at everything a trade needs, whatever is missing. Opens no key and asks nothing.
 * @throws the worst problem, with all checks as its data
 */
export async function runDoctor(app: App, { next }: DoctorFlags): Promise<void> {
  if (next !== undefined) return report(app, await checkNext(app, next), undefined)
  const { halt } = app
  const settings = await halt.race(checkSettings(app))
  const { chain, checks: chainChecks } = await checkChain(app)
  const checks = [
    checkNode(app),
    ...settings,
    ...chainChecks,
    ...(await checkWallet(app)),
    await checkPassword(app),
    await checkColdkey(app, chain),
    await checkFee(app, chain),
    ...(await halt.race(checkJournal(app))),
    await checkCache(app),
  ].map(check => withCommands(app, check))
  report(app, checks, chain)
}

function report({ output }: App, checks: readonly Check[], chain: Chain | undefined): void {
  const worst = worstOf(checks.flatMap(({ failure }) => failure ?? []))
  if (!worst) {
    output.result(doctorView, checks, chain && contextOf(chain, chain.opening.block))
    return
  }
  output.show(doctorView, checks)
  throw worst.with({ data: doctorView.json(checks) })
}

/** What to do about a problem, as this run would have it written. */
function withCommands({ commands }: App, check: Check): Check {
  return check.failure ? { ...check, hint: check.failure.with({ commands }).hint } : check
}

function worstOf(failures: readonly CliError[]): CliError | undefined {
  const order = [...WORST_FIRST, ...failures.map(({ exit }) => exit)]
  return failures.toSorted((a, b) => order.indexOf(a.exit) - order.indexOf(b.exit))[0]
}
