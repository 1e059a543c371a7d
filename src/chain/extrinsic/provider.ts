import type { ApiOptions } from '@polkadot/api/types'
import { CliError } from '../../errors/cli-error.ts'
import type { Hex } from '../../scale/bytes.ts'
import type { Chain } from '../chain.ts'
import type { Subscription } from '../rpc/rpc.ts'

type ProviderInterface = NonNullable<ApiOptions['provider']>

/** Bytes in the hands of a node. */
export interface Handed {
  /** What the node says of them, as it came. */
  readonly updates: Subscription
  /** Passes an update on to @polkadot/api. */
  tell(update: unknown): void
}

/** Leave for bytes to go over the line, once. */
export interface Leave {
  /** Number of this sending, which @polkadot/api gives back with the bytes. */
  readonly sending: number
  /** @throws what the line failed with, or `giveUp` was told */
  readonly handed: Promise<Handed>
  giveUp(error: unknown): void
}

/** What may go over the line: nothing that has no leave. */
export interface Outbox {
  leaveFor(bytes: Hex): Leave
}

interface Waiting {
  readonly bytes: Hex
  resolve(handed: Handed): void
  reject(error: unknown): void
}

const bug = (problem: string): Promise<never> => Promise.reject(new CliError('E_BUG', { problem }))

/**
 * A provider for @polkadot/api over our own line: what is known of the chain already is answered from here, and the line
 * carries extrinsics that have leave, with its own deadlines, and nothing else.
 */
export function lineProvider(
  { rpc }: Pick<Chain, 'rpc'>,
  answers: Readonly<Record<string, unknown>>,
): { readonly provider: ProviderInterface; readonly outbox: Outbox } {
  const waiting = new Map<number, Waiting>()
  let sendings = 0
  const outbox: Outbox = {
    leaveFor(bytes) {
      sendings += 1
      const sending = sendings
      let giveUp: Leave['giveUp'] = () => undefined
      const handed = new Promise<Handed>((resolve, reject) => {
        waiting.set(sending, { bytes, resolve, reject })
        giveUp = reject
      })
      return { sending, handed, giveUp }
    },
  }
  const subscribe: ProviderInterface['subscribe'] = async (_type, method, params, tell) => {
    const bytes = params[0]
    const sending = params[1] as number
    const leave = waiting.get(sending)
    waiting.delete(sending)
    if (!leave || leave.bytes.toLowerCase() !== bytes) {
      return bug(`@polkadot/api asked for ${method} without leave`)
    }
    try {
      const updates = await rpc.subscribe(method, [bytes], 'author_unwatchExtrinsic')
      leave.resolve({ updates, tell: update => tell(null, update) })
      return sending
    } catch (error) {
      leave.reject(error)
      // Told of it, @polkadot/api would end its subscription, and keep a timer for it.
      return new Promise<never>(() => undefined)
    }
  }
  const provider = {
    // Without them it asks for no upgrades and no health: what is known here does not change.
    hasSubscriptions: false,
    isClonable: false,
    isConnected: true,
    clone: () => lineProvider({ rpc }, answers).provider,
    connect: async () => undefined,
    disconnect: async () => undefined,
    on: (type: string, listener: () => void) => {
      if (type === 'connected') queueMicrotask(listener)
      return () => undefined
    },
    send: async (method: string) => answers[method] ?? bug(`@polkadot/api asked for ${method}`),
    subscribe,
    unsubscribe: async () => true,
  } as ProviderInterface
  return { provider, outbox }
}
