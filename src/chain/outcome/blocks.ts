import { CliError } from '../../errors/cli-error.ts'
import { type Hex, hashOf } from '../../scale/bytes.ts'
import { type Header, readHeader } from '../read/header.ts'
import { hashAnswer } from '../rpc/answer.ts'
import type { Rpc } from '../rpc/rpc.ts'
import { readBlock } from './block.ts'
import { claimsSigner } from './signed-by.ts'
import type { Traceable } from './traceable.ts'

/** Where an extrinsic stands. */
export interface FoundExtrinsic {
  readonly block: Hex
  readonly number: number
  /** Its place in the block. */
  readonly index: number
}

/** A block as far as it concerns one account. */
export interface OwnBlock extends Pick<Header, 'number' | 'parentHash'> {
  readonly hash: Hex
  /** Place of the extrinsic that is looked for; -1 where the block does not hold it. */
  readonly index: number
  /** Extrinsics that say the account signed them. */
  readonly own: readonly { readonly hash: Hex; readonly bytes: Uint8Array }[]
}

interface Search {
  readonly found?: FoundExtrinsic
  /** Why not all blocks could be searched. */
  readonly gap?: string
}

/** Blocks asked for at once. */
const WIDTH = 16
/** How far above the last block its line to the final head is followed: no two nodes of one chain differ for longer. */
const LINKED = 32

export type Blocks = ReturnType<typeof openBlocks>

/** The blocks of a chain, searched for one extrinsic and those of its signer. What is final is read once. */
export function openBlocks(rpc: Pick<Rpc, 'request'>, { hash: extrinsic, signer }: Traceable) {
  const bodies = new Map<Hex, OwnBlock>()
  const settled = new Map<number, Hex>()

  const header = async (hash: Hex): Promise<Header> => {
    const known = readHeader(await rpc.request('chain_getHeader', [hash]))
    if (known.hash !== hash)
      throw new CliError('E_ENDPOINT', { problem: 'a block header does not have its hash' })
    return known
  }
  const body = async (hash: Hex): Promise<OwnBlock | undefined> => {
    const known = bodies.get(hash)
    if (known) return known
    const block = await readBlock(rpc, hash)
    if (!block) return undefined
    const { number, parentHash } = block.header
    const own = block.extrinsics.filter(bytes => claimsSigner(bytes, signer))
    const read = {
      ...{ number, parentHash, hash, index: block.extrinsicHashes.indexOf(extrinsic) },
      own: own.map(bytes => ({ hash: hashOf(bytes), bytes })),
    }
    bodies.set(hash, read)
    return read
  }
  const hashAt = async (number: number): Promise<Hex | undefined> => {
    const answer = settled.get(number) ?? (await rpc.request('chain_getBlockHash', [number]))
    return answer === null ? undefined : hashAnswer('a block hash', answer)
  }
  const at = async (number: number): Promise<OwnBlock | undefined> => {
    const hash = await hashAt(number)
    return hash && body(hash)
  }

  return {
    header,
    /** Hash of the block of a number; undefined where the endpoint has none. */
    hashAt,
    /** The blocks of so many numbers at most, from the first on; those that the endpoint has. */
    async from(first: number, last: number): Promise<readonly OwnBlock[]> {
      const numbers = Array.from({ length: Math.min(WIDTH, last - first + 1) }, (_, i) => first + i)
      return (await Promise.all(numbers.map(at))).filter(block => block !== undefined)
    },
    /** The block of a number, from which others lead up to a final one; undefined where they do not. */
    async below(final: Header, number: number): Promise<Header | undefined> {
      const above = Math.min(final.number, number + LINKED) - number
      const answers = Array.from({ length: above + 1 }, (_, i) =>
        number + i === final.number ? final.hash : rpc.request('chain_getBlockHash', [number + i]),
      )
      const hashes = (await Promise.all(answers)).filter(hash => hash !== null)
      if (hashes.length <= above) return undefined
      const headers = await Promise.all(hashes.map(hash => header(hashAnswer('a block hash', hash))))
      const isLine = headers.every(
        (each, i) => each.number === number + i && (i === 0 || each.parentHash === headers[i - 1]?.hash),
      )
      return isLine ? headers[0] : undefined
    },
    /** Searches blocks by number, both ends included; `final` is the last of them where they are final. */
    async search(from: number, to: number, final?: Header): Promise<Search> {
      let above: Hex | undefined = final && final.number === to ? final.hash : undefined
      for (let top = to; top >= from; top -= WIDTH) {
        const numbers = Array.from({ length: Math.min(WIDTH, top - from + 1) }, (_, i) => top - i)
        const blocks = await Promise.all(numbers.map(at))
        for (const [i, block] of blocks.entries()) {
          const number = top - i
          if (!block) return { gap: `the endpoint does not have block ${number}` }
          // Answers of several nodes behind one address need not be of one chain.
          if (block.number !== number || (above !== undefined && above !== block.hash)) {
            return { gap: `the endpoint's blocks do not follow each other at ${number}` }
          }
          const { hash, index } = block
          if (index >= 0) return { found: { block: hash, number, index } }
          above = block.parentHash
          if (final) settled.set(number, hash)
        }
      }
      return {}
    },
  }
}
