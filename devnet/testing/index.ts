import { format, unitName } from '../../src/balance/index.ts'
import type { Chain } from '../../src/chain/chain.ts'
import type { ChainView } from '../../src/chain/view.ts'
import { CliError } from '../../src/errors/cli-error.ts'
import type { Host } from '../../src/host/types.ts'
import type { Devnet } from '../index.ts'
import { type Conversion, readConversions } from './conversions.ts'
import { type AmountMatchers, amountMatchers, amountTesters, type Matched } from './matchers.ts'
import { isWithin } from './within.ts'

export { type AmountMatchers, amountMatchers, amountTesters, type Conversion, type Matched, readConversions }

/** A row whose conversion is not as expected. Text only, so that a test's difference can be read. */
export interface Mismatch {
  readonly row: number
  /** Such as '10 alpha 45 to alpha 8'. */
  readonly conversion: string
  readonly expected: string
  /** What would arrive; null where the chain quotes nothing. */
  readonly received: string | null
  /** Why there is no quote. */
  readonly problem?: string
}

export interface ConversionReport {
  /** Rows checked. */
  readonly checked: number
  /** The block all of them were quoted at. */
  readonly block: number
  readonly mismatches: readonly Mismatch[]
}

/**
 * Quotes every row of a table at one block, as `taoctl stake swap --dry-run` would with no other trade between, and
 * reports all that are off. Signs and sends nothing. `target` is a devnet of `startDevnet`, or a network as --network
 * takes it. @throws E_NETWORK_UNKNOWN, E_INSECURE_ENDPOINT, E_CONNECT, E_TIMEOUT, E_ENDPOINT, E_GENESIS
 */
export async function checkConversions(
  table: readonly Conversion[],
  target: Devnet | string,
): Promise<ConversionReport> {
  const givenUp = new AbortController()
  const chain = await connect(target, givenUp.signal)
  try {
    const view = await chain.head()
    const rows = await Promise.all(table.map(row => mismatchOf(view, row)))
    return {
      checked: rows.length,
      block: view.block.number,
      mismatches: rows.filter(row => row !== undefined),
    }
  } finally {
    chain.close()
    givenUp.abort()
  }
}

async function mismatchOf(view: ChainView, conversion: Conversion): Promise<Mismatch | undefined> {
  const { row, origin, destination, amount, expected, tolerance } = conversion
  const found = {
    row,
    conversion: `${format(amount)} ${unitName(amount.unit)} to ${unitName(expected.unit)}`,
    expected: format(expected),
  }
  try {
    const { bought } = await view.quoteSwap(origin, destination, amount)
    return isWithin(bought, expected, tolerance) ? undefined : { ...found, received: format(bought) }
  } catch (error) {
    if (!(error instanceof CliError && error.is('E_QUOTE'))) throw error
    return { ...found, received: null, problem: error.message }
  }
}

/** Milliseconds a node may take for an answer. */
const PATIENCE = 30_000

async function connect(target: Devnet | string, givenUp: AbortSignal): Promise<Chain> {
  const { connectChain } = await import('../../src/chain/connect.ts')
  const { findNetwork } = await import('../../src/chain/network/network.ts')
  const { nodeClock } = await import('../../src/host/clock.ts')
  const { nodeRandom } = await import('../../src/host/random.ts')
  const options = { clock: nodeClock, random: nodeRandom, patience: () => PATIENCE, givenUp }
  if (typeof target === 'string') {
    const { openSocket } = await import('../../src/host/socket.ts')
    return connectChain(findNetwork(target), { ...options, connect: openSocket })
  }
  const network = {
    ...{ name: 'devnet', endpoint: 'the devnet', isLoopback: true },
    ...{ genesis: target.genesisHash, fallbacks: [] },
  }
  return connectChain(network, { ...options, connect: inProcess(target) })
}

/** Texts carried within this process, never within the call that sends them. */
const inProcess =
  (devnet: Devnet): Host['connect'] =>
  async (_url, { onMessage, onClose }) => {
    let isOpen = true
    const close = () => {
      if (!isOpen) return
      isOpen = false
      line.close()
      onClose('connection closed')
    }
    const line = devnet.connect({
      send: text => queueMicrotask(() => isOpen && onMessage(text)),
      hangUp: close,
    })
    return { send: text => queueMicrotask(() => isOpen && line.receive(text)), close }
  }
