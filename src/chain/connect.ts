import { Bytes, Option, u32 } from '@polkadot-api/substrate-bindings'
import { CliError } from '../errors/cli-error.ts'
import { bytesToHex, hexToBytes } from '../scale/hex.ts'
import { type Hex, readRuntime } from '../scale/runtime.ts'
import { decodeAnswer, hashAnswer, hexAnswer, objectAnswer } from './answer.ts'
import { isDevelopmentGenesis } from './development.ts'
import { readHeader } from './header.ts'
import type { Network } from './network.ts'
import { openRpc, type Rpc, type RpcOptions } from './rpc.ts'
import type { Chain } from './types.ts'
import { openView } from './view.ts'

/** Newest first. V14 has no runtime APIs and is not read. */
const METADATA_VERSIONS = [15, 16] as const

/**
 * Connects to a network, checks that it is the chain expected, and reads its metadata.
 * @throws E_CONNECT, E_TIMEOUT, E_ENDPOINT, E_GENESIS
 */
export async function connectChain(network: Network, options: RpcOptions): Promise<Chain> {
  const rpc = await openRpc(network.endpoint, options)
  try {
    return await identify(network, rpc)
  } catch (error) {
    rpc.close()
    throw error
  }
}

async function identify(network: Network, rpc: Rpc): Promise<Chain> {
  const [genesisAnswer, version, metadata] = await Promise.all([
    rpc.request('chain_getBlockHash', [0]),
    readVersion(rpc),
    readMetadata(rpc),
  ])
  const genesis = hashAnswer('the genesis hash', genesisAnswer)
  if (network.genesis !== undefined && network.genesis !== genesis) {
    throw new CliError('E_GENESIS', { expected: network.genesis, actual: genesis })
  }
  const runtime = decodeAnswer('the metadata', () => readRuntime(metadata))
  return {
    network,
    genesis,
    ...version,
    isDevelopment: await isDevelopment(rpc, genesis),
    runtime,
    metadata,
    rpc,
    async head() {
      const { number, hash } = readHeader(await rpc.request('chain_getHeader'))
      const at = await readVersion(rpc, hash)
      if (at.specVersion !== version.specVersion) {
        throw new CliError('E_ENDPOINT', {
          problem: 'the runtime was upgraded just now; run the command again',
        })
      }
      return openView(rpc, runtime, { number, hash })
    },
    async nextNonce(account) {
      const nonce = await rpc.request('system_accountNextIndex', [account])
      if (!isU32(nonce)) throw new CliError('E_ENDPOINT', { problem: 'a nonce is not a number' })
      return nonce
    },
    close: () => rpc.close(),
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

async function readMetadata(rpc: Rpc): Promise<Uint8Array> {
  for (const version of METADATA_VERSIONS) {
    const parameter = bytesToHex(u32.enc(version))
    const answer = hexAnswer(
      'the metadata',
      await rpc.request('state_call', ['Metadata_metadata_at_version', parameter]),
    )
    const bytes = decodeAnswer('the metadata', () => Option(Bytes()).dec(hexToBytes(answer)))
    if (bytes) return bytes
  }
  throw new CliError('E_ENDPOINT', {
    problem: `it serves no metadata of version ${METADATA_VERSIONS.join(' or ')}`,
  })
}

const isU32 = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 2 ** 32
