import { fromHex, type Hex } from '../../scale/bytes.ts'
import type { Chain } from '../chain.ts'
import { decodeAnswer, hexAnswer } from '../rpc/answer.ts'

/**
 * When a block was made, by its author's clock. Milliseconds since the epoch; undefined where the endpoint has no state of
 * the block. @throws E_CONNECT, E_TIMEOUT, E_ENDPOINT
 */
export async function blockTime(
  { rpc, runtime }: Pick<Chain, 'rpc' | 'runtime'>,
  block: Hex,
): Promise<bigint | undefined> {
  const item = runtime.storage('Timestamp', 'Now')
  const answer = item && (await rpc.request('state_getStorage', [item.key(), block]))
  if (!item || answer === null) return undefined
  const bytes = fromHex(hexAnswer('the time of a block', answer))
  return decodeAnswer('the time of a block', () => BigInt(item.value.dec(bytes) as bigint))
}
