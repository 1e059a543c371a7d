import { CliError } from '../errors/cli-error.ts'

/** Shown by the functions of this folder to the constructors of its classes; nobody outside has it. */
export const door = Symbol('taoctl/balance')

/** Guards a constructor at run time, where `private` is no protection. @throws E_BUG */
export function assertDoor(key: unknown, what: string): void {
  if (key !== door) throw new CliError('E_BUG', { problem: `${what} was constructed by hand` })
}

/** Guards a number that must be a bigint: text would be joined instead of added. @throws E_BUG */
export function assertBigint(value: unknown, what: string): void {
  if (typeof value !== 'bigint') throw new CliError('E_BUG', { problem: `${what} is a ${typeof value}` })
}
