import type { Hex } from '../../src/scale/bytes.ts'

/** Half an hour. Source: paritytech/polkadot-sdk substrate/client/transaction-pool/src/graph/rotator.rs. */
const banTime = 1_800_000n
const maxBans = 2048

/** Transactions the pool does not take again for a while: those that were in a block or turned out invalid. */
export interface Bans {
  add(hash: Hex, now: bigint): void
  has(hash: Hex, now: bigint): boolean
  clear(): void
}

/** No bans yet. Times are the chain's, in milliseconds. */
export function createBans(): Bans {
  const until = new Map<Hex, bigint>()
  return {
    add: (hash, now) => {
      until.delete(hash)
      until.set(hash, now + banTime)
      const [oldest] = until.keys()
      if (until.size > maxBans && oldest !== undefined) until.delete(oldest)
    },
    has: (hash, now) => (until.get(hash) ?? 0n) > now,
    clear: () => until.clear(),
  }
}
