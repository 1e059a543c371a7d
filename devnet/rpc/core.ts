import { authorMethods } from './author-methods.ts'
import { chainMethods } from './chain-methods.ts'
import type { RpcContext } from './context.ts'
import { NodeRpcError } from './error.ts'
import type { Emit, Method, Namespace, ServedSubscription } from './method.ts'
import type { Params } from './params.ts'
import { paymentMethods } from './payment-methods.ts'
import { stateMethods } from './state-methods.ts'
import { subtensorMethods } from './subtensor-methods.ts'
import { systemMethods } from './system-methods.ts'
import { unsafeMethods } from './unsafe-methods.ts'

/** A running subscription. */
export interface Subscribed {
  readonly id: string
  /** Name its notifications bear. */
  readonly notification: string
}

/** JSON-RPC without a transport: every method the node has, from one table. All failures are thrown. */
export interface RpcCore {
  /** Names of all methods, subscribing and unsubscribing ones too. */
  readonly methods: readonly string[]
  isSubscribe(method: string): boolean
  isUnsubscribe(method: string): boolean
  /** @throws RpcError -32601 on an unknown method; others as the method fails */
  request(method: string, params: Params): Promise<unknown>
  /** Begins a subscription; `emit` may be called before this returns. */
  subscribe(method: string, params: Params, emit: Emit): Promise<Subscribed>
  /** Ends a subscription; false if there is none of this id. */
  unsubscribe(id: unknown): boolean
  /** Ends all subscriptions. */
  close(): void
}

/** The core over a chain; `control` has what only development chains have. */
export function createCore(context: RpcContext, control: Namespace): RpcCore {
  const namespaces = [
    chainMethods(context),
    stateMethods(context),
    authorMethods(context),
    paymentMethods(context),
    systemMethods(context),
    subtensorMethods(context),
    unsafeMethods(),
    control,
  ]
  const methods = new Map<string, Method>(namespaces.flatMap(entry => Object.entries(entry.methods ?? {})))
  const subscriptions = new Map<string, ServedSubscription>(
    namespaces.flatMap(entry => Object.entries(entry.subscriptions ?? {})),
  )
  const unsubscribes = new Set([...subscriptions.values()].map(entry => entry.unsubscribe))
  const names = [...methods.keys(), ...subscriptions.keys(), ...unsubscribes, 'rpc_methods'].sort()
  // Clients warn of advertised methods they do not know, so those of subtensor and of this chain alone stay unmentioned.
  const told = names.filter(name => !/^(dev|subnetInfo|stakeInfo|swap)_/.test(name))
  methods.set('rpc_methods', () => ({ methods: told }))

  const running = new Map<string, () => void>()
  let count = 0
  const notFound = () => new NodeRpcError({ code: -32601, message: 'Method not found' })

  return {
    methods: names,
    isSubscribe: method => subscriptions.has(method),
    isUnsubscribe: method => unsubscribes.has(method),
    request: async (name, params) => {
      const method = methods.get(name)
      if (method === undefined) throw notFound()
      return await method(params)
    },
    subscribe: async (name, params, emit) => {
      const subscription = subscriptions.get(name)
      if (subscription === undefined) throw notFound()
      count += 1
      const id = `devnet-${count}`
      running.set(id, await subscription.start(params, emit))
      return { id, notification: subscription.notification }
    },
    unsubscribe: id => {
      const stop = typeof id === 'string' ? running.get(id) : undefined
      stop?.()
      return stop !== undefined && typeof id === 'string' && running.delete(id)
    },
    close: () => {
      for (const stop of running.values()) stop()
      running.clear()
    },
  }
}
