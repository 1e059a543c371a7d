import { type Command, Option } from 'commander'
import { CliError } from '../../errors/cli-error.ts'
import { collect } from './options.ts'

/** Options that every command takes; what they mean is in src/app and src/config. */
export function addGlobalOptions(program: Command): void {
  program
    .optionsGroup('Options for every command:')
    .option('-n, --network <name or url>', 'finney (default), test, archive, local, or a ws:// or wss:// URL')
    .option('--genesis <hash>', 'expected genesis hash')
    .option('--fallback <url>', 'further endpoint of the same chain; may be repeated', collect)
    .option('--insecure', 'allow ws:// to another machine')
    .option('-w, --wallet <name>', 'wallet folder')
    .option('--wallet-path <dir>', 'folder of wallets (default ~/.bittensor/wallets)')
    .option('-H, --hotkey <hotkey>', 'hotkey of a position: name, wallet/name or address', collect)
    .option('--coldkey <address or wallet>', 'look at another account; for reading and dry runs')
    .option('--password-file <path>', 'file or pipe with the password of an encrypted coldkey')
    .option('--password-command <argv>', 'program that prints the password; no shell')
    .option('--password-fd <n>', 'open descriptor to read the password from')
    .option('--json', 'one JSON document on stdout')
    .option('--no-input', 'never ask; implied by CI and without a terminal')
    .option('-y, --yes', 'accept the confirmation')
    .option('--dry-run', 'do all but sign; needs no key')
    .option('--tolerance <percent>', 'how much less than quoted a trade may bring (default 0.5%)')
    .option(
      '--guard-factor <n>',
      'how far from its price others may move a pool and a limit still hold (default 100)',
    )
    .option('--unprotected', 'accept any price')
    .option('--fee-in-alpha', 'where free TAO cannot pay the fee, sell some of the position for it')
    .option('--accept-impact', 'with --yes: trade although a pool would pay over 30% less than its price')
    .option('--queue', 'with --yes: trade behind a transaction of the coldkey that waits in the pool')
    .option(
      '--accept-verdict',
      'believe one endpoint that an earlier transaction did not execute, whatever the clock says',
    )
    .option('--accept-spec <n, n.. or n..m>', 'trade on these specs although what is read there has changed')
    .option(
      '--confirm-with <name or url>',
      'another endpoint that must make the same plan; repeatable',
      collect,
    )
    .option(
      '--trust-endpoint [url]',
      "take this endpoint's word for pools where a floor could not be guarded without it; for a node of your own",
    )
    .option('--unverified-metadata', "sign without the check that the endpoint's metadata is the chain's own")
    .addOption(
      new Option('--intent-id <id>', 'name a script gives a trade; kept in the journal').argParser(intentId),
    )
    .option('--wait <included|finalized>', 'how far to wait (default finalized)')
    .option('--timeout <duration>', 'for the whole command (default 5m)')
    .option('--era <blocks>', 'how many blocks a transaction stays valid (default 16)')
    .option('--config <file>', 'config file')
    .option('--dotenv <file>', 'file of TAOCTL_* and BT_* variables; those of the environment come first')
    .addOption(
      new Option('--progress <how>', 'what stderr tells while it works: lines, or one JSON event a line')
        .choices(['lines', 'json'])
        .default('lines'),
    )
    .option('-q, --quiet', 'no progress on stderr')
    .option('-v, --verbose', 'tell where the time goes')
    .option('--no-color', 'no colour')
}

function intentId(text: string): string {
  if (!/^[A-Za-z0-9._-]{1,64}$/.test(text)) {
    throw new CliError('E_OPTION_VALUE', {
      option: '--intent-id',
      text,
      expected: "1 to 64 letters, digits, '.', '_' or '-'",
    })
  }
  return text
}
