import type { App } from '../../app/app.ts'
import type { Address } from '../../chain/address.ts'
import { CliError } from '../../errors/cli-error.ts'
import { askText } from './ask-text.ts'

const LENGTH = 6

/**
 * Whether a new owner needs to be compared with care: it is the coldkey of no wallet of this machine. A hotkey of one is
 * no owner that anybody means.
 */
export async function isNewOwner(app: App, to: Address): Promise<boolean> {
  const name = (await app.names()).get(to)
  if (name === undefined) return true
  return (await app.account(name).catch(() => undefined)) !== to
}

/**
 * Says that the owner changes, with the whole address. A new owner is confirmed by the end of its address, typed or
 * given; dry runs need none. @throws E_TO_CONFIRM, E_DECLINED, E_INTERRUPTED
 */
export async function confirmOwner(app: App, to: Address, given: string | undefined): Promise<void> {
  const { output, switches } = app
  const name = (await app.names()).get(to)
  output.status(`This changes the OWNER of the stake to ${to}${name === undefined ? '' : ` (${name})`}.`)
  const end = to.slice(-LENGTH)
  if (given !== undefined && given !== end) throw new CliError('E_TO_CONFIRM', { given, address: to })
  if (given !== undefined || switches.dryRun || switches.yes || !(await isNewOwner(app, to))) return
  const question = `Nothing was sent to this address before. Type its last ${LENGTH} characters: `
  if ((await askText(app, question)) !== end) throw new CliError('E_DECLINED')
}
