import type { Hex } from '../../src/scale/bytes.ts'
import type { Account, Verified } from '../types.ts'
import { PoolRefusal } from './refusal.ts'
import type { PoolLimits } from './settings.ts'
import type { TransactionStatus } from './status.ts'

const usualLimits: PoolLimits = { ready: 8192, future: 512 }

/** A transaction that waits for a block. */
export interface Waiting {
  readonly verified: Verified
  readonly priority: bigint
}

/** Transactions waiting for a block: ready ones, and future ones with a gap in nonces before them. */
export interface TxPool {
  has(hash: Hex): boolean
  /** @throws PoolRefusal if its place is taken or the pool is full */
  add(waiting: Waiting): void
  remove(hash: Hex): Waiting | undefined
  /** Sorts a signer's transactions anew after its nonce on chain changed. */
  settle(signer: Account): void
  /** In the order a block takes them: by priority, then arrival, nonces of one signer ascending. */
  ready(): readonly Waiting[]
  all(): readonly Waiting[]
  /** Nonce for the next transaction of an account: behind its ready ones. */
  nextNonce(account: Account): number
  /** Changes how many it holds; answers those beyond it, which stay until they are removed. */
  limit(limits: PoolLimits): readonly Hex[]
}

interface Entry extends Waiting {
  readonly order: number
  place: 'new' | 'ready' | 'future'
}

/** An empty pool. `nonceOf` is an account's nonce in the best block; `notify` hears where transactions stand. */
export function createPool(
  nonceOf: (account: Account) => number,
  notify: (hash: Hex, status: TransactionStatus) => void,
): TxPool {
  const entries = new Map<Hex, Entry>()
  // Of each signer by nonce; several may share a nonce while they wait for it.
  const bySigner = new Map<Account, Map<number, readonly Entry[]>>()
  let arrivals = 0
  let limits = usualLimits

  const of = (signer: Account) => bySigner.get(signer) ?? new Map<number, readonly Entry[]>()
  const put = (signer: Account, nonce: number, rivals: readonly Entry[]) => {
    const nonces = of(signer)
    if (rivals.length > 0) nonces.set(nonce, rivals)
    else nonces.delete(nonce)
    if (nonces.size > 0) bySigner.set(signer, nonces)
    else bySigner.delete(signer)
  }
  const drop = (entry: Entry) => {
    const { hash, signed } = entry.verified
    entries.delete(hash)
    const rivals = of(signed.signer).get(signed.nonce) ?? []
    put(
      signed.signer,
      signed.nonce,
      rivals.filter(rival => rival !== entry),
    )
  }
  const count = (place: Entry['place']) => [...entries.values()].filter(entry => entry.place === place).length

  /** Transactions of a signer whose nonces follow the chain's without a gap. */
  const chainOf = (signer: Account): Entry[] => {
    const chain: Entry[] = []
    for (let nonce = nonceOf(signer); ; nonce += 1) {
      const [winner, ...losers] = [...(of(signer).get(nonce) ?? [])].sort(firstIsBetter)
      if (winner === undefined) return chain
      for (const loser of losers) {
        drop(loser)
        notify(loser.verified.hash, 'invalid')
      }
      chain.push(winner)
    }
  }

  const settle = (signer: Account) => {
    const chain = new Set(chainOf(signer))
    for (const entry of [...chain, ...[...of(signer).values()].flat()]) {
      const place = chain.has(entry) ? 'ready' : 'future'
      if (entry.place === place) continue
      entry.place = place
      notify(entry.verified.hash, place)
    }
  }

  const ready = () =>
    [...bySigner.keys()]
      .flatMap(signer => ranked(chainOf(signer)))
      .sort((a, b) => compare(b.priority, a.priority) || a.order - b.order || a.nonce - b.nonce)
      .map(({ entry }) => entry)

  return {
    has: hash => entries.has(hash),
    add: waiting => {
      const { hash, signed } = waiting.verified
      const rival = of(signed.signer)
        .get(signed.nonce)
        ?.find(entry => entry.place === 'ready')
      if (rival !== undefined && waiting.priority <= rival.priority) {
        throw new PoolRefusal({ kind: 'priority', old: rival.priority, new: waiting.priority })
      }
      const follows = signed.nonce <= nonceOf(signed.signer) + chainOf(signed.signer).length
      if (
        rival === undefined &&
        count(follows ? 'ready' : 'future') >= (follows ? limits.ready : limits.future)
      ) {
        throw new PoolRefusal({ kind: 'full' })
      }
      if (rival !== undefined) {
        drop(rival)
        notify(rival.verified.hash, { usurped: hash })
      }
      arrivals += 1
      const entry: Entry = { ...waiting, order: arrivals, place: 'new' }
      entries.set(hash, entry)
      put(signed.signer, signed.nonce, [...(of(signed.signer).get(signed.nonce) ?? []), entry])
      settle(signed.signer)
    },
    remove: hash => {
      const entry = entries.get(hash)
      if (entry !== undefined) drop(entry)
      return entry
    },
    settle,
    ready,
    all: () => [...entries.values()],
    nextNonce: account => nonceOf(account) + chainOf(account).length,
    limit: next => {
      limits = next
      const future = [...entries.values()].filter(entry => entry.place === 'future')
      const beyond = [...ready().slice(limits.ready).reverse(), ...future.slice(limits.future).reverse()]
      return beyond.map(entry => entry.verified.hash)
    },
  }
}

/** A transaction cannot come before the one its nonce follows, so it inherits the worse rank of the two. */
function ranked(chain: readonly Entry[]) {
  let priority: bigint | undefined
  let order = 0
  return chain.map(entry => {
    priority = priority === undefined || entry.priority < priority ? entry.priority : priority
    order = Math.max(order, entry.order)
    return { entry, priority, order, nonce: entry.verified.signed.nonce }
  })
}

const firstIsBetter = (a: Entry, b: Entry) => compare(b.priority, a.priority) || a.order - b.order
const compare = (a: bigint, b: bigint) => (a < b ? -1 : a > b ? 1 : 0)
