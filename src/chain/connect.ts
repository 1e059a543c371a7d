import { CliError } from '../errors/cli-error.ts'
import type { Runtime } from '../scale/runtime.ts'
import type { Chain } from './chain.ts'
import { metadataDigest } from './metadata/hash.ts'
import {
  createIdentityCheck,
  type IdentityCheck,
  isDevelopment,
  readVersion,
  requireSameRuntime,
} from './network/identity.ts'
import type { Network } from './network/network.ts'
import { readHeader } from './read/header.ts'
import { type KeptRuntimes, runtimeAt } from './read/runtime.ts'
import type { BlockId } from './reader.ts'
import { isU32 } from './rpc/answer.ts'
import { type Link, type LinkOptions, openLink } from './rpc/link.ts'
import { openView } from './view.ts'

export interface ChainOptions extends Omit<LinkOptions, 'identify' | 'knowsChain'> {
  /** Metadata of earlier runs. Left out, it is read from this endpoint. */
  readonly kept?: KeptRuntimes
  /** Told where the work has got to. */
  entered?(stage: 'connect' | 'metadata'): void
}

/**
 * Connects to a network, checks that it is the chain expected, and reads its metadata. Every endpoint that the connection
 * goes over later is checked in the same way before anything is asked of it.
 * @throws E_CONNECT, E_TIMEOUT, E_ENDPOINT, E_GENESIS, E_GENESIS_CHANGED, E_RUNTIME_CHANGED
 */
export async function connectChain(network: Network, options: ChainOptions): Promise<Chain> {
  options.entered?.('connect')
  const identity = createIdentityCheck(network)
  const first = { url: network.endpoint, isLoopback: network.isLoopback }
  const link = await openLink([first, ...network.fallbacks], {
    ...options,
    identify: identity.check,
    knowsChain: () => identity.knowsChain,
  })
  try {
    return await describe(network, link, identity, options)
  } catch (error) {
    link.close()
    throw error
  }
}

async function describe(
  network: Network,
  link: Link,
  identity: IdentityCheck,
  options: ChainOptions,
): Promise<Chain> {
  const { best, genesis, ...version } = identity.first
  const viewAt = async ({ number, hash }: BlockId, runtime: () => Promise<Runtime>) => {
    identity.seen(number)
    const [at, known] = await Promise.all([readVersion(link, hash), runtime()])
    requireSameRuntime(version, at)
    return openView(link, known, { number, hash })
  }

  options.entered?.('metadata')
  const reading = runtimeAt(link, { genesis, specVersion: version.specVersion }, best, options.kept)
  const [isOurs, { runtime, metadata }, opening] = await Promise.all([
    isDevelopment(link, genesis),
    reading,
    viewAt(best, async () => (await reading).runtime),
  ])
  let computed: ReturnType<Chain['digest']> | undefined
  return {
    get network() {
      const { url, isLoopback } = link.endpoint
      return { ...network, endpoint: url, isLoopback }
    },
    genesis,
    ...version,
    isDevelopment: isOurs,
    runtime,
    metadata,
    digest() {
      computed ??= metadataDigest(metadata)
      return computed
    },
    rpc: link,
    opening,
    head: async () => viewAt(readHeader(await link.request('chain_getHeader')), async () => runtime),
    followUpgrades: () => identity.followUpgrades(),
    async nextNonce(account) {
      const nonce = await link.request('system_accountNextIndex', [account])
      if (!isU32(nonce)) throw new CliError('E_ENDPOINT', { problem: 'a nonce is not a number' })
      return nonce
    },
    close: () => link.close(),
  }
}
