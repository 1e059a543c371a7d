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
import type { ChainView } from '../../chain/view.ts'
import { CliError } from '../../errors/cli-error.ts'
import type { WarningCode } from '../../errors/warnings.ts'
import { type QuoteReport, quoteView } from '../../output/faces/quote.ts'
import type { Protection } from '../../plan/protection.ts'
import { contextOf } from '../../trade/after/build-report.ts'
import { floorTexts } from '../../trade/before/floor-texts.ts'
import { trustsEndpoint } from '../../trade/before/metadata-digest.ts'
import { requireReadable } from '../../trade/before/supported-runtimes.ts'
import { warnOfImpact } from '../../trade/before/warnings.ts'
import { quoteAdd } from '../../trade/verbs/add.ts'
import type { Guard, GuardableQuote, Guarded, Trust } from '../../trade/verbs/protection.ts'
import { quoteRemove } from '../../trade/verbs/remove.ts'
import { requireSubnets } from '../../trade/verbs/requirements.ts'
import { quoteSwap } from '../../trade/verbs/swap.ts'
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
      origin: from ?? null,
      destination: to ?? null,
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
      return reported('add', guard, trust, await quoteAdd(view, { destination, guard }, amount))
    }
  }
  const amount = requirePositive(parseAlpha(text, from))
  if (to === undefined) {
    const guard = readRemoveGuard(app, flags, from)
    return async (view, trust) => {
      await requireSubnets(view, netuids)
      const found = await quoteRemove(view, { origin: from, guard }, amount)
      const asked = await reported('remove', guard, trust, found)
      if (compare(found.quote.tao, view.minimumStake()) >= 0) return asked
      const caution = ['W_MINIMUM', 'So little can only be removed as a whole position.'] as const
      return { ...asked, cautions: [...asked.cautions, caution] }
    }
  }
  const guard = readSwapGuard(app, flags, from, to)
  return async (view, trust) => {
    await requireSubnets(view, netuids)
    const found = await quoteSwap(view, { origin: from, destination: to, guard }, amount)
    return reported('swap', guard, trust, found)
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

async function reported<S extends Unit, B extends Unit, Q extends Unit, R extends Unit>(
  verb: QuoteReport['verb'],
  { protection }: Guard<B, Q, R>,
  trust: Trust,
  { quote, guardWith }: GuardableQuote<S, B, Q, R>,
): Promise<Asked> {
  const { bought, sold, exact, bound, legs, tao } = quote
  const found = await tried(() => guardWith(trust))
  const isFound = typeof found !== 'string'
  return {
    verb,
    sold,
    quoted: bought,
    exact,
    bound,
    legs,
    tao,
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
