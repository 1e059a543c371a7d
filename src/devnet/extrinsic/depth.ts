import type { Call } from '../types.ts'

/** Calls may hold calls this deep. Source: opentensor/subtensor@14bc6f9f runtime/src/lib.rs:1902. */
export const maxCallDepth = 8

/** How many calls lie within one another in a call: 1 for a call that holds none. */
export function callDepth(call: Call): number {
  let depth = 0
  let level: unknown[] = [call]
  while (level.length > 0) {
    depth += 1
    level = level.flatMap(entry => innerCalls((entry as Call).value.value))
  }
  return depth
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
