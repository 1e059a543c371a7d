import type { Identity } from '../chain/identity.ts'
import type { MetadataCache } from '../chain/metadata-cache.ts'
import type { Endpoint, Network } from '../chain/network.ts'
import type { Chain } from '../chain/types.ts'
import { metadataFolder } from '../config/paths.ts'
import type { Halt } from '../host/halt.ts'
import type { Host } from '../host/types.ts'
import type { Output } from '../output/output.ts'
import type { Stages } from '../output/stages.ts'
import { tellerOf } from './connections.ts'
import { recall, remember } from './remember.ts'
import type { Switches } from './switches.ts'

/** Connections of one run, each made on first use. */
export interface Chains {
  /** The chain, its metadata read from the endpoint itself, as what is signed must be. */
  chain(): Promise<Chain>
  /** The chain for commands that only read; its metadata may be that of an earlier run. */
  readableChain(): Promise<Chain>
  /** Who answers at a fallback, held against the genesis expected. @throws E_CONNECT, E_TIMEOUT, E_ENDPOINT, E_GENESIS */
  askIdentity(endpoint: Endpoint, genesis: string | undefined): Promise<Identity>
  /** Those of --confirm-with. */
  witnesses(): Promise<readonly Chain[]>
}

interface ChainsDeps {
  readonly host: Host
  readonly halt: Halt
  readonly stages: Stages
  readonly output: Output
  readonly switches: Switches
  readonly givenUp: AbortSignal
  network(): Network
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
  const open = async (network: Network, cache?: MetadataCache) => {
    const { connectChain } = await import('../chain/connect.ts')
    const chain = await connectChain(network, {
      ...line,
      entered: stages.enter,
      told: tellerOf(output),
      ...(cache && { cache }),
    })
    opened.push(chain)
    stages.enter('reads')
    return chain
  }
  const connect = async (cache?: MetadataCache) => {
    // Whoever only looks is not kept from it by a file of ours.
    const memory = { host, output, isNeeded: cache === undefined && !deps.switches.dryRun }
    const network = await recall(memory, deps.network())
    const chain = await open(network, cache)
    await remember(memory, network, chain)
    return chain
  }
  const connectCached = async () => {
    const { openMetadataCache } = await import('../chain/metadata-cache.ts')
    const cache = openMetadataCache(host.files, metadataFolder(host.env, host.home))
    return connect({
      ...cache,
      async read(runtime) {
        const kept = await cache.read(runtime)
        output.trace(`Metadata cache: ${kept ? 'hit' : 'miss'}`)
        return kept
      },
    })
  }
  return {
    opened,
    chain: once(connect),
    readableChain: once(connectCached),
    askIdentity: async (endpoint, genesis) =>
      (await import('../chain/ask-identity.ts')).askIdentity(endpoint, genesis, line),
    witnesses: once(() => Promise.all(deps.confirming().map(network => open(network)))),
  }
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let started: Promise<T> | undefined
  return () => {
    started ??= work()
    return started
  }
}
