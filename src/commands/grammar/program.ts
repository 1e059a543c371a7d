import { Command, type CommanderError, Option } from 'commander'
import packageJson from '../../../package.json' with { type: 'json' }
import { CliError } from '../../errors/cli-error.ts'
import type { Host } from '../../host/types.ts'
import type { Start } from '../start.ts'
import { configGetCommand } from './config-get.ts'
import { configSetCommand } from './config-set.ts'
import { configShowCommand } from './config-show.ts'
import { configUnsetCommand } from './config-unset.ts'
import { devnetAccountsCommand } from './devnet-accounts.ts'
import { devnetExecCommand } from './devnet-exec.ts'
import { devnetStartCommand } from './devnet-start.ts'
import { doctorCommand } from './doctor.ts'
import { examples } from './examples.ts'
import { journalAuditCommand } from './journal-audit.ts'
import { journalListCommand } from './journal-list.ts'
import { journalResumeCommand } from './journal-resume.ts'
import { journalShowCommand } from './journal-show.ts'
import { replayOf } from './replay.ts'
import { schemaCommand } from './schema.ts'
import { stakeAddCommand } from './stake-add.ts'
import { stakeListCommand } from './stake-list.ts'
import { stakeMoveCommand } from './stake-move.ts'
import { stakeQuoteCommand } from './stake-quote.ts'
import { stakeRemoveCommand } from './stake-remove.ts'
import { stakeRemoveAllCommand } from './stake-remove-all.ts'
import { stakeSwapCommand } from './stake-swap.ts'
import { stakeSwapAllCommand } from './stake-swap-all.ts'
import { stakeTransferCommand } from './stake-transfer.ts'
import { subnetListCommand, subnetPriceCommand, subnetShowCommand } from './subnet.ts'
import { validatorListCommand } from './validator.ts'
import { walletListCommand } from './wallet.ts'

const FOR_EVERY_COMMAND = '\nMore options, such as --wallet, --hotkey and --yes: taoctl --help'

/** The whole command tree. Loads Commander and nothing of the chain. */
export function buildProgram(host: Host, start: Start): Command {
  const program = new Command('taoctl')
    .description('Move stake on Bittensor.')
    .version(packageJson.version)
    .showHelpAfterError(false)
    .addHelpText('after', '\nExit codes: docs/exit-codes.md. A first try without risk: taoctl devnet start')
  addGlobalOptions(program)
  program.addCommand(
    group('stake', 'Positions, and moving them', [
      stakeListCommand(start),
      stakeQuoteCommand(start),
      stakeSwapCommand(start),
      stakeSwapAllCommand(start),
      stakeMoveCommand(start),
      stakeTransferCommand(start),
      stakeAddCommand(start),
      stakeRemoveCommand(start),
      stakeRemoveAllCommand(start),
    ]),
  )
  program.addCommand(
    group('subnet', 'Subnets and their pools', [
      subnetListCommand(start),
      subnetShowCommand(start),
      subnetPriceCommand(start),
    ]),
  )
  program.addCommand(group('validator', 'Hotkeys to stake with', [validatorListCommand(start)]))
  program.addCommand(group('wallet', 'Keys on this machine', [walletListCommand(start)]))
  program.addCommand(
    group('journal', 'What was signed and what became of it', [
      journalListCommand(start),
      journalShowCommand(start),
      journalResumeCommand(start),
      journalAuditCommand(start),
    ]),
  )
  program.addCommand(
    group('devnet', 'A development chain on this machine', [
      devnetStartCommand(start),
      devnetExecCommand(start),
      devnetAccountsCommand(start),
    ]),
  )
  program.addCommand(
    group('config', 'Settings and where they come from', [
      configShowCommand(start),
      configGetCommand(start),
      configSetCommand(start),
      configUnsetCommand(start),
    ]),
  )
  program.addCommand(doctorCommand(start))
  program.addCommand(schemaCommand(start))
  return settle(program, host)
}

function group(name: string, description: string, commands: readonly Command[]): Command {
  const parent = new Command(name).description(description)
  for (const command of commands) parent.addCommand(command)
  return parent
}

function addGlobalOptions(program: Command): void {
  const collect = (value: string, all: readonly string[] = []) => [...all, value]
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

/** Errors are thrown, help goes to the host, nothing exits. Commander copies these only to commands it creates itself. */
function settle(command: Command, host: Host, words: readonly string[] = []): Command {
  command
    .exitOverride(failure => refuse(host, command, failure))
    .configureOutput({
      writeOut: text => host.io.out.write(text),
      writeErr: () => undefined,
      getOutHelpWidth: () => Math.max(60, host.io.width),
      getOutHasColors: () => false,
    })
  if (command.commands.length > 0 && !command.args.length) command.helpCommand(false)
  const lines = examples[words.join(' ')]
  if (lines) command.addHelpText('after', `\nExamples:\n${lines.map(line => `  ${line}`).join('\n')}`)
  if (words.length > 0) command.addHelpText('after', FOR_EVERY_COMMAND)
  for (const child of command.commands) settle(child, host, [...words, child.name()])
  return command
}

/** All words that are missing, not only the first of them. */
function refuse(host: Host, command: Command, failure: CommanderError): never {
  if (failure.code !== 'commander.missingArgument') throw failure
  const missing = command.registeredArguments
    .filter(({ required }, i) => required && i >= command.args.length)
    .map(argument => `<${argument.name()}>`)
  const replay = replayOf(host.argv, command, missing)
  throw new CliError('E_MISSING_INPUT', { missing }, { cause: failure, replay })
}
