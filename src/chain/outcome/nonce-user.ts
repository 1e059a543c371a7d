import { AccountId, u32 } from '@polkadot-api/substrate-bindings'
import { CliError } from '../../errors/cli-error.ts'
import { fromHex, type Hex, toHex } from '../../scale/bytes.ts'
import type { Address } from '../address.ts'
import type { BlockId } from '../reader.ts'
import { decodeAnswer, hexAnswer } from '../rpc/answer.ts'
import { type Rpc, RpcError } from '../rpc/rpc.ts'
import type { Blocks } from './blocks.ts'
import type { Past } from './runtime-of.ts'
import { signedNonce } from './signed-by.ts'
import type { Traceable } from './traceable.ts'

/** The extrinsic that used a nonce: in a block under its root, its signature by the account checked. */
export interface NonceUser {
  readonly hash: Hex
  readonly block: BlockId
}

/** Blocks that are looked through at the most where their states do not tell in which one it was. */
const SCAN = 512
/** A range of so many blocks is looked through at once. */
const NARROW = 16

/**
 * Who used a nonce that an account had left behind at a final block; undefined where the endpoint cannot show it. States
 * of old blocks narrow down the block as far as the endpoint keeps them, then bodies are read from its lowest end.
 * @throws E_CONNECT, E_TIMEOUT, E_ENDPOINT
 */
export async function findNonceUser(
  chain: Past,
  blocks: Blocks,
  { hash: sought, signer, nonce, firstBlock }: Traceable,
  final: BlockId,
): Promise<NonceUser | undefined> {
  const nonceAt = async (number: number) => {
    const hash = await blocks.hashAt(number)
    return hash && readNonce(chain.rpc, signer, hash)
  }
  const before = await nonceAt(firstBlock)
  const isOlder = before !== undefined && before > nonce
  // The last block known to be without it, and the first one known to be behind it.
  let [low, high] = isOlder ? [0, firstBlock] : [firstBlock, final.number]
  while (high - low > NARROW) {
    const middle = (low + high) >> 1
    const there = await nonceAt(middle)
    if (there === undefined) break
    if (there > nonce) high = middle
    else low = middle
  }
  const last = Math.min(high, low + SCAN)
  for (let first = low + 1; first <= last; first += NARROW) {
    for (const { own, ...block } of await blocks.from(first, last)) {
      for (const { hash, bytes } of own) {
        // In a block of its era it would have been found: shown in another one, it replaces nothing.
        if (hash === sought) continue
        const used = await signedNonce(chain, bytes, signer, block)
        if (used === nonce) return { hash, block: { number: block.number, hash: block.hash } }
      }
    }
  }
  return undefined
}

/** The nonce of an account after a block; undefined where the node does not say. @throws E_CONNECT, E_TIMEOUT, E_ENDPOINT */
export async function readNonce(
  rpc: Pick<Rpc, 'request'>,
  account: Address,
  block: Hex,
): Promise<number | undefined> {
  try {
    const asked = ['AccountNonceApi_account_nonce', toHex(AccountId().enc(account)), block]
    const answer = hexAnswer('a nonce', await rpc.request('state_call', asked))
    const bytes = fromHex(answer)
    if (bytes.length !== 4) throw new CliError('E_ENDPOINT', { problem: 'a nonce has another length' })
    return decodeAnswer('a nonce', () => u32.dec(bytes))
  } catch (error) {
    if (error instanceof CliError && error.cause instanceof RpcError) return undefined
    throw error
  }
}
