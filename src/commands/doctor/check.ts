import { CliError } from '../../errors/cli-error.ts'
import type { Check } from '../../output/faces/doctor.ts'

export const ok = (name: string, message: string): Check => ({
  name,
  status: 'ok',
  message,
  hint: undefined,
  failure: undefined,
})

export const warning = (name: string, message: string, hint: string | undefined): Check => ({
  name,
  status: 'warning',
  message,
  hint,
  failure: undefined,
})

export const problem = (name: string, failure: CliError): Check => ({
  name,
  status: 'problem',
  message: failure.message,
  hint: failure.hint,
  failure,
})

export const skipped = (name: string, message: string): Check => ({
  name,
  status: 'skipped',
  message,
  hint: undefined,
  failure: undefined,
})

/** The result of work, or the error for the user it ended with. An interrupt ends the command all the same. */
export async function outcome<T>(work: Promise<T>): Promise<T | CliError> {
  try {
    return await work
  } catch (error) {
    if (error instanceof CliError && !error.is('E_INTERRUPTED')) return error
    throw error
  }
}
