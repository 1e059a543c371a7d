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

/** The network with the genesis that answered there before, where none is expected. @throws E_KNOWN_CHAIN */
export async function recall(memory: Memory, network: Network): Promise<Network> {
  if (network.genesis !== undefined) return network
  const remembered = await attempt(memory, known => known.read(network.endpoint))
  return { ...network, remembered }
}

/** Keeps which chain answered. Development chains come and go, and are not kept. @throws E_KNOWN_CHAIN */
export async function remember(memory: Memory, network: Network, chain: Chain): Promise<void> {
  const isPinned = network.name !== 'custom' && network.genesis !== undefined
  const isElsewhere = chain.network.endpoint !== network.endpoint
  if (isPinned || isElsewhere || (chain.isDevelopment && network.isLoopback)) return
  if (chain.genesis === network.remembered) return
  await attempt(memory, async known => {
    // What was given counts more than what was remembered, be it damaged.
    const before = await known.read(network.endpoint).catch(() => undefined)
    if (before !== chain.genesis) await known.write(network.endpoint, chain.genesis)
  })
}

async function attempt<T>(memory: Memory, work: (known: KnownChains) => Promise<T>): Promise<T | undefined> {
  const { host, output, isNeeded } = memory
  const { openKnownChains } = await import('../chain/network/known-chains.ts')
  try {
    return await work(openKnownChains(host.files, knownChainsFolder(host.env, host.home)))
  } catch (error) {
    if (isNeeded || !(error instanceof CliError)) throw error
    output.warn('W_KNOWN_CHAIN', error.message)
    return undefined
  }
}
