import type { App } from '../../app/app.ts'
import {
  type Balance,
  compare,
  isZero,
  type Netuid,
  parseAlpha,
  parseNetuid,
  parseTao,
  type Tolerance,
  type Unit,
} from '../../balance/index.ts'
import { quoteRequirements, requireAll } from '../../chain/requirements.ts'
import type { ChainView, TradeQuote } from '../../chain/types.ts'
import { CliError } from '../../errors/cli-error.ts'
import { type QuoteReport, quoteView } from '../../output/views/quote.ts'
import { requireAboveMinimum } from '../../plan/checks.ts'
import { warnOfSpec } from '../../trade/guards.ts'
import { requireSubnets } from '../../trade/verbs/subnets.ts'
import { contextOf } from '../context.ts'
import { requireInputs } from '../missing.ts'

export interface QuoteFlags {
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
  const { value } = app.settings.tolerance
  const tolerance = value.toText()
  const ask = asked(from, to, amount, value)
  const chain = await app.halt.race(app.readableChain())
  requireAll(chain.runtime, chain.specVersion, quoteRequirements)
  warnOfSpec(app.output, chain.specVersion)
  const view = chain.opening
  const report = await app.halt.race(ask(view))
  for (const text of report.caution) app.output.warn('W_MINIMUM', text)
  app.output.result(
    quoteView,
    {
      ...report,
      ...{ origin: from ?? null, destination: to ?? null, tolerance },
      isDevelopment: chain.isDevelopment,
      block: view.block.number,
    },
    contextOf(chain),
  )
}

type Asked = Omit<QuoteReport, 'origin' | 'destination' | 'tolerance' | 'isDevelopment' | 'block'> & {
  readonly caution: readonly string[]
}

/** What is to be quoted, everything that can be wrong with the words found out before the chain is asked. */
function asked(
  from: Side<'origin'>,
  to: Side<'destination'>,
  text: string,
  tolerance: Tolerance,
): (view: ChainView) => Promise<Asked> {
  const subnets = (view: ChainView) =>
    requireSubnets(
      view,
      [from, to].filter(netuid => netuid !== undefined),
    )
  if (from === undefined) {
    const amount = positive(parseTao(text))
    const destination = to as Netuid<'destination'>
    return async view => {
      await subnets(view)
      return reported('add', await view.quoteAdd(destination, amount), tolerance)
    }
  }
  const amount = positive(parseAlpha(text, from))
  if (to === undefined) {
    return async view => {
      await subnets(view)
      const quote = await view.quoteRemove(from, amount)
      const minimum = view.minimumStake()
      const caution = 'So little can only be removed as a whole position.'
      return reported('remove', quote, tolerance, compare(quote.tao, minimum) < 0 ? [caution] : [])
    }
  }
  return async view => {
    await subnets(view)
    const quote = await view.quoteSwap(from, to, amount)
    requireAboveMinimum('This trade', quote.tao, view.minimumStake())
    return reported('swap', quote, tolerance)
  }
}

function reported<S extends Unit, B extends Unit>(
  verb: QuoteReport['verb'],
  { bought, sold, exact, bound, legs, tao }: TradeQuote<S, B>,
  tolerance: Tolerance,
  caution: readonly string[] = [],
): Asked {
  const minReceived = tolerance.leastOf(bought)
  return { verb, sold, quoted: bought, minReceived, exact, bound, legs, tao, caution }
}

function readSide<R extends string>(text: string, role: R): Side<R> {
  return text.toLowerCase() === 'tao' ? undefined : parseNetuid(text, role)
}

function positive<U extends Unit>(amount: Balance<U>): Balance<U> {
  if (isZero(amount)) throw new CliError('E_BALANCE_ZERO')
  return amount
}
