import type { RunningDevnet } from '../../devnet/start.ts'
import type { Host } from '../../src/host/types.ts'
import { fromHex, toHex } from '../../src/scale/bytes.ts'
import { changedAnswer, type Editable } from './false-metadata.ts'
import { connectTo, type Message } from './test-chain.ts'

/** Something asked of a node. Runtime calls are asked by their own name. */
export interface Asked {
  readonly method: string
  readonly params: readonly unknown[]
}

/** What an endpoint answers in place of the truth; the truth where it returns undefined. */
// biome-ignore lint/suspicious/noExplicitAny: an answer has the shape of its method
export type Lie = (asked: Asked, truth: any) => unknown

export interface LyingEndpoint {
  readonly connect: Host['connect']
  /** All that was asked, in order. */
  readonly asked: readonly Asked[]
}

/** An endpoint that hands everything to an honest chain, and its answers back as the lies would have them. */
export function lyingEndpoint(
  devnet: Pick<RunningDevnet, 'connect'>,
  ...lies: readonly Lie[]
): LyingEndpoint {
  const asked: Asked[] = []
  return {
    asked,
    connect(url, options) {
      const open = new Map<unknown, Asked>()
      const connect = connectTo(devnet, {
        request(message) {
          const entry = askedBy(message)
          asked.push(entry)
          open.set(message.id, entry)
          return message
        },
        answer(text) {
          const message = JSON.parse(text)
          const entry = open.get(message.id)
          if (!entry || !('result' in message)) return text
          const told = lies.map(lie => lie(entry, message.result)).find(answer => answer !== undefined)
          return told === undefined ? text : JSON.stringify({ ...message, result: told })
        },
      })
      return connect(url, options)
    },
  }
}

function askedBy({ method = '', params = [] }: Message): Asked {
  return method === 'state_call' ? { method: `${params[0]}`, params: params.slice(1) } : { method, params }
}

/** Serves metadata with a change. */
export const falseMetadata =
  (change: (metadata: Editable) => void): Lie =>
  ({ method }, truth) =>
    method === 'Metadata_metadata_at_version' && truth !== '0x00' ? changedAnswer(truth, change) : undefined

/** Answers a runtime API with a change, in the chain's own types. The chain is looked up when it is asked. */
export const retold =
  (
    devnet: () => Pick<RunningDevnet, 'chain'>,
    api: string,
    name: string,
    // biome-ignore lint/suspicious/noExplicitAny: an answer has the shape of its method
    change: (value: any) => unknown,
  ): Lie =>
  ({ method }, truth) => {
    const codec = devnet().chain.runtime.api(api, name)?.value
    return codec && method === `${api}_${name}`
      ? toHex(codec.enc(change(codec.dec(fromHex(truth)))))
      : undefined
  }

/** Answers one method, or one runtime API, with the same each time. */
export const always =
  (name: string, answer: unknown): Lie =>
  ({ method }) =>
    method === name ? answer : undefined

/** Pretends to be another chain by its genesis hash. */
export const pretending =
  (genesis: string): Lie =>
  ({ method, params }) => {
    if (method === 'chain_getBlockHash' && params[0] === 0) return genesis
    return method === 'chain_getHeader' && params[0] === genesis ? someHeader : undefined
  }

const zeros = `0x${'00'.repeat(32)}`
const someHeader = {
  ...{ parentHash: zeros, number: '0x0', stateRoot: zeros, extrinsicsRoot: zeros },
  digest: { logs: [] },
}

/** The mode of CheckMetadataHash in the bytes of an extrinsic of this chain: its last extra byte. */
export function signedMode(bytes: `0x${string}`, callHex: `0x${string}`): number | undefined {
  return fromHex(bytes).at(-fromHex(callHex).length - 1)
}
