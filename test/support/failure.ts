import { CliError } from '../../src/errors/cli-error.ts'

/** The CliError of work that must fail with one. */
export async function failureOf(work: (() => unknown) | Promise<unknown>): Promise<CliError> {
  try {
    const value = await (typeof work === 'function' ? work() : work)
    throw new Error(`succeeded with ${String(value)}`)
  } catch (error) {
    if (error instanceof CliError) return error
    throw error
  }
}

/** Code and exit of work that must fail. */
export async function codeOf(work: (() => unknown) | Promise<unknown>): Promise<readonly [string, number]> {
  const { code, exit } = await failureOf(work)
  return [code, exit]
}
