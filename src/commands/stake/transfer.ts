import type { App } from '../../app/app.ts'
import { parseNetuid } from '../../balance/index.ts'
import { CliError } from '../../errors/cli-error.ts'
import { transferVerb } from '../../trade/verbs/transfer.ts'
import { confirmOwner, isNewOwner } from '../ask/confirm-owner.ts'
import type { AmountFlags, ProtectionFlags } from '../grammar/options.ts'
import { givenAmount, readAmount } from '../inputs/amount.ts'
import { readMoveGuard } from '../inputs/protection.ts'
import { oneHotkey, requireTradeInputs, startTrade } from './start-trade.ts'

export interface TransferFlags extends AmountFlags, ProtectionFlags {
  readonly to?: string
  readonly toConfirm?: string
  readonly origin?: string
  readonly destination?: string
}

export async function runTransfer(app: App, flags: TransferFlags): Promise<void> {
  const { yes, noInput, dryRun } = app.switches
  const to = flags.to === undefined ? undefined : await app.account(flags.to)
  const needsConfirmation = (yes || noInput) && !dryRun && to !== undefined && (await isNewOwner(app, to))
  const inputs = await requireTradeInputs(app, {
    ...{ to, origin: flags.origin, amount: givenAmount(flags), hotkey: oneHotkey(app) },
    ...(needsConfirmation && { toConfirm: flags.toConfirm }),
  })
  const origin = parseNetuid(inputs.origin, 'origin')
  const destination = parseNetuid(flags.destination ?? inputs.origin, 'destination')
  const wanted = readAmount(flags, origin)
  const guard = readMoveGuard(app, flags, origin, destination)
  const hotkey = await app.hotkey(inputs.hotkey)
  if (inputs.to === (await app.coldkey())) throw new CliError('E_OWN_COLDKEY', { address: inputs.to })
  await confirmOwner(app, inputs.to, flags.toConfirm)
  await startTrade(app, transferVerb({ to: inputs.to, hotkey, origin, destination, wanted, guard }))
}
