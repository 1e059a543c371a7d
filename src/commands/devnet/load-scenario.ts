import type { App } from '../../app/app.ts'
import { defaultScenario } from '../../devnet/scenario/default.ts'
import type { Scenario } from '../../devnet/scenario/schema.ts'
import { CliError } from '../../errors/cli-error.ts'
import { messageOf } from '../../errors/message.ts'
import { readGiven } from '../read-given.ts'

/** More than any scenario has. */
const SCENARIO_BYTES = 16 * 1024 * 1024

/** The scenario of a file, or the default one. A file that was named must exist. @throws E_SCENARIO */
export async function loadScenario(app: App, path: string | undefined): Promise<Scenario> {
  if (path === undefined) return defaultScenario
  const missing = (problem: string, cause?: unknown) =>
    new CliError('E_SCENARIO', { source: path, path: 'the file', problem }, { cause })
  const content = await readGiven(app, path, SCENARIO_BYTES).catch(cause => {
    if (cause instanceof CliError) throw cause
    throw missing(messageOf(cause), cause)
  })
  if (!content) throw missing('there is no such file')
  // The schema's library costs more than the rest of the start.
  const { readScenario } = await import('../../devnet/scenario/read.ts')
  return readScenario(new TextDecoder().decode(content), path)
}
