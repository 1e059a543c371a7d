import type { ApiOptions } from '@polkadot/api/types'

/** The client's end of a connection. */
export interface Client {
  send(text: string): void
  /** The node ends the connection: `close` of the line is to follow. */
  hangUp(): void
}

/** The node's end of a connection. */
export interface ClientLine {
  receive(text: string): void
  close(): void
}

/** What `ApiPromise.create({ provider })` takes. */
export type Provider = NonNullable<ApiOptions['provider']>
