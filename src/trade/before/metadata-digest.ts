import type { Chain } from '../../chain/chain.ts'
import type { MetadataDigest } from '../../chain/metadata/hash.ts'
import { tryDigest } from '../../chain/metadata/trial.ts'
import { publicNetwork } from '../../chain/network/network.ts'
import { CliError } from '../../errors/cli-error.ts'
import type { Output } from '../../output/output.ts'
import type { PlannedTrade } from '../../plan/plan.ts'
import type { Desk, TradeRequest } from '../desk.ts'

/**
 * Asks once for the digest of the metadata to sign, so that a signature over false metadata is worthless; undefined
 * where the runtime checks none, or the user does without.
 * @throws E_METADATA_UNVERIFIED where the runtime refuses it, or is of a public network and checks none
 */
export function metadataCheck(
  desk: Pick<Desk, 'chain' | 'output'>,
  unverified: boolean,
): () => Promise<MetadataDigest | undefined> {
  let asked: Promise<MetadataDigest | undefined> | undefined
  return () => {
    asked ??= digestToSign(desk, unverified)
    return asked
  }
}

async function digestToSign(
  { chain, output }: Pick<Desk, 'chain' | 'output'>,
  unverified: boolean,
): Promise<MetadataDigest | undefined> {
  const without = (why: string) => {
    output.warn('W_UNVERIFIED_METADATA', `The metadata of this endpoint is taken as it is: ${why}.`)
    return undefined
  }
  if (unverified) return without('you asked for it')
  const digest = await chain.digest()
  const verdict = await tryDigest(chain, digest)
  if (verdict === 'accepted') return digest
  if (verdict === 'refused') {
    throw new CliError('E_METADATA_UNVERIFIED', { reason: 'the runtime refuses its digest' })
  }
  const reason = 'the runtime checks no digest of it'
  const network = publicNetwork(chain.genesis)
  if (network === undefined) return without(reason)
  throw new CliError('E_METADATA_UNVERIFIED', { reason: `${reason}, as that of ${network} does` })
}

/** Whether a person said that the endpoint in use is to be believed: all of this run, or the one at a URL. */
export function trustsEndpoint(
  { network }: Pick<Chain, 'network'>,
  { trustEndpoint, trustedUrl }: Pick<TradeRequest, 'trustEndpoint' | 'trustedUrl'>,
): boolean {
  return (
    trustEndpoint || (trustedUrl !== undefined && new URL(trustedUrl).href === new URL(network.endpoint).href)
  )
}

/** Says what a digest cannot catch: with nobody asked and no floor, a lying quote is taken for the truth. */
export function warnOfQuote(
  { chain, output }: Pick<Desk, 'chain' | 'output'>,
  request: Pick<TradeRequest, 'yes' | 'hasFloor' | 'isConfirmed' | 'trustEndpoint' | 'trustedUrl'>,
): void {
  if (!request.yes || request.hasFloor || request.isConfirmed || trustsEndpoint(chain, request)) return
  if (publicNetwork(chain.genesis) !== 'finney') return
  output.warn(
    'W_FALSE_QUOTE',
    'Nothing would show a false quote of this endpoint: give --min-received, --limit-price or --confirm-with.',
  )
}

/** Says which floors stand on what the endpoint tells of pools, where nobody vouched for it. */
export function warnOfBelief(
  warn: Output['warn'],
  trades: readonly Pick<PlannedTrade, 'believed' | 'legs'>[],
  isTrusted: boolean,
): void {
  if (isTrusted) return
  const believing = trades.filter(({ believed }) => believed?.includes('pools'))
  const netuids = [...new Set(believing.flatMap(({ legs }) => legs.map(({ netuid }) => netuid)))]
  if (netuids.length === 0) return
  warn(
    'W_FALSE_QUOTE',
    `The least received holds if this endpoint tells the truth about the reserves of subnet ${netuids.join(', ')}: ` +
      'the trade is too large for its tolerance to be guarded without. Trade less at once, or give --confirm-with.',
  )
}
