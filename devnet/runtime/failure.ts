import type { Hex } from '../../src/scale/bytes.ts'
import type { Runtime } from '../../src/scale/runtime.ts'
import type { Weight } from '../types.ts'

/** Names of sp_runtime TokenError that a transfer can meet. */
export type TokenError = 'FundsUnavailable' | 'OnlyProvider' | 'BelowMinimum' | 'Frozen' | 'NotExpendable'

/** Why a call failed, by name; indices belong to the metadata. */
export type DispatchError =
  | { readonly type: 'Module'; readonly pallet: string; readonly name: string }
  | { readonly type: 'Token'; readonly name: TokenError }
  | { readonly type: 'Arithmetic'; readonly name: 'Underflow' | 'Overflow' }
  | { readonly type: 'BadOrigin' | 'CannotLookup' | 'Other' | 'ConsumerRemaining' | 'NoProviders' }

/** A call that failed by the chain's rules. What it did to the state is rolled back where it is caught. */
export class DispatchFailure extends Error {
  override readonly name = 'DispatchFailure'
  readonly error: DispatchError
  /** Weight used until then, where the call knows it; else all of its weight counts as used. */
  readonly usedWeight: Weight | undefined

  constructor(error: DispatchError, usedWeight?: Weight) {
    super(errorText(error))
    this.error = error
    this.usedWeight = usedWeight
  }
}

/** `Pallet.Name` of a module error, else the kind and name of sp_runtime DispatchError. */
function errorText(error: DispatchError): string {
  if (error.type === 'Module') return `${error.pallet}.${error.name}`
  return 'name' in error ? `${error.type}.${error.name}` : error.type
}

/** A failure with an error of a pallet. */
export function moduleFailure(pallet: string, name: string): DispatchFailure {
  return new DispatchFailure({ type: 'Module', pallet, name })
}

/** A failure with an error of SubtensorModule, which most staking rules end in. */
export function stakingFailure(name: string): DispatchFailure {
  return moduleFailure('SubtensorModule', name)
}

/** A failure with a TokenError. */
export function tokenFailure(name: TokenError): DispatchFailure {
  return new DispatchFailure({ type: 'Token', name })
}

/** @throws DispatchFailure with this error of SubtensorModule unless `holds`. */
export function ensure(holds: boolean, name: string): asserts holds {
  if (!holds) throw stakingFailure(name)
}

/** Looks up what the metadata calls an error. */
export type ErrorLookup = Pick<Runtime, 'variant'>

/**
 * A dispatch error as the metadata codec takes it. An error that the metadata does not have is `Other`: its rule is
 * younger than that runtime.
 */
export function encodableError(lookup: ErrorLookup, error: DispatchError): unknown {
  if (error.type !== 'Module') {
    return 'name' in error
      ? { type: error.type, value: { type: error.name, value: undefined } }
      : { type: error.type, value: undefined }
  }
  const names = [error.name, ...(laterNames[error.name] ?? [])]
  const [found] = names.flatMap(name => lookup.variant('errors', error.pallet, name) ?? [])
  if (found === undefined) return { type: 'Other', value: undefined }
  return { type: 'Module', value: { index: found.palletIndex, error: firstByte(found.index) } }
}

/** What later runtimes call an error. Source: RaoFoundation/subtensor, spec 459. */
const laterNames: Readonly<Record<string, readonly string[]>> = {
  InsufficientBalance: ['InsufficientTaoBalance'],
}

function firstByte(value: number): Hex {
  return `0x${value.toString(16).padStart(2, '0')}000000`
}
