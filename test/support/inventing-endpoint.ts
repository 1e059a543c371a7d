import { u32 } from '@polkadot-api/substrate-bindings'
import type { RunningDevnet } from '../../devnet/start.ts'
import { readHeader } from '../../src/chain/read/header.ts'
import type { Host } from '../../src/host/types.ts'
import { fromHex, type Hex, toHex } from '../../src/scale/bytes.ts'
import { orderedTrieRoot } from '../../src/scale/ordered-trie.ts'
import { connectTo, type Message } from './test-chain.ts'

/** What an endpoint makes up: empty final blocks in place of those that the chain has. */
export interface Invention {
  /** The last block that is the chain's own. */
  readonly base: number
  /** How many are made up on it; where there are none, the base is told as the newest there is. */
  readonly count: number
  /** When the last of them was made; milliseconds since the epoch. */
  readonly time: number
  /** The nonce that accounts have there; that of the base if left out. */
  readonly nonce?: number
  /** Whether that nonce is told for the next transaction too. */
  readonly tellsNonce?: boolean
  /** A transaction that one of them holds. */
  readonly holds?: Held
}

/** A transaction in a block where its era is over, and how its signature is made to fit there. */
interface Held {
  readonly bytes: Hex
  readonly number: number
  /** The block that it was signed over, told under the number that its era would count from in that block. */
  readonly birth: { readonly number: number; readonly hash: Hex }
}

/** How an endpoint lies; asked again for each message. */
export interface Lies {
  /** Blocks told as final whenever a final head is asked for. */
  invention(): Invention | undefined
  /** What is told of a transaction that was handed over: the truth, or that it was dropped. */
  readonly says: 'truth' | 'dropped'
  /** Whether transactions reach the chain at all. */
  readonly passesOn: boolean
}

type Json = Record<string, unknown>
const hex = (value: number) => `0x${value.toString(16)}`

interface Invented {
  readonly json: Json
  readonly hash: Hex
}

/** Headers of empty blocks on a block of a chain, with right hashes, parents and roots: the same each time. */
function inventor(devnet: RunningDevnet) {
  const root = orderedTrieRoot([], 'v0')
  const known = new Map<string, Invented[]>()
  return ({ base, count, holds }: Invention): readonly Invented[] => {
    const line = `${base} ${holds?.bytes}`
    const headers = known.get(line) ?? []
    known.set(line, headers)
    while (headers.length < count) {
      const number = base + headers.length + 1
      const json = {
        parentHash: headers.at(-1)?.hash ?? devnet.chain.tree.at(base)?.hash,
        ...{
          number: hex(number),
          stateRoot: `0x${'5a'.repeat(32)}`,
          extrinsicsRoot: number === holds?.number ? orderedTrieRoot([fromHex(holds.bytes)], 'v0') : root,
        },
        digest: { logs: [] },
      }
      headers.push({ json, hash: readHeader(json).hash })
    }
    return headers.slice(0, count)
  }
}

/** An endpoint of a chain that makes up what became of transactions, and tells the truth about all else. */
export function inventingEndpoint(devnet: RunningDevnet, lies: Lies): Host['connect'] {
  const invent = inventor(devnet)
  return (url, options) => {
    let isTracing = false
    let isHeld = false
    const connect = connectTo(devnet, {
      request(message) {
        const { method = '', params = [] } = message
        const invention = lies.invention()
        if (method === 'author_submitAndWatchExtrinsic' && !lies.passesOn) return answer(message, 'watching')
        if (!invention) return message
        // Whoever asks for the final head wants to compare the best one with it; whoever plans is told the truth.
        const isBest = method === 'chain_getHeader' && params.length === 0
        const isCompared = isBest && isTracing
        isTracing = method === 'chain_getFinalizedHead' || (isTracing && !isBest)
        const headers = invent(invention)
        const holder = invention.holds && headers[invention.holds.number - invention.base - 1]
        // Whoever has read the block asks next what its transaction was signed over.
        isHeld ||= method === 'chain_getBlock' && holder !== undefined && params[0] === holder.hash
        return told(devnet, invention, headers, message, isCompared, isHeld)
      },
      answer(text) {
        if (lies.says === 'truth') return text
        const message = JSON.parse(text)
        if (message.method !== 'author_extrinsicUpdate') return text
        return JSON.stringify({ ...message, params: { ...message.params, result: 'dropped' } })
      },
    })
    return connect(url, options)
  }
}

const answer = ({ id }: Message, result: unknown) => JSON.stringify({ jsonrpc: '2.0', id, result })

function told(
  devnet: RunningDevnet,
  invention: Invention,
  headers: readonly Invented[],
  message: Message,
  isCompared: boolean,
  isHeld: boolean,
): Message | string {
  const tip = headers.at(-1)
  const { holds } = invention
  const { method = '', params = [] } = message
  const reply = (result: unknown) => answer(message, result)
  if (!tip) {
    const old = devnet.chain.tree.at(invention.base)?.hash
    if (method === 'chain_getFinalizedHead') return reply(old)
    return isCompared ? { ...message, params: [old] } : message
  }
  if (method === 'chain_getFinalizedHead') return reply(tip.hash)
  if (isCompared) return reply(tip.json)
  if (method === 'chain_getBlockHash') {
    const number = Number(params[0])
    if (isHeld && number === holds?.birth.number) return reply(holds.birth.hash)
    return number > invention.base ? reply(headers[number - invention.base - 1]?.hash ?? null) : message
  }
  if (method === 'system_accountNextIndex') {
    return invention.tellsNonce ? reply(invention.nonce ?? 0) : message
  }
  const at = headers.find(({ hash }) => hash === params.at(-1))
  if (!at) return message
  if (method === 'chain_getHeader') return reply(at.json)
  if (method === 'chain_getBlock') {
    const isHolder = holds !== undefined && at.json.number === hex(holds.number)
    return reply({ block: { header: at.json, extrinsics: isHolder ? [holds.bytes] : [] } })
  }
  if (method === 'state_getStorage' && params[0] === nowKey(devnet)) return reply(timeBytes(invention.time))
  if (params[0] === 'AccountNonceApi_account_nonce' && invention.nonce !== undefined) {
    const isUnused = holds !== undefined && Number(at.json.number) < holds.number
    return reply(toHex(u32.enc(isUnused ? 0 : invention.nonce)))
  }
  // The state of a block that was made up is that of the block it stands on.
  return { ...message, params: [...params.slice(0, -1), devnet.chain.tree.at(invention.base)?.hash] }
}

const nowKey = ({ chain }: RunningDevnet) => chain.runtime.storage('Timestamp', 'Now')?.key()
const timeBytes = (time: number) => toHex(new Uint8Array(BigUint64Array.of(BigInt(time)).buffer))
