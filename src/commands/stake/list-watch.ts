import type { App } from '../../app/app.ts'
import { blockViews } from '../../chain/at-block.ts'
import type { Chain } from '../../chain/chain.ts'
import { readHeader } from '../../chain/read/header.ts'
import { CliError } from '../../errors/cli-error.ts'
import type { Lister } from './list-of.ts'

/** As a shell reports a program that Ctrl-C ended. */
const INTERRUPTED = 130
/** Connections that end without a single block in between, one after the other, before that is an error. */
const PATIENCE = 5

/**
 * Lists on every new block of one subscription, which is made again where the connection drops. Ends with code 130 on
 * a signal, in silence: for a watch that is how it ends.
 * @throws E_CONNECT, E_ENDPOINT, E_RUNTIME
 */
export async function watch(
  app: App,
  chain: Chain,
  list: Lister,
  exitWith: (code: number) => void,
): Promise<void> {
  try {
    await app.halt.race(follow(app, chain, list))
  } catch (error) {
    if (!(error instanceof CliError) || !error.is('E_INTERRUPTED')) throw error
    exitWith(INTERRUPTED)
  }
}

async function follow(app: App, chain: Chain, list: Lister): Promise<never> {
  const viewOf = blockViews(chain)
  // Each block is listed by the runtime it has.
  chain.followUpgrades()
  for (let failures = 0; ; failures += 1) {
    try {
      const heads = await chain.rpc.subscribe('chain_subscribeNewHeads', [], 'chain_unsubscribeNewHeads')
      for await (const head of heads) {
        const print = await list(chain, await viewOf(readHeader(head)))
        print('frame')
        failures = 0
      }
    } catch (error) {
      app.halt.check()
      const isLost = error instanceof CliError && (error.is('E_CONNECT') || error.is('E_TIMEOUT'))
      if (!isLost || failures >= PATIENCE) throw error
      app.halt.check() // Where it is over, nobody waits for a connection.
      app.output.status('The connection was lost; connecting again')
    }
  }
}
