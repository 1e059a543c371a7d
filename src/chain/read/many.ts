import { CliError } from '../../errors/cli-error.ts'
import { fromHex, type Hex } from '../../scale/bytes.ts'
import { answerBudget } from '../../scale/measure.ts'
import type { StorageItem } from '../../scale/storage-item.ts'
import type { BlockId } from '../reader.ts'
import { decodeAnswer, hexAnswer, objectAnswer } from '../rpc/answer.ts'
import type { Rpc } from '../rpc/rpc.ts'

/** Keys asked for in one request: the answer stays within what a message may hold, whatever the values are. */
const KEYS_AT_ONCE = 250
/** Keys of one page, the most that nodes give. */
const PAGE = 1000
/** Pages read before an endpoint is taken to invent them. */
const MOST_PAGES = 100

/** Reads of many rows of a storage item. */
export interface ManyReads {
  /** The rows under many keys, in the order of the keys, in few requests. */
  storages(pallet: string, item: string, keys: readonly (readonly unknown[])[]): Promise<readonly unknown[]>
  /** The arguments of every key under which something is stored. */
  storedKeys(pallet: string, item: string): Promise<readonly (readonly unknown[])[]>
}

/** Reads of many rows of a storage item at one block. `codecOf` throws where the runtime has no such item. */
export function manyReads(
  rpc: Rpc,
  block: BlockId,
  codecOf: (pallet: string, item: string) => StorageItem,
): ManyReads {
  /** The values under some keys, decoded as soon as they come: what one answer holds has one budget. */
  const values = async (what: string, codec: StorageItem, keys: readonly Hex[]) => {
    const answer = await rpc.request('state_queryStorageAt', [keys, block.hash])
    const [first] = listAnswer(what, answer)
    const rows = listAnswer(what, objectAnswer(what, first).changes).map(row => listAnswer(what, row))
    const told = new Map(rows.map(([key, value]) => [key, value]))
    const budget = answerBudget()
    return keys.map(key => {
      const value = told.get(key)
      if (value === undefined) throw new CliError('E_ENDPOINT', { problem: `it left out rows of ${what}` })
      if (value === null) return [key, codec.fallback] as const
      const bytes = fromHex(hexAnswer(what, value))
      return [key, decodeAnswer(what, () => codec.value.dec(bytes, budget))] as const
    })
  }

  return {
    async storages(pallet, item, args) {
      const what = `${pallet}.${item}`
      const codec = codecOf(pallet, item)
      const keys = args.map(each => decodeAnswer(what, () => codec.key(...each)))
      const asked = [...new Set(keys)]
      const chunks = Array.from({ length: Math.ceil(asked.length / KEYS_AT_ONCE) }, (_, n) =>
        asked.slice(n * KEYS_AT_ONCE, (n + 1) * KEYS_AT_ONCE),
      )
      const found = await Promise.all(chunks.map(chunk => values(what, codec, chunk)))
      const byKey = new Map(found.flat())
      return keys.map(key => byKey.get(key))
    },

    async storedKeys(pallet, item) {
      const what = `${pallet}.${item}`
      const codec = codecOf(pallet, item)
      const all: unknown[][] = []
      let last: string | null = null
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const answer: unknown = await rpc.request('state_getKeysPaged', [
          codec.prefix,
          PAGE,
          last,
          block.hash,
        ])
        const keys = listAnswer(what, answer).map(key => hexAnswer(`a key of ${what}`, key))
        if (keys.length > PAGE)
          throw new CliError('E_ENDPOINT', { problem: `it gave more keys of ${what} than it was asked for` })
        const budget = answerBudget()
        all.push(...keys.map(key => decodeAnswer(`a key of ${what}`, () => codec.args(key, budget))))
        if (keys.length < PAGE) return all
        last = keys.at(-1) ?? null
      }
      throw new CliError('E_ENDPOINT', { problem: `it has no end of keys of ${what}` })
    },
  }
}

function listAnswer(what: string, answer: unknown): readonly unknown[] {
  if (!Array.isArray(answer)) throw new CliError('E_ENDPOINT', { problem: `${what} is not a list` })
  return answer
}
