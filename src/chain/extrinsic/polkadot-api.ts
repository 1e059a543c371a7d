import { ApiPromise } from '@polkadot/api'
import type { ApiOptions } from '@polkadot/api/types'
import { CliError } from '../../errors/cli-error.ts'
import { toHex } from '../../scale/bytes.ts'
import type { Chain } from '../chain.ts'

/**
 * @polkadot/api over what is already known of the chain: genesis, version, metadata. It composes and encodes
 * extrinsics and needs no connection of its own, so it leaves no timer and no subscription behind.
 */
export async function openPolkadot(chain: Chain): Promise<ApiPromise> {
  const bytesFree = { extrinsic: {}, payload: {} }
  const extensions = chain.runtime.extensions.map(extension => [extension.identifier, bytesFree] as const)
  return ApiPromise.create({
    provider: knownAnswers(chain),
    metadata: { [`${chain.genesis}-${chain.specVersion}`]: toHex(chain.metadata) },
    // Only names polkadot.js does not know are taken from here; the known ones keep their own definition.
    signedExtensions: Object.fromEntries(extensions.filter(([name]) => !standardExtensions.has(name))),
    noInitWarn: true,
    initWasm: false,
    throwOnConnect: true,
  })
}

type ProviderInterface = NonNullable<ApiOptions['provider']>

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

function knownAnswers(chain: Chain): ProviderInterface {
  const answers: Readonly<Record<string, unknown>> = {
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
  }
  const refuse = (method: string): Promise<never> =>
    Promise.reject(new CliError('E_BUG', { problem: `@polkadot/api asked for ${method}` }))
  return {
    hasSubscriptions: false,
    isClonable: false,
    isConnected: true,
    clone: () => knownAnswers(chain),
    connect: async () => undefined,
    disconnect: async () => undefined,
    on: (type, listener) => {
      if (type === 'connected') queueMicrotask(() => listener())
      return () => undefined
    },
    send: async (method: string) => answers[method] ?? refuse(method),
    subscribe: (_type, method) => refuse(method),
    unsubscribe: async () => true,
  } as ProviderInterface
}
