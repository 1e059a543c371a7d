import { CliError } from '../../src/errors/cli-error.ts'

/** Reports what is wrong with a scenario. Never returns. */
export type Complain = (path: string, problem: string) => never

/** A reporter for one scenario; `source` is its file, or what stands for it. */
export function complainAbout(source: string): Complain {
  return (path, problem) => {
    throw new CliError('E_SCENARIO', { source, path, problem })
  }
}

/** Complains about the first value that is given twice; `at` names the place of each. */
export function refuseRepeats(
  values: readonly (string | number)[],
  at: (index: number) => string,
  complain: Complain,
): void {
  const seen = new Set<string | number>()
  for (const [index, value] of values.entries()) {
    if (seen.has(value)) complain(at(index), `'${value}' is given twice`)
    seen.add(value)
  }
}
