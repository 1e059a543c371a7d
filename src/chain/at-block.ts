import { CliError } from '../errors/cli-error.ts'
import type { Hex } from '../scale/bytes.ts'
import type { Runtime } from '../scale/runtime.ts'
import type { Chain } from './chain.ts'
import { readVersion } from './network/identity.ts'
import { readHeader } from './read/header.ts'
import { runtimeAt } from './read/runtime.ts'
import type { BlockId } from './reader.ts'
import { hashAnswer } from './rpc/answer.ts'
import { type ChainView, openView } from './view.ts'

/** A block as its runtime has it, which may be another than the newest. */
export interface PastView {
  readonly view: ChainView
  readonly runtime: Runtime
  readonly specVersion: number
}

/** Opens views of any blocks of a chain; the runtime of each spec version is read once. */
export function blockViews(chain: Chain): (block: BlockId) => Promise<PastView> {
  const runtimes = new Map([[chain.specVersion, Promise.resolve(chain.runtime)]])
  return async block => {
    const { specVersion } = await readVersion(chain.rpc, block.hash)
    const id = { genesis: chain.genesis, specVersion }
    const reading =
      runtimes.get(specVersion) ?? runtimeAt(chain.rpc, id, block, undefined).then(({ runtime }) => runtime)
    runtimes.set(specVersion, reading)
    const runtime = await reading
    return { view: openView(chain.rpc, runtime, block), runtime, specVersion }
  }
}

/**
 * A view of a block by its number or hash; without one, of the best block as of when the connection was made.
 * @throws E_OPTION_VALUE, E_BLOCK_UNKNOWN
 */
export async function viewAt(chain: Chain, block: string | undefined): Promise<PastView> {
  const { runtime, specVersion, opening } = chain
  if (block === undefined) return { view: opening, runtime, specVersion }
  return blockViews(chain)(await findBlock(chain, block))
}

/** The block of a number or a hash. @throws E_OPTION_VALUE for neither, E_BLOCK_UNKNOWN */
async function findBlock(chain: Chain, text: string): Promise<BlockId> {
  const isHash = /^0x[0-9a-f]{64}$/i.test(text)
  if (!isHash && !/^[0-9]{1,10}$/.test(text)) {
    throw new CliError('E_OPTION_VALUE', {
      option: '--block',
      text,
      expected: 'a block number or a block hash',
    })
  }
  const answer = isHash ? text.toLowerCase() : await chain.rpc.request('chain_getBlockHash', [+text])
  const header = answer === null ? null : await chain.rpc.request('chain_getHeader', [answer])
  if (answer === null || header === null) throw new CliError('E_BLOCK_UNKNOWN', { block: text })
  const hash: Hex = hashAnswer('a block hash', answer)
  return { number: readHeader(header).number, hash }
}
