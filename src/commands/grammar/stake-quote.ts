import { Command } from 'commander'
import type { QuoteFlags } from '../stake/quote.ts'
import type { Start } from '../start.ts'
import { addProtectionOptions } from './options.ts'

export function stakeQuoteCommand(start: Start): Command {
  const command = new Command('quote')
    .description('What a trade would bring now, without any account')
    .option('--origin <netuid or tao>', 'subnet whose alpha is sold; 0 is root, tao is free TAO')
    .option('--destination <netuid or tao>', 'subnet whose alpha is bought; 0 is root, tao is free TAO')
    .option('--amount <decimal>', 'alpha of the origin, or TAO')
  return addProtectionOptions(command, 'TAO per alpha, or destination per origin').action(
    (flags: QuoteFlags, self: Command) =>
      start(self, async app => (await import('../stake/quote.ts')).runQuote(app, flags)),
  )
}
