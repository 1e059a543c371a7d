import { beforeEach, describe, expect, test } from 'vitest'
import { createPool, type TxPool } from '../../../devnet/node/pool.ts'
import { PoolRefusal, type TxRefusal } from '../../../devnet/node/refusal.ts'
import type { TransactionStatus } from '../../../devnet/node/status.ts'

type Hash = `0x${string}`
let nonces: Record<string, number>
let heard: [Hash, TransactionStatus][]
let pool: TxPool

beforeEach(() => {
  nonces = {}
  heard = []
  pool = createPool(
    account => nonces[account] ?? 0,
    (hash, status) => heard.push([hash, status]),
  )
})

/** Adds a transaction whose hash is made of its signer and nonce. */
function add(signer: string, nonce: number, options: { priority?: bigint; mark?: string } = {}): Hash {
  const hash: Hash = `0x${signer}${nonce}${options.mark ?? ''}`
  const call = { type: 'System', value: { type: 'remark', value: {} } }
  pool.add({
    priority: options.priority ?? 1n,
    verified: {
      hash,
      bytes: new Uint8Array(),
      signed: { signer, call, nonce, tip: 0n, length: 0 },
      birth: 0,
      birthHash: '0x',
      death: Number.POSITIVE_INFINITY,
      specVersion: 425,
    },
  })
  return hash
}

function refusalOf(action: () => void): TxRefusal {
  try {
    action()
  } catch (failure) {
    if (failure instanceof PoolRefusal) return failure.refusal
    throw failure
  }
  throw new Error('nothing was refused')
}

const ready = () => pool.ready().map(entry => entry.verified.hash)

describe('the pool', () => {
  test('holds a nonce gap as future until it closes', () => {
    add('a', 1)
    add('a', 2)
    expect(ready()).toEqual([])
    add('a', 0)
    expect(ready()).toEqual(['0xa0', '0xa1', '0xa2'])
    expect(heard).toEqual([
      ['0xa1', 'future'],
      ['0xa2', 'future'],
      ['0xa0', 'ready'],
      ['0xa1', 'ready'],
      ['0xa2', 'ready'],
    ])
    expect(pool.nextNonce('a')).toBe(3)
  })

  test('takes signers in the order they came, however their nonces came', () => {
    add('a', 1)
    add('b', 0)
    add('a', 0)
    expect(ready()).toEqual(['0xb0', '0xa0', '0xa1'])
  })

  test('prefers priority', () => {
    add('a', 0)
    add('b', 0, { priority: 10n })
    expect(ready()).toEqual(['0xb0', '0xa0'])
  })

  test('refuses a second transaction of the same nonce unless it is more important', () => {
    add('a', 0)
    expect(refusalOf(() => add('a', 0, { mark: 'x' }))).toEqual({ kind: 'priority', old: 1n, new: 1n })
    const better = add('a', 0, { mark: 'y', priority: 2n })
    expect(heard.slice(-2)).toEqual([
      ['0xa0', { usurped: better }],
      [better, 'ready'],
    ])
    expect(ready()).toEqual([better])
  })

  test('of two future transactions of one nonce only the first becomes ready', () => {
    add('a', 1)
    add('a', 1, { mark: 'x' })
    add('a', 0)
    expect(ready()).toEqual(['0xa0', '0xa1'])
    expect(heard).toContainEqual(['0xa1x', 'invalid'])
    expect(pool.has('0xa1x')).toBe(false)
  })

  test('what follows a removed transaction waits again', () => {
    add('a', 0)
    add('a', 1)
    pool.remove('0xa0')
    pool.settle('a')
    expect(ready()).toEqual([])
    expect(heard.at(-1)).toEqual(['0xa1', 'future'])
  })

  test('is full at 512 future transactions', () => {
    for (let nonce = 1; nonce <= 512; nonce += 1) add('a', nonce)
    expect(refusalOf(() => add('a', 513))).toEqual({ kind: 'full' })
    add('b', 0)
    expect(ready()).toEqual(['0xb0'])
  })
})
