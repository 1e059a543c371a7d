import type { App } from '../../app/app.ts'
import {
  type Alpha,
  alphaOf,
  type Balance,
  isZero,
  type LimitPrice,
  type Netuid,
  parseAlpha,
  parseLimitPrice,
  parseTao,
  Tolerance,
  tao,
  type Unit,
} from '../../balance/index.ts'
import { CliError } from '../../errors/cli-error.ts'
import type { AddGuard, Guard, RemoveGuard, SwapGuard } from '../../trade/verbs/protection.ts'
import type { ProtectionFlags } from '../grammar/options.ts'

/** What protects a swap. @throws E_PROTECTION_CHOICE, E_TOLERANCE, E_LIMIT_PRICE, E_BALANCE_SYNTAX and its kin */
export function readSwapGuard(
  app: App,
  flags: ProtectionFlags,
  origin: Netuid<'origin'>,
  destination: Netuid<'destination'>,
): SwapGuard {
  return readGuard(app, flags, {
    minimum: text => parseAlpha(text, destination),
    limit: text => parseLimitPrice(text, alphaOf(origin), alphaOf(destination)),
  })
}

/** What protects an addition. @throws as `readSwapGuard` */
export function readAddGuard(app: App, flags: ProtectionFlags, destination: Netuid<'destination'>): AddGuard {
  return readGuard(app, flags, {
    minimum: text => parseAlpha(text, destination),
    limit: text => parseLimitPrice(text, alphaOf(destination), tao),
  })
}

/** What protects a removal. @throws as `readSwapGuard` */
export function readRemoveGuard(app: App, flags: ProtectionFlags, origin: Netuid<'origin'>): RemoveGuard {
  return readGuard<Alpha<'origin'>, typeof tao, typeof tao>(app, flags, {
    minimum: text => parseTao(text),
    limit: text => parseLimitPrice(text, alphaOf(origin), tao),
  })
}

/** What protects each of several trades: a tolerance, or nothing. @throws as `readSwapGuard` */
export function readCommonGuard<B extends Unit, Q extends Unit, R extends Unit>(
  app: App,
  flags: Pick<ProtectionFlags, 'rateTolerance' | 'allowPartial'>,
): Guard<B, Q, R> {
  return readGuard<B, Q, R>(app, flags, { minimum: refuse, limit: refuse })
}

/**
 * What protects a move or transfer, which within a subnet passes no pool.
 * @throws E_NOTHING_TO_PROTECT, and as `readSwapGuard`
 */
export function readMoveGuard(
  app: App,
  flags: ProtectionFlags,
  origin: Netuid<'origin'>,
  destination: Netuid<'destination'>,
): SwapGuard {
  const guard = readSwapGuard(app, flags, origin, destination)
  const given = [...givenBounds(app, flags), ...(flags.allowPartial === true ? ['--allow-partial'] : [])]
  if (+origin === +destination && given.length > 0) throw new CliError('E_NOTHING_TO_PROTECT', { given })
  return guard
}

/** The options that bound what is received, as far as they were given. */
function givenBounds({ settings }: App, flags: ProtectionFlags): readonly string[] {
  return [
    settings.tolerance.origin.kind === 'flag' && '--tolerance',
    flags.rateTolerance !== undefined && '--rate-tolerance',
    flags.minReceived !== undefined && '--min-received',
    flags.limitPrice !== undefined && '--limit-price',
  ].filter(name => name !== false)
}

interface Parsers<B extends Unit, Q extends Unit, R extends Unit> {
  minimum(text: string): Balance<R>
  limit(text: string): LimitPrice<B, Q>
}

function readGuard<B extends Unit, Q extends Unit, R extends Unit>(
  app: App,
  flags: ProtectionFlags,
  parse: Parsers<B, Q, R>,
): Guard<B, Q, R> {
  const { settings, switches, output } = app
  const { minReceived, limitPrice, rateTolerance, allowPartial = false } = flags
  const terms = { allowPartial, guardFactor: settings.guardFactor.value }
  const given = [...givenBounds(app, flags), ...(switches.unprotected ? ['--unprotected'] : [])]
  if (given.length > 1) throw new CliError('E_PROTECTION_CHOICE', { given })
  if (switches.unprotected) return { protection: { kind: 'none' }, ...terms }
  if (minReceived !== undefined) {
    const amount = parse.minimum(minReceived)
    if (isZero(amount)) throw new CliError('E_USAGE', { problem: NO_MINIMUM })
    return { protection: { kind: 'minimum', amount }, ...terms }
  }
  if (limitPrice !== undefined) {
    return { protection: { kind: 'limit', price: parse.limit(limitPrice) }, ...terms }
  }
  if (rateTolerance === undefined) {
    return { protection: { kind: 'tolerance', tolerance: settings.tolerance.value }, ...terms }
  }
  const fraction = Tolerance.fromFraction(rateTolerance)
  output.status(`--rate-tolerance ${rateTolerance} is a tolerance of ${fraction.toText()}`)
  return { protection: { kind: 'tolerance', tolerance: fraction }, ...terms }
}

const NO_MINIMUM =
  '--min-received 0 protects nothing: name the least to accept, or take any price with --unprotected.'

function refuse(): never {
  throw new CliError('E_USAGE', { problem: 'Several trades share a --tolerance, or go --unprotected.' })
}
