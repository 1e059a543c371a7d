import type { App } from '../app/app.ts'
import type { Chain } from '../chain/chain.ts'
import { tradeView } from '../output/faces/trade.ts'
import type { Output } from '../output/output.ts'
import type { Desk } from '../trade/desk.ts'
import type { TradeCommand } from '../trade/verb.ts'

/** What trades ask of the world, by the App of a run; the journal is opened by who writes to it. */
export function deskOf(
  app: App,
  chain: Chain,
  command: TradeCommand,
  output: Output = app.output,
): Omit<Desk, 'journal'> {
  return {
    chain,
    output,
    face: tradeView(command),
    commands: app.commands,
    prompt: app.host.prompt,
    halt: app.halt,
    stages: app.stages,
    clock: app.host.clock,
    witnesses: app.witnesses,
    others: app.others,
    acceptVerdict: app.switches.acceptVerdict,
    unlock: app.unlock,
    passwordSource: app.passwordSource,
  }
}
