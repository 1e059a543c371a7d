import { Command, type CommanderError } from 'commander'
import packageJson from '../../../package.json' with { type: 'json' }
import { CliError } from '../../errors/cli-error.ts'
import type { Host } from '../../host/types.ts'
import type { Start } from '../start.ts'
import { configCommand } from './config.ts'
import { devnetCommand } from './devnet.ts'
import { doctorCommand } from './doctor.ts'
import { examples } from './examples.ts'
import { addGlobalOptions } from './global-options.ts'
import { journalCommand } from './journal.ts'
import { replayOf } from './replay.ts'
import { schemaCommand } from './schema.ts'
import { stakeCommand } from './stake.ts'
import { subnetCommand } from './subnet.ts'
import { validatorCommand } from './validator.ts'
import { walletCommand } from './wallet.ts'

/** Nouns and the commands that need none, as the help lists them. */
const nouns = [
  stakeCommand,
  subnetCommand,
  validatorCommand,
  walletCommand,
  journalCommand,
  devnetCommand,
  configCommand,
  doctorCommand,
  schemaCommand,
]

const FOR_EVERY_COMMAND = '\nMore options, such as --wallet, --hotkey and --yes: taoctl --help'

/** The whole command tree. Loads Commander and nothing of the chain. */
export function buildProgram(host: Host, start: Start): Command {
  const program = new Command('taoctl')
    .description('Move stake on Bittensor.')
    .version(packageJson.version)
    .showHelpAfterError(false)
    .addHelpText('after', '\nExit codes: docs/exit-codes.md. A first try without risk: taoctl devnet start')
  addGlobalOptions(program)
  for (const commandOf of nouns) program.addCommand(commandOf(start))
  return settle(program, host)
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
