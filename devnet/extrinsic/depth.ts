import type { DispatchCall } from '../types.ts'

/** Calls may lie in this many calls. Source: opentensor/subtensor@14bc6f9f runtime/src/lib.rs:1902. */
export const maxCallDepth = 8

/** How many calls that hold calls lie within one another: 0 for a plain call, 1 for a batch, even an empty one. */
export function callDepth(call: DispatchCall): number {
  let depth = 0
  let level: readonly unknown[] = [call].filter(isHolder)
  while (level.length > 0) {
    depth += 1
    level = level.flatMap(holder => innerCalls(argumentsOf(holder))).filter(isHolder)
  }
  return depth
}

const argumentsOf = (call: unknown) => (call as DispatchCall).value.value

function isHolder(call: unknown): boolean {
  const given = argumentsOf(call)
  if (typeof given !== 'object' || given === null) return false
  return 'calls' in given || innerCalls(given).length > 0
}

function innerCalls(value: unknown): unknown[] {
  if (value instanceof Uint8Array || typeof value !== 'object' || value === null) return []
  if (isCall(value)) return [value]
  return Object.values(value).flatMap(innerCalls)
}

/** A call is the only value that is a named variant holding a named variant with arguments. */
function isCall(value: object): boolean {
  if (!('type' in value) || !('value' in value)) return false
  const inner = value.value
  return (
    typeof inner === 'object' &&
    inner !== null &&
    'type' in inner &&
    'value' in inner &&
    typeof inner.value === 'object' &&
    inner.value !== null
  )
}
