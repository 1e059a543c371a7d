import { CliError } from '../../errors/cli-error.ts'
import { messageOf } from '../../errors/message.ts'
import type { Hex } from '../../scale/bytes.ts'

/** Runs a decoder over what an endpoint sent. @throws E_ENDPOINT when it does not fit */
export function decodeAnswer<T>(what: string, decode: () => T): T {
  try {
    return decode()
  } catch (cause) {
    if (cause instanceof CliError) throw cause
    throw new CliError('E_ENDPOINT', { problem: `${what} cannot be decoded` }, { cause })
  }
}

/** Whether the metadata has all that is read in a form that is known. Asked only once something failed. */
type IsKnown = () => boolean

/**
 * Reads whose failures are told as the endpoint's: answers that decode may still not be what a read can work with, where
 * the metadata swaps types or amounts contradict each other. @throws as `attributeFailure`
 */
export function attributeFailures<T extends object>(reads: T, isKnown: IsKnown): T {
  const entries = Object.entries(reads).map(([name, read]) => [
    name,
    typeof read === 'function'
      ? (...args: unknown[]) => attributeFailure(name, () => read(...args), isKnown)
      : read,
  ])
  return Object.fromEntries(entries) as T
}

/**
 * The same for one piece of work on answers. What a program trips over by itself, whose answers are all of known types,
 * stays as it is: a bug. @throws E_ENDPOINT with the cause for everything else that is no known refusal
 */
export function attributeFailure<T>(what: string, work: () => T, isKnown: IsKnown): T {
  const attribute = (error: unknown): never => {
    // An amount that contradicts another has exit 1, which would say that this program is at fault.
    if (error instanceof CliError && error.exit !== 1) throw error
    if (error instanceof ReferenceError || (error instanceof TypeError && isKnown())) throw error
    const reason = messageOf(error).replace(/\.$/, '')
    const problem = `its answers make no sense for ${what}: ${reason}`
    throw new CliError('E_ENDPOINT', { problem }, { cause: error })
  }
  try {
    const result = work()
    return result instanceof Promise ? (result.catch(attribute) as T) : result
  } catch (error) {
    return attribute(error)
  }
}

/** An answer that must be hex. @throws E_ENDPOINT */
export function hexAnswer(what: string, answer: unknown): Hex {
  if (typeof answer !== 'string' || !/^0x(?:[0-9a-fA-F]{2})*$/.test(answer)) {
    throw new CliError('E_ENDPOINT', { problem: `${what} is not hex` })
  }
  return answer as Hex
}

/** An answer that must be a hash of 32 bytes. @throws E_ENDPOINT */
export function hashAnswer(what: string, answer: unknown): Hex {
  const hex = hexAnswer(what, answer)
  if (hex.length !== 66) throw new CliError('E_ENDPOINT', { problem: `${what} is not a hash` })
  return hex
}

/** An answer that must be an object. @throws E_ENDPOINT */
export function objectAnswer(what: string, answer: unknown): Record<string, unknown> {
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) {
    throw new CliError('E_ENDPOINT', { problem: `${what} is not an object` })
  }
  return answer as Record<string, unknown>
}

/** Whether an answer is a whole number of 32 bits. */
export const isU32 = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 2 ** 32
