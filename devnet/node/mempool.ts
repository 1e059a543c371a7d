import type { Hex } from '../../src/scale/bytes.ts'
import { type Branch, stillBorn } from '../extrinsic/verify.ts'
import type { Account, Invalid, SignedCall, Verified } from '../types.ts'
import { createBans } from './bans.ts'
import type { NodeBlock } from './block.ts'
import { createPool, type Waiting } from './pool.ts'
import { PoolRefusal } from './refusal.ts'
import type { PoolLimits } from './settings.ts'
import { createWatchers, type StatusListener } from './status.ts'
import type { BestChange } from './tree.ts'

/** Blocks after which a transaction's watchers stop waiting for finality. */
const finalityPatience = 512

/** What the pool asks of the best block. */
export interface PoolView {
  readonly branch: Branch
  /** Milliseconds since the epoch. */
  readonly now: bigint
  nonceOf(account: Account): number
  validate(signed: SignedCall): Invalid | undefined
  priorityOf(signed: SignedCall): bigint
  /** Of a block that is not final, as long as a reorganisation may bring them back. */
  transactionsOf(block: NodeBlock): readonly Verified[]
}

/** The transaction pool with its memory: who watches, what is banned, what a reorganisation may bring back. */
export interface Mempool {
  /** @throws PoolRefusal `banned` or `imported` */
  ensureNew(hash: Hex): void
  /** @throws PoolRefusal */
  submit(verified: Verified): void
  /** Remembers that a transaction is invalid. */
  ban(hash: Hex): void
  watch(hash: Hex, listener: StatusListener): () => void
  /** Takes a transaction out; its watchers hear `dropped`. */
  drop(hash: Hex): boolean
  /** Takes transactions out that no block will ever take; their watchers hear `invalid`. */
  discard(hashes: readonly Hex[]): void
  /** Changes how much it holds; what no longer finds room is dropped, the least important first. */
  limit(limits: PoolLimits): void
  /** Forgets all that waits and all bans, as a node does that is started again. Nobody is told. */
  forget(): void
  ready(): readonly Verified[]
  nextNonce(account: Account): number
  /** Follows the best chain: included transactions leave, retracted ones return, the rest is checked again. */
  follow(change: BestChange): void
  finalize(blocks: readonly NodeBlock[]): void
}

/** An empty pool. `view` answers for the best block of the moment. */
export function createMempool(view: () => PoolView): Mempool {
  const watchers = createWatchers()
  const bans = createBans()
  const pool = createPool(account => view().nonceOf(account), watchers.notify)
  // Transactions of blocks not final yet, by block.
  const included = new Map<Hex, Map<Hex, Waiting>>()

  const discard = (hashes: readonly Hex[]) => {
    const signers = new Set<Account>()
    for (const hash of hashes) {
      const removed = pool.remove(hash)
      if (removed === undefined) continue
      signers.add(removed.verified.signed.signer)
      bans.add(hash, view().now)
      watchers.notify(hash, 'invalid')
    }
    for (const signer of signers) pool.settle(signer)
  }

  const isLasting = ({ verified }: Waiting) => {
    if (!stillBorn(verified, view().branch)) return false
    const reason = view().validate(verified.signed)
    return reason === undefined || reason === 'Future' || reason === 'ExhaustsResources'
  }

  const enact = (block: NodeBlock, retracted: ReadonlyMap<Hex, Waiting>) => {
    const taken = new Map<Hex, Waiting>()
    for (const verified of view().transactionsOf(block)) {
      const { hash, signed } = verified
      const waiting = pool.remove(hash) ??
        retracted.get(hash) ?? { verified, priority: view().priorityOf(signed) }
      taken.set(hash, waiting)
      bans.add(hash, view().now)
      watchers.notify(hash, { inBlock: block.hash })
    }
    if (taken.size > 0) included.set(block.hash, taken)
    return taken
  }

  const retract = (block: NodeBlock) => {
    const taken = included.get(block.hash) ?? new Map<Hex, Waiting>()
    included.delete(block.hash)
    for (const hash of taken.keys()) watchers.notify(hash, { retracted: block.hash })
    return taken
  }

  const giveBack = (waiting: Waiting) => {
    const { hash } = waiting.verified
    try {
      if (isLasting(waiting)) pool.add(waiting)
      else watchers.notify(hash, 'invalid')
    } catch (refused) {
      if (!(refused instanceof PoolRefusal)) throw refused
      watchers.notify(hash, 'dropped')
    }
  }

  const drop = (hash: Hex) => {
    const removed = pool.remove(hash)
    if (removed === undefined) return false
    watchers.notify(hash, 'dropped')
    pool.settle(removed.verified.signed.signer)
    return true
  }

  return {
    ensureNew: hash => {
      if (bans.has(hash, view().now)) throw new PoolRefusal({ kind: 'banned' })
      if (pool.has(hash)) throw new PoolRefusal({ kind: 'imported', hash })
    },
    submit: verified => pool.add({ verified, priority: view().priorityOf(verified.signed) }),
    ban: hash => bans.add(hash, view().now),
    watch: watchers.watch,
    drop,
    discard,
    limit: limits => {
      for (const hash of pool.limit(limits)) drop(hash)
    },
    forget: () => {
      for (const { verified } of pool.all()) pool.remove(verified.hash)
      bans.clear()
    },
    ready: () => pool.ready().map(waiting => waiting.verified),
    nextNonce: pool.nextNonce,

    follow: change => {
      const back = new Map(change.retracted.flatMap(block => [...retract(block)]))
      for (const block of change.enacted) for (const hash of enact(block, back).keys()) back.delete(hash)
      for (const waiting of [...back.values()].sort(byNonce)) giveBack(waiting)
      const waiting = pool.all()
      discard(waiting.filter(entry => !isLasting(entry)).map(entry => entry.verified.hash))
      for (const signer of new Set(waiting.map(entry => entry.verified.signed.signer))) pool.settle(signer)
      for (const [hash, taken] of included) {
        if (included.size <= finalityPatience) break
        included.delete(hash)
        for (const transaction of taken.keys()) watchers.notify(transaction, { finalityTimeout: hash })
      }
    },
    finalize: blocks => {
      for (const block of blocks) {
        for (const hash of included.get(block.hash)?.keys() ?? [])
          watchers.notify(hash, { finalized: block.hash })
        included.delete(block.hash)
      }
    },
  }
}

const byNonce = (a: Waiting, b: Waiting) => a.verified.signed.nonce - b.verified.signed.nonce
