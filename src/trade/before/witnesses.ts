import { someAlpha, tao, unitName } from '../../balance/index.ts'
import type { Chain } from '../../chain/chain.ts'
import { readVersion } from '../../chain/network/identity.ts'
import { readHeader } from '../../chain/read/header.ts'
import type { BlockId } from '../../chain/reader.ts'
import { openView } from '../../chain/view.ts'
import { CliError } from '../../errors/cli-error.ts'
import { shownUrl } from '../../errors/url.ts'
import type { Halt } from '../../host/halt.ts'
import type { Desk } from '../desk.ts'
import { type Prepared, planAt, type Trader } from './prepare.ts'

/** How long another endpoint may take to hear of a block, and how often it is asked. */
const [PATIENCE_MS, PAUSE_MS] = [24_000, 1_000]

/**
 * Has other endpoints make the same plan, at the same block, from what they know themselves: genesis, spec version,
 * metadata, nonce, balance, stake, quote and fee must all be the same there. What was agreed to before is theirs too: the
 * least and the limit that were shown, which they hold against what they know.
 * @throws E_NOT_CONFIRMED naming what differs, E_CONNECT, E_TIMEOUT, E_ENDPOINT of such an endpoint
 */
export async function crossCheck(
  { chain, halt, output, witnesses }: Pick<Desk, 'chain' | 'halt' | 'output' | 'witnesses'>,
  prepared: Prepared,
  trader: Trader,
): Promise<void> {
  for (const witness of await witnesses()) {
    await checkAt(witness, { chain, halt }, prepared, trader)
    output.status(`Confirmed by ${shownUrl(witness.network.endpoint)}`)
  }
}

async function checkAt(
  witness: Chain,
  { chain, halt }: Pick<Desk, 'chain' | 'halt'>,
  prepared: Prepared,
  trader: Trader,
): Promise<void> {
  const { block } = prepared.view
  const agree = (what: string, here: unknown, there: unknown, mayPass = false) => {
    const difference = differenceOf(here, there)
    if (difference) throw notConfirmed(witness, what, difference, mayPass)
  }
  agree('genesis', chain.genesis, witness.genesis)
  await awaitBlock(witness, halt, block)
  const [version, nonce] = await Promise.all([
    readVersion(witness.rpc, block.hash),
    witness.nextNonce(prepared.plan.coldkey),
  ])
  agree('spec version', chain.specVersion, version.specVersion)
  agree('transaction version', chain.transactionVersion, version.transactionVersion)
  if (!Buffer.from(chain.metadata).equals(witness.metadata)) {
    const [here, there] = [await chain.digest(), await witness.digest()]
    agree('digest of the metadata', here, there)
  }
  agree('next nonce of the coldkey', prepared.unsigned.nonce, nonce, true)
  const { runtime, rpc } = witness
  const view = openView(rpc, runtime, block)
  const [here, there, theirs] = await Promise.all([
    prepared.view.free(prepared.plan.coldkey),
    view.free(prepared.plan.coldkey),
    planOrReason(
      planAt(
        { view, runtime },
        { ...trader, agreed: prepared.agreed },
        Promise.resolve({ nonce, digest: prepared.unsigned.digest }),
      ),
    ),
  ])
  agree('free balance', here, there)
  if (typeof theirs !== 'string') return agree('plan', prepared.plan, theirs)
  throw notConfirmed(witness, 'plan', { path: '', here: 'it can go ahead', there: theirs })
}

/** The plan there, or in its place the reason against it. */
async function planOrReason(planning: Promise<Prepared>): Promise<Prepared['plan'] | string> {
  try {
    return (await planning).plan
  } catch (error) {
    if (error instanceof CliError && error.exit === 3) return error.message
    throw error
  }
}

/** Waits until the endpoint knows the block, as long as blocks take to travel. */
async function awaitBlock(witness: Chain, halt: Halt, { number, hash }: BlockId): Promise<void> {
  for (let waited = 0; ; waited += PAUSE_MS) {
    const header = await witness.rpc.request('chain_getHeader', [hash])
    const known = header === null ? undefined : readHeader(header).hash
    if (known === hash) return
    if (known !== undefined || waited >= PATIENCE_MS) {
      const difference = { path: '', here: hash, there: known ?? 'unknown' }
      throw notConfirmed(witness, `block ${number}`, difference, true)
    }
    await halt.within(new Promise<never>(() => undefined), PAUSE_MS)
  }
}

function notConfirmed(
  { network }: Chain,
  what: string,
  { path, here, there }: PlanDifference,
  retryable = false,
): CliError {
  const context = { url: network.endpoint, what: path === '' ? what : `${what} (${path})`, here, there }
  return new CliError('E_NOT_CONFIRMED', context, { retryable })
}

/** Where two values differ first, and what each has there. */
interface PlanDifference {
  /** Keys from the outside in, list entries counted from 1; empty where the values themselves differ. */
  readonly path: string
  readonly here: string
  readonly there: string
}

/**
 * The first difference of two values as JSON would have them, or none. An amount is one value, and values come before
 * the lists beside them: a quote before its legs.
 */
function differenceOf(here: unknown, there: unknown): PlanDifference | undefined {
  return compare(plain(here), plain(there), [])
}

function compare(here: unknown, there: unknown, path: readonly string[]): PlanDifference | undefined {
  const keys = new Set([...keysOf(here), ...keysOf(there)])
  if (keys.size === 0 || isAmount(here) || isAmount(there) || !isObject(here) || !isObject(there)) {
    const [left, right] = [shown(here), shown(there)]
    return left === right ? undefined : { path: path.join(' '), here: left, there: right }
  }
  const isList = (key: string) => isObject(here[key]) && !isAmount(here[key])
  for (const key of [...keys].sort((a, b) => +isList(a) - +isList(b))) {
    const name = Array.isArray(here) ? `${+key + 1}` : key
    const found = compare(here[key], there[key], [...path, name])
    if (found) return found
  }
  return undefined
}

const plain = (value: unknown): unknown =>
  value === undefined
    ? undefined
    : JSON.parse(JSON.stringify(value, (_, entry) => (typeof entry === 'bigint' ? `${entry}` : entry)))

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

const keysOf = (value: unknown) => (isObject(value) ? Object.keys(value) : [])

const isAmount = (value: unknown): value is { unit: string; netuid: number; decimal: string } =>
  isObject(value) && 'rao' in value && 'decimal' in value

function shown(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (isAmount(value)) {
    return `${value.decimal} ${unitName(value.unit === 'TAO' ? tao : someAlpha(value.netuid))}`
  }
  return typeof value === 'string' ? value : JSON.stringify(value)
}
