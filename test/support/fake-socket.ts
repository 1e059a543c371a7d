import type { Host, SocketOptions } from '../../src/host/types.ts'
import type { Message } from './test-chain.ts'

/** A connection whose other end is the test. */
export interface FakeSocket {
  readonly connect: Host['connect']
  /** Requests sent so far, oldest first. */
  readonly sent: readonly Message[]
  /** How often it was closed from this end. */
  readonly closed: number
  /** What the client gave when it connected. */
  readonly options: SocketOptions
  /** Delivers an object as JSON, or a text as it is. */
  deliver(message: object | string): void
  /** Answers the request sent last, or the one of an index. */
  answer(result: unknown, index?: number): void
  hangUp(reason: string): void
}

export function fakeSocket(): FakeSocket {
  const sent: Message[] = []
  let options: SocketOptions | undefined
  let closed = 0
  const given = () => {
    if (!options) throw new Error('nobody connected')
    return options
  }
  const deliver = (message: object | string) =>
    given().onMessage(typeof message === 'string' ? message : JSON.stringify(message))
  return {
    sent,
    deliver,
    get closed() {
      return closed
    },
    get options() {
      return given()
    },
    async connect(_url, connectOptions) {
      options = connectOptions
      return {
        send: text => void sent.push(JSON.parse(text)),
        close() {
          closed += 1
          if (closed === 1) given().onClose('connection closed')
        },
      }
    },
    answer(result, index = sent.length - 1) {
      deliver({ jsonrpc: '2.0', id: sent[index]?.id, result })
    },
    hangUp: reason => given().onClose(reason),
  }
}
