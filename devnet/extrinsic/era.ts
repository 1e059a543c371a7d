/** How long a transaction may execute: `immortal`, or one period of blocks beginning at its birth. */
export type Era =
  | { readonly kind: 'immortal' }
  | { readonly kind: 'mortal'; readonly period: number; readonly phase: number }

/**
 * Era from its SCALE bytes (1 or 2). @throws RangeError on a period below 4 or a phase outside the period.
 * Source: paritytech/polkadot-sdk substrate/primitives/runtime/src/generic/era.rs Decode.
 */
export function readEra(bytes: Uint8Array): Era {
  const [low = 0, high = 0] = bytes
  if (low === 0) return { kind: 'immortal' }
  const encoded = low + high * 256
  const period = 2 << (encoded % 16)
  const phase = (encoded >> 4) * Math.max(period >> 12, 1)
  if (period < 4 || phase >= period) throw new RangeError('invalid period and phase of an era')
  return { kind: 'mortal', period, phase }
}

/** Number of the block a transaction is born in, seen from block `current`; 0 for an immortal one. */
export function birthOf(era: Era, current: number): number {
  if (era.kind === 'immortal') return 0
  const { period, phase } = era
  return Math.floor((Math.max(current, phase) - phase) / period) * period + phase
}

/** First block a transaction can no longer execute in; Infinity for an immortal one. */
export function deathOf(era: Era, current: number): number {
  return era.kind === 'immortal' ? Number.POSITIVE_INFINITY : birthOf(era, current) + era.period
}
