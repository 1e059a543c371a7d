import { CliError } from '../errors/cli-error.ts'
import type { Hex } from '../scale/runtime.ts'

/** Runs a decoder over what an endpoint sent. @throws E_ENDPOINT when it does not fit */
export function decodeAnswer<T>(what: string, decode: () => T): T {
  try {
    return decode()
  } catch (cause) {
    if (cause instanceof CliError) throw cause
    throw new CliError('E_ENDPOINT', { problem: `${what} cannot be decoded` }, { cause })
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
