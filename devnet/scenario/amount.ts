import { parseTao } from '../../src/balance/index.ts'
import { raoOf } from '../../src/balance/wire.ts'
import { CliError } from '../../src/errors/cli-error.ts'
import type { Complain } from './problem.ts'

/** Smallest balance an account may have. Unit: rao. Source: opentensor/subtensor@14bc6f9f runtime/src/lib.rs:473 */
export const existentialDeposit = 500n

/** Rao of a free balance: 0, or enough for the account to exist. */
export function balance(text: string, at: string, complain: Complain): bigint {
  const free = parsed(() => raoOf(parseTao(text)), at, complain)
  if (free > 0n && free < existentialDeposit) complain(at, 'an account needs 0.0000005 TAO to exist')
  return free
}

/** Result of parsing an amount; what is wrong with it becomes a complaint about the place. */
export function parsed<T>(parse: () => T, at: string, complain: Complain): T {
  try {
    return parse()
  } catch (failure) {
    if (failure instanceof CliError) complain(at, failure.message.replace(/\.$/, ''))
    throw failure
  }
}
