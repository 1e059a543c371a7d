import { readFileSync } from 'node:fs'
import type { Pool } from '../../src/pool/types.ts'

/** A pool as the vector files write it. */
export interface PoolRow {
  readonly alphaIn: string
  readonly tao: string
  readonly quoteWeight?: string
  readonly rate?: number
}

/** Reads test/vectors/`name`.json. */
export function readVectors<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../vectors/${name}.json`, import.meta.url), 'utf8'))
}

export const HALF = 500_000_000_000_000_000n

/** A row as a Pool; what a row leaves out is a weight of one half and the usual fee. */
export function poolOf(row: PoolRow, rate = row.rate ?? 33): Pool {
  const quoteWeight = row.quoteWeight === undefined ? HALF : BigInt(row.quoteWeight)
  return { alphaIn: BigInt(row.alphaIn), tao: BigInt(row.tao), quoteWeight, feeRate: rate }
}

/** The two pools of the worked examples: prices just below 0.025 and 0.034285715 TAO. */
export const P1: Pool = {
  alphaIn: 2_000_000_000_000_000n,
  tao: 50_000_000_000_000n,
  quoteWeight: HALF,
  feeRate: 33,
}
export const P2: Pool = {
  alphaIn: 3_500_000_000_000_000n,
  tao: 120_000_000_000_000n,
  quoteWeight: HALF,
  feeRate: 33,
}
