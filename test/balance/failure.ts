import { CliError } from '../../src/errors/cli-error.ts'
import type { ErrorCode } from '../../src/errors/codes.ts'

/** Code and context of the error a function throws. Anything else it does is a failure of the test. */
export function failure(act: () => unknown): { readonly code: ErrorCode; readonly context: unknown } {
  let result: unknown
  try {
    result = act()
  } catch (error) {
    if (error instanceof CliError) return { code: error.code, context: error.context }
    throw error
  }
  throw new Error(`nothing was thrown, but ${typeof result} returned`)
}

/** The error itself, where its prose matters. */
export function thrown(act: () => unknown): CliError {
  try {
    act()
  } catch (error) {
    if (error instanceof CliError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}
