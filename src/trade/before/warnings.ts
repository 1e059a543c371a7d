import { formatNamed } from '../../balance/index.ts'
import type { Chain } from '../../chain/chain.ts'
import type { ChainView } from '../../chain/view.ts'
import { CliError } from '../../errors/cli-error.ts'
import type { WarningCode } from '../../errors/warnings.ts'
import type { Output } from '../../output/output.ts'
import { isAbove } from '../../plan/compare.ts'
import type { PlannedTrade, TradePlan } from '../../plan/plan.ts'
import type { Prepared } from './prepare.ts'

/** How much worse than the price before it a leg may pay, fee included: without a word, and with nobody asked. Percent. */
const [NOTABLE, HIGH] = [5n, 30n]

/** Gives each warning once, however often a plan is made anew. */
export function warnOnce(output: Pick<Output, 'warn'>): Output['warn'] {
  const given = new Set<WarningCode>()
  return (code, message) => {
    if (given.has(code)) return
    given.add(code)
    output.warn(code, message)
  }
}

/** Names the legs that cost more than 5% of the price before them. */
export function warnOfImpact(warn: Output['warn'], trades: readonly Pick<PlannedTrade, 'legs'>[]): void {
  const legs = legsAbove(NOTABLE, trades)
  if (legs.length === 0) return
  const costs = legs.map(({ impactPercent, netuid }) => `${impactPercent}% on subnet ${netuid}`)
  warn('W_PRICE_IMPACT', `The trade moves the price against itself, fee included: ${costs.join(', ')}.`)
}

/** Refuses a leg that costs more than 30% where nobody is asked and it was not accepted. @throws E_PRICE_IMPACT */
export function requireLowImpact(
  trades: readonly Pick<PlannedTrade, 'legs'>[],
  { yes, acceptImpact }: { readonly yes: boolean; readonly acceptImpact: boolean },
): void {
  if (!yes || acceptImpact) return
  const [leg] = legsAbove(HIGH, trades)
  if (leg) throw new CliError('E_PRICE_IMPACT', { percent: leg.impactPercent, netuid: leg.netuid })
}

const legsAbove = (percent: bigint, trades: readonly Pick<PlannedTrade, 'legs'>[]) =>
  trades.flatMap(({ legs }) => legs).filter(leg => isAbove(leg.impactPercent, percent))

/** Which impacts make another trade of one that was agreed to, when a leg crosses them meanwhile. Percent. */
export function impactsThatMatter({
  yes,
  acceptImpact,
}: {
  readonly yes: boolean
  readonly acceptImpact: boolean
}): readonly bigint[] {
  if (acceptImpact) return []
  return yes ? [HIGH] : [NOTABLE, HIGH]
}

/** Says that a transaction of the coldkey waits in the node's pool: what is signed now runs behind it. */
export async function warnOfQueue(
  warn: Output['warn'],
  chain: Pick<Chain, 'head'>,
  prepared: Prepared,
): Promise<void> {
  const queued = await queueBefore(chain, prepared)
  if (queued) warn('W_QUEUED', queued.message)
}

/** Refuses to go behind one where nobody is asked and --queue was not given. @throws E_QUEUED */
export async function requireNoQueue(
  chain: Pick<Chain, 'head'>,
  prepared: Prepared,
  { yes, queue }: { readonly yes: boolean; readonly queue: boolean },
): Promise<void> {
  const queued = yes && !queue ? await queueBefore(chain, prepared) : undefined
  if (queued) throw queued
}

async function queueBefore(
  chain: Pick<Chain, 'head'>,
  { view, plan, unsigned }: Prepared,
): Promise<CliError | undefined> {
  const { coldkey } = plan
  if (unsigned.nonce <= (await view.nonce(coldkey))) return undefined
  // The best block may have moved on since the view was taken.
  const count = unsigned.nonce - (await (await chain.head()).nonce(coldkey))
  return count > 0 ? new CliError('E_QUEUED', { coldkey, count }) : undefined
}

/** Names what root stake has earned and nobody claimed, where a trade takes that root stake away. */
export async function warnOfClaims(
  warn: Output['warn'],
  view: Pick<ChainView, 'positions' | 'rootClaims'>,
  { coldkey, trades }: Pick<TradePlan, 'coldkey' | 'trades'>,
): Promise<void> {
  const leaving = new Set(trades.flatMap(({ from }) => (from.netuid === 0 ? [from.hotkey] : [])))
  if (leaving.size === 0) return
  const told = await view.rootClaims(coldkey, await view.positions(coldkey))
  if (told === undefined) {
    const unknown = 'This chain does not tell what root stake that leaves has earned and nobody claimed'
    warn('W_CLAIMABLE', `${unknown}; it may be dropped.`)
    return
  }
  const claims = told.claims.filter(({ hotkey }) => leaving.has(hotkey))
  if (claims.length === 0) return
  const amounts = claims.map(({ claimable }) => formatNamed(claimable)).join(', ')
  const message = told.isKept
    ? `Root stake that leaves has earned about ${amounts} that nobody claimed. It stays owed, and is no part of this trade.`
    : `Root stake that leaves may take along what it earned and nobody claimed: ${amounts}.`
  warn('W_CLAIMABLE', message)
}
