import { format, tao } from '../../balance/index.ts'
import { balanceFromRao } from '../../balance/wire.ts'
import { CliError } from '../../errors/cli-error.ts'
import type { PoolError } from '../../pool/types.ts'
import type { Reader } from '../reader.ts'

/** Why the chain refuses a trade: its own error. */
export interface Refusal {
  readonly pallet: string
  readonly name: string
}

const inSubtensor = (name: string): Refusal => ({ pallet: 'SubtensorModule', name })

/** The checks before a trade answer every refusal of a pool with this one. */
export const illiquid = inSubtensor('InsufficientLiquidity')
export const absent = inSubtensor('SubnetNotExists')
export const tooLow = inSubtensor('AmountTooLow')
export const unfunded = inSubtensor('NotEnoughBalanceToStake')
export const nothingLeft = inSubtensor('InsufficientBalance')
export const dust: Refusal = { pallet: 'Swap', name: 'ReservesTooLow' }
export const belowDeposit: Refusal = { pallet: 'Token', name: 'BelowMinimum' }
export const unpaid: Refusal = { pallet: 'Transaction', name: 'Payment' }

export const inPool = ({ pallet, fault }: PoolError): Refusal => ({ pallet, name: fault })

/** Thrown by arithmetic that knows nothing of the runtime; `refused` makes it an error for the user. */
export class RefusedTrade extends Error {
  override readonly name = 'RefusedTrade'
  readonly refusal: Refusal
  readonly why: string
  /** What is too little, and what would be enough. Unit: rao. */
  readonly below: { readonly worth: bigint; readonly minimum: bigint } | undefined

  constructor(refusal: Refusal, why: string, below?: RefusedTrade['below']) {
    super(`${refusal.pallet}.${refusal.name}: ${why}`)
    this.refusal = refusal
    this.why = why
    this.below = below
  }
}

/** TAO that is too little to be added. Unit: rao. */
export function belowMinimum(worth: bigint, minimum: bigint): RefusedTrade {
  return new RefusedTrade(tooLow, 'it is below the minimum', { worth, minimum })
}

/** What later runtimes call an error. Source: RaoFoundation/subtensor, spec 459. */
const laterNames: Readonly<Record<string, string>> = { InsufficientBalance: 'InsufficientTaoBalance' }

/** A refusal that was foreseen, with the chain's own words for it. */
export function refused(reader: Pick<Reader, 'runtime'>, what: string, trade: RefusedTrade): CliError {
  const { pallet, name } = trade.refusal
  const names = [name, laterNames[name] ?? name]
  const [found] = names.flatMap(each => reader.runtime.variant('errors', pallet, each) ?? [])
  const chain = { pallet, name: found?.name ?? name, docs: found?.docs ?? '' }
  const details = { cause: trade, chain }
  if (trade.below === undefined) return new CliError('E_QUOTE', { what, reason: trade.why }, details)
  const text = (rao: bigint) => `${format(balanceFromRao(rao, tao))} TAO`
  const { worth, minimum } = trade.below
  return new CliError(
    'E_BELOW_MINIMUM',
    { what: 'This trade', worth: text(worth), minimum: text(minimum) },
    details,
  )
}
