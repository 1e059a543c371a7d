import { defaultScenario } from '../../../devnet/scenario/default.ts'
import type { Scenario } from '../../../devnet/scenario/schema.ts'
import type { App } from '../../app/app.ts'
import { CliError } from '../../errors/cli-error.ts'
import { readNamedFile } from '../inputs/read-file.ts'

/** The scenario of a file, or the default one. A file that was named must exist. @throws E_SCENARIO */
export async function loadScenario(app: App, path: string | undefined): Promise<Scenario> {
  if (path === undefined) return defaultScenario
  const refuse = (problem: string, cause?: unknown) =>
    new CliError('E_SCENARIO', { source: path, path: 'the file', problem }, { cause })
  const content = await readNamedFile(app, path, refuse)
  // The schema's library costs more than the rest of the start.
  const { readScenario } = await import('../../../devnet/scenario/read.ts')
  return readScenario(new TextDecoder().decode(content), path)
}
