import type { App } from '../../app/app.ts'
import { CliError } from '../../errors/cli-error.ts'
import { transferVerb } from '../../trade/verbs/transfer.ts'
import { confirmOwner, isNewOwner } from '../ask/confirm-owner.ts'
import type { MoveOptionFlags } from '../grammar/options.ts'
import { givenAmount } from '../inputs/amount.ts'
import { oneHotkey } from '../inputs/hotkey.ts'
import { readMove } from '../inputs/move.ts'
import { requireTradeInputs } from '../inputs/required.ts'
import { startTrade } from './start-trade.ts'

export interface TransferFlags extends MoveOptionFlags {
  readonly to?: string
  readonly toConfirm?: string
}

export async function runTransfer(app: App, flags: TransferFlags): Promise<void> {
  const { yes, noInput, dryRun } = app.switches
  const to = flags.to === undefined ? undefined : await app.account(flags.to)
  const needsConfirmation = (yes || noInput) && !dryRun && to !== undefined && (await isNewOwner(app, to))
  const inputs = await requireTradeInputs(app, {
    to,
    origin: flags.origin,
    amount: givenAmount(flags),
    hotkey: oneHotkey(app),
    ...(needsConfirmation && { toConfirm: flags.toConfirm }),
  })
  const move = readMove(app, flags, inputs.origin)
  const hotkey = await app.hotkey(inputs.hotkey)
  if (inputs.to === (await app.coldkey())) throw new CliError('E_OWN_COLDKEY', { address: inputs.to })
  await confirmOwner(app, inputs.to, flags.toConfirm)
  await startTrade(app, transferVerb({ ...move, to: inputs.to, hotkey }))
}
