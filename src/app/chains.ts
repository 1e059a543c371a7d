import type { MetadataCache } from '../chain/metadata-cache.ts'
import type { Network } from '../chain/network.ts'
import type { Chain } from '../chain/types.ts'
import { metadataFolder } from '../config/paths.ts'
import type { Halt } from '../host/halt.ts'
import type { Host } from '../host/types.ts'
import type { Output } from '../output/output.ts'
import type { Stages } from '../output/stages.ts'

/** Connections of one run, each made on first use. */
export interface Chains {
  /** The chain, its metadata read from the endpoint itself, as what is signed must be. */
  chain(): Promise<Chain>
  /** The chain for commands that only read; its metadata may be that of an earlier run. */
  readableChain(): Promise<Chain>
}

interface ChainsDeps {
  readonly host: Host
  readonly halt: Halt
  readonly stages: Stages
  readonly output: Output
  readonly givenUp: AbortSignal
  network(): Network
}

/** Longest wait for one answer. Unit: milliseconds. */
const PATIENCE = 30_000

/** Connects when asked; `opened` holds what was. */
export function openChains(deps: ChainsDeps): Chains & { readonly opened: readonly Chain[] } {
  const { host, halt, stages, output, givenUp } = deps
  const opened: Chain[] = []
  const connect = async (cache?: MetadataCache) => {
    const { connectChain } = await import('../chain/connect.ts')
    const chain = await connectChain(deps.network(), {
      ...{ connect: host.connect, clock: host.clock, random: host.random, givenUp },
      patience: () => Math.min(PATIENCE, halt.remaining()),
      entered: stages.enter,
      ...(cache && { cache }),
    })
    stages.enter('reads')
    opened.push(chain)
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
  return { opened, chain: once(connect), readableChain: once(connectCached) }
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let started: Promise<T> | undefined
  return () => {
    started ??= work()
    return started
  }
}
