import { inUnit, sum, withKnownUnit, zero } from '../../balance/index.ts'
import type { Holding, StaysBehind } from '../../plan/plan.ts'
import type { TradeLine, TradeReport } from '../../trade/after/report.ts'
import type { Face, Json, Style } from '../face.ts'
import { facts } from '../table.ts'
import { clean } from '../text.ts'
import { withUnit } from './amount.ts'
import { believedRows } from './believed.ts'
import { legsJson } from './legs.ts'
import { limitText } from './limit.ts'
import { amountLabels, whereTo } from './trade-words.ts'

/** The view of every trading command: its plan before, its receipt after. */
export function tradeView(command: TradeReport['command']): Face<TradeReport> {
  return { schema: `taoctl/${command}/v1`, human, json }
}

function human(report: TradeReport, style: Style): string {
  return [
    headline(report, style),
    ...report.trades.map(line => tradeText(line, report, style)),
    ...report.staysBehind.map(stay => staysText(stay, report, style)),
    facts(closing(report), style),
  ].join('\n\n')
}

function headline(report: TradeReport, style: Style): string {
  const mark = report.isDevelopment ? `${style.paint('warn', 'DEVNET')}  ` : ''
  const block = report.block.number
  switch (report.kind) {
    case 'planned':
      return `${mark}${style.paint('strong', 'Plan')} at block ${block}`
    case 'included':
      return `${mark}${style.paint('good', 'Done')} in block ${block}, not final yet`
    case 'finalized':
      return `${mark}${style.paint('good', 'Done')} in block ${block}, final`
    default:
      return `${mark}${style.paint('bad', ends[report.kind])}`
  }
}

function tradeText(line: TradeLine, report: TradeReport, style: Style): string {
  const isPlan = line.status === 'planned'
  const { from, to } = line
  const labels = amountLabels(line)
  const impact = line.legs.map(leg => `${leg.impactPercent}% on subnet ${leg.netuid}`).join(', ')
  return facts(
    [
      whereTo(line, report.names),
      ...hotkeyRows(line, report),
      ['To coldkey', from.coldkey === to.coldkey ? undefined : who(to.coldkey, report)],
      [isDone(line) ? labels.left : labels.leaves, leavingText(line)],
      [isPlan ? `${labels.arrives}${mayBePart(line) ? ' at most' : ''}` : 'Quoted', withUnit(line.quoted)],
      [labels.arrived, line.received ? style.paint('good', withUnit(line.received)) : undefined],
      ['Position reads', line.readable ? withUnit(line.readable) : undefined],
      ['Left free', line.leftFree ? style.paint('warn', withUnit(line.leftFree)) : undefined],
      ...onTheWayRows(line),
      ['Least received', isPlan ? leastReceived(line) : undefined],
      ['Limit', isPlan ? limitOf(line) : undefined],
      ...(report.trades.length === 1 ? trustRows(report) : []),
      ['Swap fee', line.fees.length > 0 ? line.fees.map(fee => withUnit(fee)).join(' and ') : 'none'],
      ['Cost to spot', impact === '' ? undefined : `${impact} (fee included)`],
      ...aftermathRows(line, style),
      [
        'Status',
        line.reason === null ? undefined : style.paint('bad', `${line.status}: ${clean(line.reason)}`),
      ],
    ],
    style,
  )
}

function leavingText(line: TradeLine): string {
  const rest = mayBePart(line) ? ' at most: what does not fit the limit stays' : ''
  return `${withUnit(line.actuallySold ?? line.sold)}${rest}`
}

/** Whether a plan may be carried out in part, so that what it says is the most. */
const mayBePart = ({ status, isRate }: TradeLine) => status === 'planned' && isRate

const isDone = ({ status }: TradeLine) => status === 'done' || status === 'partial'

/** What goes no further than where a trade in two calls passes through. */
function onTheWayRows({ verb, status, leftOnTheWay }: TradeLine): [string, string][] {
  if (leftOnTheWay === null) return []
  const label = status === 'planned' ? 'Stays with you' : 'Stayed with you'
  return [[verb === 'transfer' ? label : 'Left on the way', withUnit(leftOnTheWay)]]
}

/** What the chain did beside the trade, and what there is left to do. */
function aftermathRows({ alsoRemoved, remainder }: TradeLine, style: Style): [string, string][] {
  const removed = alsoRemoved.map((step): [string, string] => [
    'Also removed',
    style.paint('warn', `${withUnit(step.sold)} for ${withUnit(step.tao)}: too little to stay`),
  ])
  return remainder ? [...removed, ['Remainder', `${withUnit(remainder.stake)}, earned in between`]] : removed
}

/** How a trade ended that did nothing, or perhaps nothing. */
const ends = {
  rejected: 'Refused, nothing moved',
  expired: 'Expired, nothing moved',
  unknown: 'Outcome not known',
} as const

function leastReceived({ minReceived, sold, legs, isRate }: TradeLine): string | undefined {
  if (minReceived)
    return `${withUnit(minReceived)}${isRate ? ` for ${withUnit(sold)}, a part at that rate` : ''}`
  return legs.length > 0 ? 'no limit: any price is taken' : undefined
}

/** What the chain is told, so that the least is received. */
function limitOf({ limitPrice, verb, from, to }: TradeLine): string | undefined {
  if (limitPrice === null) return undefined
  return limitText(limitPrice, { verb, origin: from.netuid, destination: to.netuid })
}

