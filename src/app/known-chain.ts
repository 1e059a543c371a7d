import type { Chain } from '../chain/chain.ts'
import type { KnownChains } from '../chain/network/known-chains.ts'
import type { Network } from '../chain/network/network.ts'
import { knownChainsFolder } from '../config/paths.ts'
import { CliError } from '../errors/cli-error.ts'
import type { Host } from '../host/types.ts'
import type { Output } from '../output/output.ts'

interface Memory {
  readonly host: Pick<Host, 'files' | 'env' | 'home'>
  readonly output: Pick<Output, 'warn'>
  /** Whether a command must not go on without it. */
  readonly isNeeded: boolean
}

/** A network, and what is known of who answered there before. */
export interface Recalled {
  readonly network: Network
  /** Why that could not be read, where it is told once it is known whether it matters. */
  readonly problem?: CliError
}

/**
 * The network with the genesis that answered there before, where none is expected. What is on this machine may be a
 * development chain, of which nothing is kept: `remember` tells whether it was missed. @throws E_KNOWN_CHAIN
 */
export async function recall(memory: Memory, network: Network): Promise<Recalled> {
  if (network.genesis !== undefined) return { network }
  try {
    const remembered = await knownChains(memory, known => known.read(network.endpoint))
    return { network: { ...network, remembered } }
  } catch (error) {
    if (network.isLoopback && error instanceof CliError) return { network, problem: error }
    tell(memory, error)
    return { network }
  }
}

/** Keeps which chain answered. Development chains come and go, and are not kept. @throws E_KNOWN_CHAIN */
export async function remember(memory: Memory, recalled: Recalled, chain: Chain): Promise<void> {
  const { network, problem } = recalled
  if (chain.isDevelopment && chain.network.isLoopback) return
  if (problem) tell(memory, problem)
  const isPinned = network.name !== 'custom' && network.genesis !== undefined
  const isElsewhere = chain.network.endpoint !== network.endpoint
  if (isPinned || isElsewhere) return
  if (chain.genesis === network.remembered) return
  try {
    await knownChains(memory, async known => {
      // What was given counts more than what was remembered, be it damaged.
      const before = await known.read(network.endpoint).catch(() => undefined)
      if (before !== chain.genesis) await known.write(network.endpoint, chain.genesis)
    })
  } catch (error) {
    tell(memory, error)
  }
}

async function knownChains<T>({ host }: Memory, work: (known: KnownChains) => Promise<T>): Promise<T> {
  const { openKnownChains } = await import('../chain/network/known-chains.ts')
  return work(openKnownChains(host.files, knownChainsFolder(host.env, host.home)))
}

/** Warns of what a command can do without. @throws the error itself where it cannot */
function tell({ output, isNeeded }: Memory, error: unknown): void {
  if (isNeeded || !(error instanceof CliError)) throw error
  output.warn('W_KNOWN_CHAIN', error.message)
}
