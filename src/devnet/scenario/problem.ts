import { CliError } from '../../errors/cli-error.ts'

/** Reports what is wrong with a scenario. Never returns. */
export type Complain = (path: string, problem: string) => never

/** A reporter for one scenario; `source` is its file, or what stands for it. */
export function complainAbout(source: string): Complain {
  return (path, problem) => {
    throw new CliError('E_SCENARIO', { source, path, problem })
  }
}
