import { type Balance, isZero, type SomeBalance, type Tao } from '../../balance/index.ts'
import type { Believed } from '../../chain/quote/limit.ts'
import type { Leg } from '../../chain/quote/types.ts'
import type { Face, Json, Style } from '../face.ts'
import { facts } from '../table.ts'
import { withUnit } from './amount.ts'
import { believedRows } from './believed.ts'
import { legsJson } from './legs.ts'
import { limitText } from './limit.ts'

/** What a trade would bring, whoever made it. */
export interface QuoteReport {
  readonly verb: 'swap' | 'add' | 'remove'
  /** Null is free TAO. */
  readonly origin: number | null
  readonly destination: number | null
  readonly sold: SomeBalance
  readonly quoted: SomeBalance
  /** Null where any price is taken, or what a limit guarantees is not known. */
  readonly minReceived: SomeBalance | null
  /** What the chain would be told; null where any price is taken, or no limit of the chain guards the least. */
  readonly limitPrice: AnyLimit | null
  /** What that takes the endpoint's word for. */
  readonly believed: readonly Believed[]
  /** Null where something else protects. */
  readonly tolerance: string | null
  readonly tao: Balance<Tao>
  readonly exact: boolean
  readonly bound: SomeBalance
  readonly legs: readonly Leg[]
  readonly isDevelopment: boolean
  readonly block: number
}

/** A limit price between any units. */
interface AnyLimit {
  toText(): string
}

export const quoteView: Face<QuoteReport> = { schema: 'taoctl/stake.quote/v1', human, json }

function human(report: QuoteReport, style: Style): string {
  const { sold, quoted, minReceived, exact, bound, legs } = report
  const mark = report.isDevelopment ? `${style.paint('warn', 'DEVNET')}  ` : ''
  const fees = feesOf(report)
  const head = `${mark}${style.paint('strong', 'Quote')} at block ${report.block}`
  const rows = facts(
    [
      [titles[report.verb], `${placeName(report.origin)} to ${placeName(report.destination)}`],
      ['Sell', withUnit(sold)],
      ['Receive', style.paint('good', withUnit(quoted))],
      ['Within', exact ? undefined : `${withUnit(bound)}, either way`],
      ['At least', minReceived === null ? 'any amount' : `${withUnit(minReceived)}${marginText(report)}`],
      ['Limit price', report.limitPrice ? limitText(report.limitPrice.toText(), report) : 'none'],
      ...believedRows([report]),
      ['Swap fee', fees.length > 0 ? fees.map(fee => withUnit(fee)).join(' and ') : 'none'],
      ...legs.map((leg): [string, string] => [`Price on ${leg.netuid}`, priceText(leg)]),
    ],
    style,
  )
  return `${head}\n\n${rows}`
}

const marginText = ({ tolerance }: QuoteReport) =>
  tolerance === null ? '' : ` with a tolerance of ${tolerance}`

const titles = { swap: 'Swap', add: 'Add', remove: 'Remove' } as const

function placeName(netuid: number | null): string {
  if (netuid === null) return 'free TAO'
  return netuid === 0 ? 'root' : `subnet ${netuid}`
}

function priceText({ priceBefore, priceAfter, impactPercent }: Leg): string {
  const after = priceAfter === null ? '' : ` to ${priceAfter}`
  return `${priceBefore}${after} TAO; pays ${impactPercent}% less, fee included`
}

const feesOf = ({ legs }: QuoteReport) => legs.map(leg => leg.fee).filter(fee => !isZero(fee))

function json(report: QuoteReport): Json {
  const { verb, sold, quoted, minReceived, limitPrice, tolerance, tao, exact, bound, legs } = report
  return {
    verb,
    originNetuid: report.origin,
    destinationNetuid: report.destination,
    ...{ sold, quoted, minReceived, tolerance, tao, exact },
    limitPrice: limitPrice?.toText() ?? null,
    believed: report.believed,
    boundRao: bound.toJSON().rao,
    legs: legsJson(legs),
    swapFee: feesOf(report)[0] ?? null,
  }
}
