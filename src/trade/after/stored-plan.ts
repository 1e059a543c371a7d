import { readBalance } from '../../balance/index.ts'
import { CliError } from '../../errors/cli-error.ts'
import type { PricedPlan } from '../../plan/plan.ts'

/** A plan with the bytes of its call, as it was signed. */
export interface SignedPlan extends PricedPlan {
  readonly callHex: string
}

/** A plan as JSON for the journal: amounts as they write themselves, integers as `{ "integer": "1" }`. */
export function storePlan(plan: SignedPlan): unknown {
  const text = JSON.stringify(plan, (_, value) =>
    typeof value === 'bigint' ? { integer: String(value) } : value,
  )
  return JSON.parse(text)
}

/** A plan out of the journal; undefined where the entry has none. @throws E_STORED_BALANCE when it is damaged */
export function readPlan(stored: unknown): SignedPlan | undefined {
  if (stored === null || stored === undefined) return undefined
  const plan: unknown = JSON.parse(JSON.stringify(stored), (_, value: unknown) => revived(value))
  if (isPlan(plan)) return plan
  throw new CliError('E_STORED_BALANCE', { problem: 'a plan without coldkey, trades, fee or call' })
}

function revived(value: unknown): unknown {
  if (!isObject(value)) return value
  const keys = Object.keys(value).sort().join()
  if (keys === 'integer') return BigInt(String(value.integer))
  return keys === 'decimal,netuid,rao,unit' ? readBalance(value) : value
}

function isPlan(value: unknown): value is SignedPlan {
  if (!isObject(value)) return false
  const { coldkey, trades, staysBehind, after, transactionFee, call, callHex } = value
  const lists = [trades, staysBehind, after].every(Array.isArray)
  return (
    lists &&
    isObject(transactionFee) &&
    isObject(call) &&
    `${typeof coldkey} ${typeof callHex}` === 'string string'
  )
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
