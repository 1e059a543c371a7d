import { fromHex, toHex } from '../../src/scale/bytes.ts'
import { chainProperties } from '../chain-properties.ts'
import { dryRun } from '../node/dry-run.ts'
import { devnetMark } from '../node/header.ts'
import { blockAt, type RpcContext } from './context.ts'
import type { Method, Namespace } from './method.ts'
import { addressAt, hexAt } from './params.ts'

/** system_*: what the node says of itself. It has no peers and is never syncing. */
export function systemMethods({ chain }: RpcContext): Namespace {
  const nextIndex: Method = params => chain.pool.nextNonce(addressAt(params, 0))
  const dry: Method = async params =>
    toHex(await dryRun(chain, fromHex(hexAt(params, 0)), blockAt(chain, params, 1)))

  return {
    methods: {
      system_name: () => devnetMark,
      system_version: () => `0.0.0-spec${chain.history.editionAfter(chain.tree.best()).specVersion}`,
      system_chain: () => devnetMark,
      system_chainType: () => 'Development',
      system_properties: () => chainProperties,
      system_health: () => ({ peers: 0, isSyncing: false, shouldHavePeers: false }),
      system_peers: () => [],
      system_nodeRoles: () => ['Authority'],
      system_localPeerId: () => '12D3KooWDevnetDevnetDevnetDevnetDevnetDevnetDevnetDevn',
      system_localListenAddresses: () => [],
      system_syncState: () => {
        const { number } = chain.tree.best().header
        return { startingBlock: 0, currentBlock: number, highestBlock: number }
      },
      system_accountNextIndex: nextIndex,
      account_nextIndex: nextIndex,
      system_dryRun: dry,
      system_dryRunAt: dry,
    },
  }
}
