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

/**
 * Reads whose failures are the endpoint's: answers that decode may still not be what a read can work with, where the
 * metadata swaps types or amounts contradict each other. @throws E_ENDPOINT for everything that is no known refusal
 */
export function sensible<T extends object>(reads: T): T {
  const entries = Object.entries(reads).map(([name, read]) => [
    name,
    typeof read === 'function' ? (...args: unknown[]) => sensibly(name, () => read(...args)) : read,
  ])
  return Object.fromEntries(entries) as T
}

/** The same for one piece of work on answers. @throws E_ENDPOINT for everything that is no known refusal */
export function sensibly<T>(what: string, work: () => T): T {
  const blame = (error: unknown): never => {
    // Exit 1 would say that this program is at fault.
    if (error instanceof CliError && error.exit !== 1) throw error
    const reason = messageOf(error).replace(/\.$/, '')
    const problem = `its answers make no sense for ${what}: ${reason}`
    throw new CliError('E_ENDPOINT', { problem }, { cause: error })
  }
  try {
    const result = work()
    return result instanceof Promise ? (result.catch(blame) as T) : result
  } catch (error) {
    return blame(error)
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
