/** A JSON-RPC connection. Every request has a deadline; nothing waits for ever. */
export interface Rpc {
  /** The endpoint in use. */
  readonly url: string
  request(method: string, params?: readonly unknown[]): Promise<unknown>
  /** Notifications of a subscription, in order. Ends with an error when the connection does. */
  subscribe(method: string, params: readonly unknown[], unsubscribe: string): Promise<Subscription>
  readonly traffic: Traffic
  close(): void
}

export interface Subscription extends AsyncIterable<unknown> {
  stop(): void
}

/** Requests so far, and how many of them had to wait for each other's answers: the round trips one after the other. */
export interface Traffic {
  readonly requests: number
  readonly roundTrips: number
  /** Transactions handed in, whatever became of them. */
  readonly submissions: number
  /** Sockets that were asked for, one after the other. */
  readonly connections: number
}

/** The error object a node answered with: the cause of an E_ENDPOINT. */
export class RpcError extends Error {
  override readonly name = 'RpcError'
  readonly code: number
  readonly data: unknown

  constructor(code: number, message: string, data: unknown) {
    super(message)
    this.code = code
    this.data = data
  }
}
