import type { App } from '../../app/app.ts'
import { type Alpha, type Netuid, parseNetuid } from '../../balance/index.ts'
import type { Wanted } from '../../plan/amount.ts'
import type { SwapGuard } from '../../trade/verbs/protection.ts'
import type { MoveOptionFlags } from '../grammar/options.ts'
import { readAmount } from './amount.ts'
import { readMoveGuard } from './protection.ts'

interface ReadMove {
  readonly origin: Netuid<'origin'>
  readonly destination: Netuid<'destination'>
  readonly wanted: Wanted<Alpha<'origin'>>
  readonly guard: SwapGuard
}

/**
 * How much of a position goes where, for a move and for a transfer: to the same subnet where no other is named.
 * @throws E_NETUID, E_NOTHING_TO_PROTECT, and as `readAmount` and `readSwapGuard`
 */
export function readMove(app: App, flags: MoveOptionFlags, originText: string): ReadMove {
  const origin = parseNetuid(originText, 'origin')
  const destination = parseNetuid(flags.destination ?? originText, 'destination')
  const wanted = readAmount(flags, origin)
  const guard = readMoveGuard(app, flags, origin, destination)
  return { origin, destination, wanted, guard }
}
