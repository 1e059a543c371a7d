import {
  alphaOf,
  type Balance,
  invert,
  netuidFrom,
  type SomeAlpha,
  shortfallPercent,
  someAlpha,
  type Tao,
  tao,
} from '../../balance/index.ts'
import { balanceFromRao, priceFromWire, priceOfTrade } from '../../balance/wire.ts'
import type { RawLeg } from './raw-trade.ts'
import type { Leg } from './types.ts'

/** A pass through a pool with its units, measured against the price before it. */
export function toLeg(raw: RawLeg): Leg {
  const { netuid, side, feeRate, priceBefore, priceAfter } = raw
  const alpha = someAlpha(netuid)
  const [paidIn, paidOut] = side === 'sell' ? [alpha, tao] : [tao, alpha]
  return {
    netuid,
    side,
    paid: amountOf(raw.paid, paidIn),
    received: amountOf(raw.received, paidOut),
    fee: amountOf(raw.fee, paidIn),
    feeRate,
    priceBefore: priceText(priceBefore, netuid),
    priceAfter: priceAfter === undefined ? null : priceText(priceAfter, netuid),
    impactPercent: impactOf(raw),
  }
}

function amountOf(rao: bigint, unit: Tao | SomeAlpha): Balance<Tao> | Balance<SomeAlpha> {
  return unit.kind === 'tao' ? balanceFromRao(rao, unit) : balanceFromRao(rao, unit)
}

const priceText = (scaled: bigint, netuid: number) =>
  priceFromWire(scaled, alphaOf(netuidFrom(netuid, 'pool')), tao).toText()

/** How much worse than the price before it the leg pays, in percent; '0' where nothing was sold or there is no price. */
function impactOf({ netuid, side, paid, received, priceBefore }: RawLeg): string {
  if (paid === 0n || priceBefore === 0n) return '0'
  const alpha = alphaOf(netuidFrom(netuid, 'pool'))
  const before = priceFromWire(priceBefore, alpha, tao)
  if (side === 'buy') {
    return shortfallPercent(
      priceOfTrade(balanceFromRao(paid, tao), balanceFromRao(received, alpha)),
      invert(before),
    )
  }
  return shortfallPercent(priceOfTrade(balanceFromRao(paid, alpha), balanceFromRao(received, tao)), before)
}
