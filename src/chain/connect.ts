import { Bytes, Option, u32 } from '@polkadot-api/substrate-bindings'
import { CliError } from '../errors/cli-error.ts'
import { fromHex, toHex } from '../scale/bytes.ts'
import { type Hex, type Runtime, readRuntime } from '../scale/runtime.ts'
import { decodeAnswer, hashAnswer, hexAnswer, objectAnswer } from './answer.ts'
import { isDevelopmentGenesis } from './development.ts'
import { readHeader } from './header.ts'
import type { MetadataCache, RuntimeId } from './metadata-cache.ts'
import type { Network } from './network.ts'
import type { Rpc } from './rpc.ts'
import { type LineOptions, openLine } from './rpc-line.ts'
import type { BlockId, Chain } from './types.ts'
import { openView } from './view.ts'

/** Newest first. V14 has no runtime APIs and is not read. */
const METADATA_VERSIONS = [15, 16] as const

export interface ConnectOptions extends LineOptions {
  /**
   * Metadata of earlier runs, for commands that only read: whoever served it is not known any more. Left out, it is
   * read from this endpoint.
   */
  readonly cache?: MetadataCache
  /** Told where the work has got to. */
  entered?(stage: 'connect' | 'metadata'): void
}

/**
 * Connects to a network, checks that it is the chain expected, and reads its metadata.
 * @throws E_CONNECT, E_TIMEOUT, E_ENDPOINT, E_GENESIS
 */
export async function connectChain(network: Network, options: ConnectOptions): Promise<Chain> {
  options.entered?.('connect')
  const rpc = await openLine(network.endpoint, options)
  try {
    return await identify(network, rpc, options)
  } catch (error) {
    rpc.close()
    throw error
  }
}

async function identify(network: Network, rpc: Rpc, options: ConnectOptions): Promise<Chain> {
  const [genesisAnswer, version, best] = await Promise.all([
    rpc.request('chain_getBlockHash', [0]),
    readVersion(rpc),
    rpc.request('chain_getHeader'),
  ])
  const genesis = hashAnswer('the genesis hash', genesisAnswer)
  if (network.genesis !== undefined && network.genesis !== genesis) {
    throw new CliError('E_GENESIS', { expected: network.genesis, actual: genesis })
  }
  const block = readHeader(best)
  const viewAt = async ({ number, hash }: BlockId, runtime: () => Promise<Runtime>) => {
    const [at, known] = await Promise.all([readVersion(rpc, hash), runtime()])
    if (at.specVersion !== version.specVersion) {
      const change = { before: version.specVersion, now: at.specVersion }
      throw new CliError('E_RUNTIME_CHANGED', change, { retryable: true })
    }
    return openView(rpc, known, { number, hash })
  }

  options.entered?.('metadata')
  const reading = runtimeAt(rpc, { genesis, specVersion: version.specVersion }, block, options.cache)
  const [isOurs, { runtime, metadata }, opening] = await Promise.all([
    isDevelopment(rpc, genesis),
    reading,
    viewAt(block, async () => (await reading).runtime),
  ])
  return {
    network,
    genesis,
    ...version,
    isDevelopment: isOurs,
    runtime,
    metadata,
    rpc,
    opening,
    head: async () => viewAt(readHeader(await rpc.request('chain_getHeader')), async () => runtime),
    async nextNonce(account) {
      const nonce = await rpc.request('system_accountNextIndex', [account])
      if (!isU32(nonce)) throw new CliError('E_ENDPOINT', { problem: 'a nonce is not a number' })
      return nonce
    },
    close: () => rpc.close(),
  }
}

/** The runtime of a block, from the cache where that has it whole. */
async function runtimeAt(
  rpc: Rpc,
  id: RuntimeId,
  block: BlockId,
  cache: MetadataCache | undefined,
): Promise<Pick<Chain, 'runtime' | 'metadata'>> {
  const kept = await cache?.read(id)
  const known = kept && readable(kept)
  if (kept && known) return { runtime: known, metadata: kept }
  const metadata = await readMetadata(rpc, block.hash)
  const runtime = decodeAnswer('the metadata', () => readRuntime(metadata))
  await cache?.write(id, metadata)
  return { runtime, metadata }
}

/** Whole files may still be of an older program, which read what this one does not. */
function readable(metadata: Uint8Array): Runtime | undefined {
  try {
    return readRuntime(metadata)
  } catch {
    return undefined
  }
}

async function isDevelopment(rpc: Rpc, genesis: Hex): Promise<boolean> {
  const header = readHeader(await rpc.request('chain_getHeader', [genesis]))
  return header.hash === genesis && isDevelopmentGenesis(header)
}

async function readVersion(rpc: Rpc, at?: Hex): Promise<Pick<Chain, 'specVersion' | 'transactionVersion'>> {
  const answer = objectAnswer(
    'the runtime version',
    await rpc.request('state_getRuntimeVersion', at ? [at] : []),
  )
  const { specVersion, transactionVersion } = answer
  if (!isU32(specVersion) || !isU32(transactionVersion)) {
    throw new CliError('E_ENDPOINT', { problem: 'the runtime version has no spec version' })
  }
  return { specVersion, transactionVersion }
}

async function readMetadata(rpc: Rpc, at: Hex): Promise<Uint8Array> {
  for (const version of METADATA_VERSIONS) {
    const parameter = toHex(u32.enc(version))
    const answer = hexAnswer(
      'the metadata',
      await rpc.request('state_call', ['Metadata_metadata_at_version', parameter, at]),
    )
    const bytes = decodeAnswer('the metadata', () => Option(Bytes()).dec(fromHex(answer)))
    if (bytes) return bytes
  }
  throw new CliError('E_ENDPOINT', {
    problem: `it serves no metadata of version ${METADATA_VERSIONS.join(' or ')}`,
  })
}

const isU32 = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 2 ** 32
