import type { App } from '../../app/app.ts'
import {
  type Balance,
  compare,
  type Netuid,
  parseAlpha,
  parseNetuid,
  parseTao,
  type Unit,
} from '../../balance/index.ts'
import type { Chain } from '../../chain/chain.ts'
import { quoteRequirements } from '../../chain/metadata/requirements.ts'
import type { TradeQuote } from '../../chain/quote/types.ts'
import type { ChainView } from '../../chain/view.ts'
import { CliError } from '../../errors/cli-error.ts'
import type { WarningCode } from '../../errors/warnings.ts'
import { type QuoteReport, quoteView } from '../../output/faces/quote.ts'
import { requireAboveMinimum } from '../../plan/checks.ts'
import type { Protection } from '../../plan/protection.ts'
import { contextOf } from '../../trade/after/build-report.ts'
import { floorTexts } from '../../trade/before/floor-texts.ts'
import { trustsEndpoint } from '../../trade/before/metadata-digest.ts'
import { requireReadable } from '../../trade/before/supported-runtimes.ts'
import { warnOfImpact } from '../../trade/before/warnings.ts'
import {
  type Guard,
  type Guarded,
  guardAdd,
  guardRemove,
  guardSwap,
  poolsFor,
  type Trust,
} from '../../trade/verbs/protection.ts'
import { requireSubnets } from '../../trade/verbs/requirements.ts'
import type { ProtectionFlags } from '../grammar/options.ts'
import { requirePositive } from '../inputs/amount.ts'
import { readAddGuard, readRemoveGuard, readSwapGuard } from '../inputs/protection.ts'
import { requireInputs } from '../inputs/required.ts'

export interface QuoteFlags extends ProtectionFlags {
  readonly origin?: string
  readonly destination?: string
  readonly amount?: string
}

/** A side of a trade; undefined is TAO. */
type Side<R extends string> = Netuid<R> | undefined

export async function runQuote(app: App, flags: QuoteFlags): Promise<void> {
  const given = { origin: flags.origin, destination: flags.destination, amount: flags.amount }
  const { origin, destination, amount } = requireInputs(given)
  const [from, to] = [readSide(origin, 'origin'), readSide(destination, 'destination')]
  if ((from === undefined ? -1 : +from) === (to === undefined ? -1 : +to)) {
    throw new CliError('E_SAME_PLACE', { what: from === undefined ? 'free TAO' : `subnet ${from}` })
  }
  const ask = asked(app, flags, from, to, amount)
  const chain = await app.halt.race(app.readableChain())
  requireReadable(app.output, chain, quoteRequirements)
  const view = chain.opening
  const { cautions, floors, ...report } = await app.halt.race(ask(view, { isTrusted: isTrusted(app, chain) }))
  for (const text of floors) app.output.trace(text)
  for (const [code, text] of cautions) app.output.warn(code, text)
  warnOfImpact(app.output.warn, [report])
  app.output.result(
    quoteView,
    {
      ...report,
      ...{ origin: from ?? null, destination: to ?? null },
      isDevelopment: chain.isDevelopment,
      block: view.block.number,
    },
    contextOf(chain, view.block),
  )
}

const isTrusted = ({ switches, settings }: App, chain: Chain) =>
  trustsEndpoint(chain, { ...switches, trustedUrl: settings.trustEndpoint.value })

type Asked = Omit<QuoteReport, 'origin' | 'destination' | 'isDevelopment' | 'block'> & {
  readonly cautions: readonly (readonly [WarningCode, string])[]
  /** What the least received stands on. */
  readonly floors: readonly string[]
}

/** What is to be quoted, everything that can be wrong with the words found out before the chain is asked. */
function asked(
  app: App,
  flags: ProtectionFlags,
  from: Side<'origin'>,
  to: Side<'destination'>,
  text: string,
): (view: ChainView, trust: Trust) => Promise<Asked> {
  const netuids = [from, to].filter(netuid => netuid !== undefined)
  if (from === undefined) {
    const amount = requirePositive(parseTao(text))
    const destination = to as Netuid<'destination'>
    const guard = readAddGuard(app, flags, destination)
    return async (view, trust) => {
      await requireSubnets(view, netuids)
      const quote = await view.quoteAdd(destination, amount)
      const markets = poolsFor(view, netuids, guard)
      return reported('add', quote, guard, await tried(() => guardAdd(markets, quote, guard, trust)))
    }
  }
  const amount = requirePositive(parseAlpha(text, from))
  if (to === undefined) {
    const guard = readRemoveGuard(app, flags, from)
    return async (view, trust) => {
      await requireSubnets(view, netuids)
      const quote = await view.quoteRemove(from, amount)
      const markets = poolsFor(view, netuids, guard)
      const asked = reported(
        'remove',
        quote,
        guard,
        await tried(() => guardRemove(markets, quote, guard, trust)),
      )
      if (compare(quote.tao, view.minimumStake()) >= 0) return asked
      const caution = ['W_MINIMUM', 'So little can only be removed as a whole position.'] as const
      return { ...asked, cautions: [...asked.cautions, caution] }
    }
  }
  const guard = readSwapGuard(app, flags, from, to)
  return async (view, trust) => {
    await requireSubnets(view, netuids)
    const quote = await view.quoteSwap(from, to, amount)
    requireAboveMinimum('This trade', quote.tao, view.minimumStake())
    const markets = poolsFor(view, netuids, guard)
    return reported('swap', quote, guard, await tried(() => guardSwap(markets, quote, guard, trust)))
  }
}

/** The limit of a trade; where the chain has none for it, the reason and what could be guarded instead. */
async function tried<B extends Unit, Q extends Unit, R extends Unit>(
  find: () => Promise<Guarded<B, Q, R>>,
): Promise<Guarded<B, Q, R> | string> {
  try {
    return await find()
  } catch (error) {
    if (error instanceof CliError && error.is('E_LIMIT_INEXPRESSIBLE')) {
      return `${error.message} ${error.hint ?? ''}`.trimEnd()
    }
    throw error
  }
}

function reported<S extends Unit, B extends Unit, Q extends Unit, R extends Unit>(
  verb: QuoteReport['verb'],
  { bought, sold, exact, bound, legs, tao }: TradeQuote<S, R>,
  { protection }: Guard<B, Q, R>,
  found: Guarded<B, Q, R> | string,
): Asked {
  const isFound = typeof found !== 'string'
  return {
    ...{ verb, sold, quoted: bought, exact, bound, legs, tao },
    minReceived: isFound ? found.minReceived : leastWanted(protection, bought),
    limitPrice: isFound ? found.limitPrice : null,
    believed: isFound ? found.believed : [],
    tolerance: protection.kind === 'tolerance' ? protection.tolerance.toText() : null,
    cautions: isFound ? [] : [['W_LIMIT', found]],
    floors: isFound ? floorTexts([{ ...found, limitPrice: found.limitPrice?.toText() ?? null }]) : [],
  }
}

function leastWanted<B extends Unit, Q extends Unit, R extends Unit>(
  protection: Protection<B, Q, R>,
  quoted: Balance<R>,
): Balance<R> | null {
  if (protection.kind === 'tolerance') return protection.tolerance.leastOf(quoted)
  return protection.kind === 'minimum' ? protection.amount : null
}

function readSide<R extends string>(text: string, role: R): Side<R> {
  return text.toLowerCase() === 'tao' ? undefined : parseNetuid(text, role)
}
