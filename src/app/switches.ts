import type { Origin } from '../config/origin.ts'
import type { Host } from '../host/types.ts'
import type { TradeRequest } from '../trade/desk.ts'

/** Options every command takes, as the parser returns them. */
export type Flags = Readonly<Record<string, unknown>>

/** Switches that are no settings: they come from the command line of this one run. */
export interface Switches
  extends Omit<TradeRequest, 'coldkey' | 'names' | 'wait' | 'era' | 'acceptSpec' | 'trustedUrl'> {
  readonly json: boolean
  /** Never ask: --no-input, CI, or no terminal. */
  readonly noInput: boolean
  /** What decided that. */
  readonly inputOrigin: Origin
  readonly unprotected: boolean
  /** --accept-verdict: believe one endpoint that an earlier transaction did not execute. */
  readonly acceptVerdict: boolean
  /** --coldkey: another account to look at. */
  readonly coldkey: string | undefined
}

/** Reads the switches from what the parser returned. */
export function readSwitches(host: Host, flags: Flags): Switches {
  const inputOrigin = noInputOrigin(host, flags)
  return {
    json: flags.json === true,
    noInput: inputOrigin !== undefined,
    inputOrigin: inputOrigin ?? { kind: 'default' },
    yes: flags.yes === true,
    dryRun: flags.dryRun === true,
    unprotected: flags.unprotected === true,
    unverifiedMetadata: flags.unverifiedMetadata === true,
    feeInAlpha: flags.feeInAlpha === true,
    queue: flags.queue === true,
    acceptVerdict: flags.acceptVerdict === true,
    acceptImpact: flags.acceptImpact === true,
    trustEndpoint: flags.trustEndpoint === true,
    isConfirmed: Array.isArray(flags.confirmWith),
    hasFloor: flags.minReceived !== undefined || flags.limitPrice !== undefined,
    intentId: typeof flags.intentId === 'string' ? flags.intentId : undefined,
    coldkey: typeof flags.coldkey === 'string' ? flags.coldkey : undefined,
  }
}

/** Output options, which errors before any App exists need too. */
export function outputOptions(host: Host, flags: Flags) {
  const isPlain = flags.color === false || Boolean(host.env.NO_COLOR)
  return {
    json: flags.json === true,
    quiet: flags.quiet === true,
    verbose: flags.verbose === true,
    color: !isPlain,
    events: flags.progress === 'json',
  }
}

function noInputOrigin(host: Host, flags: Flags): Origin | undefined {
  if (flags.input === false) return { kind: 'flag', name: '--no-input' }
  if (!['', '0', 'false'].includes(host.env.CI ?? '')) return { kind: 'environment', name: 'CI' }
  return host.io.canPrompt ? undefined : { kind: 'terminal' }
}
