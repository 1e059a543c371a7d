import type { Chain } from '../chain/chain.ts'
import type { Identity } from '../chain/network/identity.ts'
import type { Endpoint, Network } from '../chain/network/network.ts'
import type { KeptRuntimes } from '../chain/read/runtime.ts'
import { metadataFolder } from '../config/paths.ts'
import type { Halt } from '../host/halt.ts'
import type { Host } from '../host/types.ts'
import type { Output } from '../output/output.ts'
import type { Stages } from '../output/stages.ts'
import type { Other } from '../trade/desk.ts'
import { tellerOf } from './connections.ts'
import { recall, remember } from './known-chain.ts'
import { once } from './once.ts'
import type { Switches } from './switches.ts'

/** Connections of one run, each made on first use. */
export interface Chains {
  /** The chain to trade on: its metadata is read from the endpoint, whatever was kept before. */
  chain(): Promise<Chain>
  /** The chain for commands that only read; its metadata may be that of an earlier run. */
  readableChain(): Promise<Chain>
  /** Who answers at a fallback, held against the genesis expected. @throws E_CONNECT, E_TIMEOUT, E_ENDPOINT, E_GENESIS */
  askIdentity(endpoint: Endpoint, genesis: string | undefined): Promise<Identity>
  /** Another chain, to look at: nothing is kept of it. */
  chainAt(url: string): Promise<Chain>
  /** Those of --confirm-with. */
  witnesses(): Promise<readonly Chain[]>
  /** Every endpoint that was named, each connected to when asked: the network's own, its fallbacks, --confirm-with. */
  others(): readonly Other[]
}

interface ChainsDeps {
  readonly host: Host
  readonly halt: Halt
  readonly stages: Stages
  readonly output: Output
  readonly switches: Switches
  readonly givenUp: AbortSignal
  network(): Network
  /** The network at a URL. @throws E_NETWORK_UNKNOWN, E_INSECURE_ENDPOINT */
  networkAt(url: string): Network
  /** Networks of --confirm-with. */
  confirming(): readonly Network[]
}

/** Longest wait for one answer. Unit: milliseconds. */
const PATIENCE = 30_000

/** Connects when asked; `opened` holds what was. */
export function openChains(deps: ChainsDeps): Chains & { readonly opened: readonly Chain[] } {
  const { host, halt, stages, output, givenUp } = deps
  const opened: Chain[] = []
  const line = {
    ...{ connect: host.connect, clock: host.clock, random: host.random, givenUp },
    patience: () => Math.min(PATIENCE, halt.remaining()),
  }
  const open = async (network: Network, kept?: KeptRuntimes) => {
    const { connectChain } = await import('../chain/connect.ts')
    const chain = await connectChain(network, {
      ...line,
      entered: stages.enter,
      told: tellerOf(output),
      ...(kept && { kept }),
    })
    opened.push(chain)
    stages.enter('reads')
    return chain
  }
  const connect = async (kept: KeptRuntimes | undefined, isNeeded: boolean) => {
    const memory = { host, output, isNeeded }
    const recalled = await recall(memory, deps.network())
    const chain = await open(recalled.network, kept)
    await remember(memory, recalled, chain)
    return chain
  }
  const folder = metadataFolder(host.env, host.home)
  const connectToTrade = async () => {
    const chain = await connect(undefined, !deps.switches.dryRun)
    output.trace(`Metadata: ${chain.metadata.length} bytes, read from the endpoint.`)
    return chain
  }
  const connectToRead = async () => {
    // Whoever only looks is not kept from it by a file of ours.
    if (folder === undefined) return connect(undefined, false)
    const { openMetadataCache } = await import('../chain/metadata/cache.ts')
    const cache = openMetadataCache(host.files, folder)
    const read: KeptRuntimes['read'] = async runtime => {
      const metadata = await cache.read(runtime)
      output.trace(`Metadata cache: ${metadata ? 'hit' : 'miss'}`)
      return metadata
    }
    return connect({ read, write: cache.write }, false)
  }
  const asked = new Map<string, () => Promise<Chain>>()
  /** A further endpoint, connected to once. */
  const further = (network: Network): Other => {
    const { endpoint: url } = network
    const connect = asked.get(url) ?? once(() => open(network))
    asked.set(url, connect)
    return { url, connect }
  }
  return {
    opened,
    others() {
      const { endpoint, fallbacks } = deps.network()
      const own = [endpoint, ...fallbacks.map(({ url }) => url)].map(deps.networkAt)
      return [...own, ...deps.confirming()].map(further)
    },
    chain: once(connectToTrade),
    readableChain: once(connectToRead),
    askIdentity: async (endpoint, genesis) =>
      (await import('../chain/network/ask-identity.ts')).askIdentity(endpoint, genesis, line),
    chainAt: async url => open(deps.networkAt(url)),
    witnesses: () => Promise.all(deps.confirming().map(network => further(network).connect())),
  }
}
