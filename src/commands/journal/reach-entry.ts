import type { App } from '../../app/app.ts'
import { CliError } from '../../errors/cli-error.ts'
import type { JournalEntry } from '../../journal/entry.ts'

/**
 * The App with the chain an entry was signed for: network, endpoint and genesis are the entry's, unless a flag names
 * another endpoint of that chain. The journal keeps no key of a URL, so where the network that is set has the same host,
 * it is taken. @throws E_GENESIS where --genesis is not the entry's
 */
export function reachEntry(app: App, { entry, network, genesis }: JournalEntry): App {
  const { settings } = app
  const { value, origin } = settings.network
  const expected = settings.genesis.value ?? genesis
  if (settings.genesis.origin.kind === 'flag' && expected !== genesis) {
    throw new CliError('E_GENESIS', { expected, actual: genesis }, { journal: entry })
  }
  const own = network === null || network.name === 'custom' ? network?.endpoint : network.name
  const text = own === undefined || origin.kind === 'flag' || hostOf(value) === hostOf(own) ? value : own
  return { ...app, ...app.reach(text, genesis) }
}

const hostOf = (text: string) => (URL.canParse(text) ? new URL(text).origin : text)
