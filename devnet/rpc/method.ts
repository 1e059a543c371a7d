import type { Params } from './params.ts'

/** A method that answers once. */
export type Method = (params: Params) => unknown

/** Sends one notification of a subscription. */
export type Emit = (result: unknown) => void

/** A method that keeps sending: started by one name, ended by another. */
export interface ServedSubscription {
  readonly unsubscribe: string
  /** Name the notifications bear. */
  readonly notification: string
  /** Begins to send; may send at once. The result ends it. */
  start(params: Params, emit: Emit): (() => void) | Promise<() => void>
}

/** Methods and subscriptions of one namespace, by name. */
export interface Namespace {
  readonly methods?: Readonly<Record<string, Method>>
  readonly subscriptions?: Readonly<Record<string, ServedSubscription>>
}
