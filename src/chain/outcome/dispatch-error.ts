import type { ChainError } from '../../errors/cli-error.ts'
import type { Runtime } from '../../scale/runtime.ts'

interface Enum {
  readonly type: string
  readonly value: unknown
}

/** The dispatch error of ExtrinsicFailed by name and docs. Module errors arrive decoded from metadata. */
export function readDispatchError(runtime: Runtime, fields: unknown): ChainError {
  return readError(runtime, (fields as { dispatch_error: unknown }).dispatch_error)
}

/** A dispatch error by name and docs. */
export function readError(runtime: Runtime, dispatchError: unknown): ChainError {
  const error = dispatchError as Enum
  if (error.type !== 'Module')
    return { pallet: error.type, name: variantName(error.value) ?? error.type, docs: '' }
  const { index, error: code } = error.value as { index: number; error: string }
  const variant = runtime.variantAt('errors', index, +`0x${code.slice(2, 4)}`)
  return variant
    ? { pallet: variant.pallet, name: variant.name, docs: variant.docs }
    : { pallet: `pallet ${index}`, name: `error ${code}`, docs: '' }
}

const variantName = (value: unknown): string | undefined =>
  typeof value === 'object' && value !== null && 'type' in value ? String(value.type) : undefined
