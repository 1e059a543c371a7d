import { ApiPromise } from '@polkadot/api'
import type { ApiOptions } from '@polkadot/api/types'
import { toHex } from '../../scale/bytes.ts'
import type { Chain } from '../chain.ts'
import { lineProvider, type Outbox } from './provider.ts'

/** @polkadot/api for one chain, and what of it may go over the line. */
export interface Polkadot {
  readonly api: ApiPromise
  readonly outbox: Outbox
}

const opened = new WeakMap<Chain, Promise<Polkadot>>()

/**
 * @polkadot/api over what is already known of the chain: genesis, version, metadata. It composes and encodes
 * extrinsics, and hands them in over the line of the chain. Made once for a chain; leaves no timer behind.
 */
export function openPolkadot(chain: Chain): Promise<Polkadot> {
  const known = opened.get(chain)
  if (known) return known
  const opening = open(chain)
  opened.set(chain, opening)
  return opening
}

async function open(chain: Chain): Promise<Polkadot> {
  const bytesFree = { extrinsic: {}, payload: {} }
  const extensions = chain.runtime.extensions.map(extension => [extension.identifier, bytesFree] as const)
  const { provider, outbox } = lineProvider(chain, answersOf(chain))
  const api = await ApiPromise.create({
    provider,
    metadata: { [`${chain.genesis}-${chain.specVersion}`]: toHex(chain.metadata) },
    // Only names polkadot.js does not know are taken from here; the known ones keep their own definition.
    signedExtensions: Object.fromEntries(extensions.filter(([name]) => !standardExtensions.has(name))),
    rpc: { author: { submitAndWatchExtrinsic: submission } },
    noInitWarn: true,
    initWasm: false,
    throwOnConnect: true,
  })
  return { api, outbox }
}

/**
 * The method as @polkadot/api defines it, but for its parameters. As plain bytes an extrinsic leaves as it came, whatever
 * runtime it was made for. The number tells sendings of the same bytes apart: without it the second would be taken for
 * the first, and not be sent.
 */
const submission: NonNullable<ApiOptions['rpc']>[string][string] = {
  description: 'Submits an extrinsic and tells what becomes of it',
  params: [
    { name: 'bytes', type: 'Bytes' },
    { name: 'sending', type: 'u32' },
  ],
  pubsub: ['extrinsicUpdate', 'submitAndWatchExtrinsic', 'unwatchExtrinsic'],
  type: 'ExtrinsicStatus',
  noErrorLog: true,
}

/** Extensions whose bytes polkadot.js knows; the others of this chain carry none. */
const standardExtensions = new Set([
  'CheckNonZeroSender',
  'CheckSpecVersion',
  'CheckTxVersion',
  'CheckGenesis',
  'CheckMortality',
  'CheckNonce',
  'CheckWeight',
  'ChargeTransactionPayment',
  'CheckMetadataHash',
])

/** What @polkadot/api asks when it starts. */
const answersOf = (chain: Chain): Readonly<Record<string, unknown>> => ({
  chain_getBlockHash: chain.genesis,
  state_getRuntimeVersion: {
    specName: 'node-subtensor',
    implName: 'node-subtensor',
    authoringVersion: 1,
    specVersion: chain.specVersion,
    implVersion: 1,
    transactionVersion: chain.transactionVersion,
    apis: [],
  },
  system_chain: 'Bittensor',
  system_properties: { ss58Format: 42, tokenDecimals: 9, tokenSymbol: 'TAO' },
  rpc_methods: { methods: [] },
})
