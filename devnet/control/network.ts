import type { NodeChain } from '../node/chain-types.ts'
import type { After } from '../types.ts'
import type { Exchange } from '../wire/exchange.ts'
import type { NetworkControl, Restart } from './types.ts'

/** What listens for connections from outside. */
export interface Listener {
  down(): Promise<void>
  up(): Promise<void>
}

/** Network control of a node; without a listener it is reached in process alone. */
export function networkControl(on: {
  readonly chain: NodeChain
  exchange(): Exchange
  listener(): Listener | undefined
  readonly after: After
}): NetworkControl {
  let restarting: Promise<void> | undefined

  const restart = async ({ downFor = 0, keepPool = false }: Restart) => {
    on.exchange().down()
    await on.listener()?.down()
    if (!keepPool) on.chain.pool.forget()
    if (downFor > 0) await new Promise<void>(resolve => on.after(downFor, resolve))
    await on.listener()?.up()
    on.exchange().up()
  }
  return {
    hangUp: () => on.exchange().hangUp(),
    // Who asks again meanwhile waits for the same one.
    restart: (options = {}) => {
      restarting ??= restart(options).finally(() => {
        restarting = undefined
      })
      return restarting
    },
  }
}
