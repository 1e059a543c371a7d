import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { BadNode } from './bad-node.ts'
import { type Envelope, type Home, makeHome, type RunningDevnet } from './binary.ts'
import { type NodeRpc, nodeRpc } from './node-rpc.ts'

/** A home, a development chain, and a plain connection to it. */
export interface Stage {
  readonly home: Home
  readonly devnet: RunningDevnet
  readonly node: NodeRpc
  /** Words of a trade of coldkey_1, accepted in advance; `network` instead of the devnet where given. */
  trade(words: readonly string[], network?: string): readonly string[]
  /** Closes a node with the stage. */
  keep(node: BadNode): BadNode
  readonly journalPath: string
  /** The lines of the journal; empty where there is none. */
  journal(): Promise<readonly Envelope[]>
  /** Permission bits of the journal file. */
  journalMode(): Promise<number>
  close(): Promise<void>
}

export async function openStage(...devnetOptions: readonly string[]): Promise<Stage> {
  const home = await makeHome()
  const devnet = await home.devnet(...devnetOptions)
  const node = await nodeRpc(devnet.endpoint)
  const kept: BadNode[] = []
  const journalPath = join(home.folder, '.local/state/taoctl/journal/journal.ndjson')
  return {
    home,
    devnet,
    node,
    journalPath,
    trade: (words, network = devnet.endpoint) => [
      ...['stake', ...words, '--network', network],
      ...['--wallet-path', home.wallets, '--wallet', 'coldkey_1', '--yes'],
    ],
    keep(bad) {
      kept.push(bad)
      return bad
    },
    async journal() {
      const text = await readFile(journalPath, 'utf8').catch(() => '')
      return text
        .split('\n')
        .filter(line => line !== '')
        .map(line => JSON.parse(line))
    },
    journalMode: async () => (await stat(journalPath)).mode & 0o777,
    async close() {
      node.close()
      await Promise.all(kept.map(bad => bad.close()))
      await home.remove()
    },
  }
}