function hotkeyRows({ from, to }: TradeLine, report: TradeReport): [string, string][] {
  if (from.hotkey !== null && to.hotkey !== null && from.hotkey !== to.hotkey) {
    return [
      ['From hotkey', who(from.hotkey, report)],
      ['To hotkey', who(to.hotkey, report)],
    ]
  }
  const hotkey = from.hotkey ?? to.hotkey
  return hotkey === null ? [] : [['Hotkey', who(hotkey, report)]]
}

function staysText(stay: StaysBehind, report: TradeReport, style: Style): string {
  return facts(
    [
      ['Stays behind', `${withUnit(stay.stake)}: ${clean(stay.reason)}`],
      ['Hotkey', who(stay.hotkey, report)],
    ],
    style,
  )
}

/** What several trades into one subnet bring together. */
function together({ trades }: TradeReport): string | undefined {
  const [first] = trades
  if (!first || trades.length < 2) return undefined
  const arriving = trades.map(line => (line.status === 'planned' ? line.quoted : line.received))
  const amounts = arriving.filter(amount => amount !== null)
  return withKnownUnit(first.quoted, ({ unit }) => {
    const known = amounts.map(amount => inUnit(amount, unit))
    return withUnit(sum(known, zero(unit)))
  })
}

function closing(report: TradeReport): [string, string | undefined][] {
  const { extrinsic } = report
  return [
    [`In all${report.trades.some(mayBePart) ? ' at most' : ''}`, together(report)],
    ...(report.trades.length > 1 ? trustRows(report) : []),
    ['Coldkey', who(report.coldkey, report)],
    ['Chain fee', chainFee(report)],
    ...report.after.map((holding, i): [string, string] => [
      i > 0 ? '' : report.trades.some(mayBePart) ? 'Then, if all fits' : 'Then',
      holdingText(holding, report),
    ]),
    ['Transaction', extrinsic?.hash],
    ['Block', extrinsic?.blockHash ? `${extrinsic.blockNumber}, extrinsic ${extrinsic.index}` : undefined],
    ['Block hash', extrinsic?.blockHash ?? undefined],
  ]
}

/** What a plan takes on trust. */
const trustRows = ({ kind, trades }: TradeReport) => (kind === 'planned' ? believedRows(trades) : [])

function chainFee({ alphaFee, transactionFee }: TradeReport): string {
  return alphaFee
    ? `${withUnit(alphaFee.sold)}, sold for ${withUnit(alphaFee.tao)}`
    : withUnit(transactionFee)
}

/** '7.5 α64 on hot_1', '97.4 TAO free'. */
function holdingText({ place, amount }: Holding, { names }: TradeReport): string {
  if (place.hotkey === null) return `${withUnit(amount)} free`
  return `${withUnit(amount)} on ${clean(names.get(place.hotkey) ?? place.hotkey)}`
}

/** The whole address, with its name where known. */
function who(address: string, { names }: TradeReport): string {
  const name = names.get(address)
  return name === undefined ? address : `${address} (${clean(name)})`
}

function json(report: TradeReport): Json {
  return {
    kind: report.kind,
    coldkey: report.coldkey,
    trades: report.trades.map(tradeJson),
    staysBehind: report.staysBehind.map(({ hotkey, netuid, stake, reason }) => ({
      hotkey,
      netuid,
      stake,
      reason,
    })),
    transactionFee: report.transactionFee,
    alphaFee: report.alphaFee && { sold: report.alphaFee.sold, tao: report.alphaFee.tao },
    after: report.after.map(({ place, amount }) => ({ hotkey: place.hotkey, netuid: place.netuid, amount })),
    limitPrice: report.trades.length === 1 ? (report.trades[0]?.limitPrice ?? null) : null,
    calls: [{ ...report.call, args: callArgs(report.call.args) }],
    extrinsic: report.extrinsic,
    journal: report.journal,
  }
}

function tradeJson(line: TradeLine): Json {
  return {
    verb: line.verb,
    originHotkey: line.from.hotkey,
    destinationHotkey: line.to.hotkey,
    originNetuid: line.from.netuid,
    destinationNetuid: line.to.netuid,
    destinationColdkey: line.to.coldkey,
    sold: line.actuallySold ?? line.sold,
    quoted: line.quoted,
    minReceived: line.minReceived,
    limitPrice: line.limitPrice,
    believed: line.believed ?? [],
    exact: line.exact,
    boundRao: line.bound.toJSON().rao,
    received: line.received,
    leftFree: line.leftFree,
    leftOnTheWay: line.leftOnTheWay,
    remainder: line.remainder,
    readable: line.readable,
    alsoRemoved: line.alsoRemoved.map(({ sold, tao }) => ({ sold, received: tao })),
    legs: legsJson(line.legs),
    swapFee: line.fees[0] ?? null,
    status: line.status,
    reason: line.reason,
  }
}

/** Call arguments with integers as text and inner calls in the same form. */
function callArgs(args: Readonly<Record<string, unknown>>): Json {
  return Object.fromEntries(Object.entries(args).map(([name, value]) => [name, argument(value)]))
}

function argument(value: unknown): Json {
  if (typeof value === 'bigint') return String(value)
  if (Array.isArray(value)) return value.map(argument)
  if (typeof value !== 'object' || value === null) return value as Json
  const { pallet, name, args } = value as {
    pallet: string
    name: string
    args: Readonly<Record<string, unknown>>
  }
  return { pallet, name, args: callArgs(args) }
}
