import type { Chain } from '../../chain/chain.ts'
import type { Recorded } from '../../chain/extrinsic/compose.ts'
import { publicNetwork } from '../../chain/network/network.ts'
import { blockTime } from '../../chain/outcome/block-time.ts'
import type { BlockId } from '../../chain/reader.ts'

/** Time between two blocks where the chain's runtime does not tell. Source: opentensor/subtensor@14bc6f9f runtime/src/lib.rs MILLISECS_PER_BLOCK */
const SLOT_MS = 12_000n
/** How many blocks may come early, by a clock that was set and a first block that was under way. */
const SPARE = 2
/** How far a final head may be from this machine's clock. */
const AGE_MS = 600_000n

interface Timed extends Pick<Chain, 'genesis' | 'isDevelopment'> {
  readonly network: Pick<Chain['network'], 'isLoopback'>
  readonly runtime: Pick<Chain['runtime'], 'constant'>
}

/** Development chains make blocks when they are told to; the mark alone, from afar, excuses nobody. */
const isExempt = ({ isDevelopment, network }: Timed) => isDevelopment && network.isLoopback

/** Why an era cannot be over yet, by the time that has passed since it was signed, in milliseconds; undefined where it can. */
export function tooSoon(
  chain: Timed,
  { firstBlock, lastBlock }: Pick<Recorded, 'firstBlock' | 'lastBlock'>,
  passed: number,
): string | undefined {
  if (isExempt(chain)) return undefined
  const least = BigInt(lastBlock + 1 - firstBlock - SPARE) * slotOf(chain)
  const time = BigInt(Math.max(0, Math.floor(passed)))
  if (time >= least) return undefined
  const [need, have] = [least, time].map(each => `${each / 1000n}s`)
  return (
    `by this machine's clock its era cannot be over: that takes ${need}, and it was signed ${have} ago. ` +
    'Wait; if the clock was set meanwhile, go on with --accept-verdict'
  )
}

/** The pinned chains have 12 s, whatever metadata is told; others what their runtime says. Unit: milliseconds. */
function slotOf({ genesis, runtime }: Timed): bigint {
  if (publicNetwork(genesis) !== undefined) return SLOT_MS
  const slot = runtime.constant('Aura', 'SlotDuration')
  return typeof slot === 'bigint' ? slot : SLOT_MS
}

/** Why a final head is not of now; undefined where it is. @throws E_CONNECT, E_TIMEOUT, E_ENDPOINT */
export async function outOfDate(
  chain: Timed & Pick<Chain, 'rpc' | 'runtime'>,
  final: BlockId['hash'],
  now: number,
): Promise<string | undefined> {
  if (isExempt(chain)) return undefined
  const time = await blockTime(chain, final)
  const ways = `Set the clock, or ask another endpoint with --network; or go on with --accept-verdict`
  if (time === undefined) return `the endpoint does not tell when its final block was made. ${ways}`
  const off = BigInt(Math.floor(now)) - time
  const apart = off < 0n ? -off : off
  if (apart <= AGE_MS) return undefined
  const minutes = apart / 60_000n
  const side = off > 0n ? 'behind' : 'ahead of'
  return (
    `the endpoint's final block is ${minutes} minutes ${side} this machine's clock: ` +
    `the endpoint is behind or lies, or the clock is wrong. ${ways}`
  )
}
