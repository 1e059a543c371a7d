import { CommanderError } from 'commander'
import { outputOptions } from './app/switches.ts'
import { expandAliases } from './commands/grammar/aliases.ts'
import { buildProgram } from './commands/grammar/program.ts'
import { startWith } from './commands/start-with.ts'
import { CliError } from './errors/cli-error.ts'
import { messageOf } from './errors/message.ts'
import type { Host } from './host/types.ts'
import { createOutput } from './output/output.ts'

/** Runs one command. Every throw becomes one error on the output and an exit code. `sent` hears of a transaction handed in. */
export async function main(host: Host, sent: () => void = () => undefined): Promise<number> {
  const argv = expandAliases(host.argv)
  let code = 0
  const exitWith = (other: number) => {
    code = other
  }
  const run = async (words: readonly string[]): Promise<void> => {
    const world = { ...host, argv: words }
    const program = buildProgram(world, startWith(world, { exitWith, sent, again: run }))
    await program.parseAsync([...expandAliases(words)], { from: 'user' })
  }
  try {
    requireOwnOptions(host)
    await run(host.argv)
    return code
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0
    const failure = asCliError(error)
    const words = beforeDashes(argv)
    const isEvents = words.includes('--progress=json') || words[words.indexOf('--progress') + 1] === 'json'
    const flags = {
      json: words.includes('--json'),
      verbose: words.includes('-v') || words.includes('--verbose'),
      color: !argv.includes('--no-color'),
      progress: isEvents ? 'json' : 'lines',
    }
    createOutput(host.io, outputOptions(host, flags)).fail(failure)
    return failure.exit
  }
}

/** Node takes `--env-file` for its own, and obeys all of that file. @throws E_USAGE where it has */
function requireOwnOptions({ runtimeOptions }: Pick<Host, 'runtimeOptions'>): void {
  if (!runtimeOptions.some(option => /^--env-file(-if-exists)?(=|$)/.test(option))) return
  const problem = 'Node has taken --env-file for its own, and read more of that file than taoctl would.'
  throw new CliError(
    'E_USAGE',
    { problem },
    { hint: 'Name the file behind the command, with --dotenv <file>.' },
  )
}

function asCliError(error: unknown): CliError {
  if (error instanceof CliError) return error
  if (error instanceof CommanderError) {
    const isHelp = error.code === 'commander.help'
    const problem = isHelp ? 'No command was given.' : sentence(error.message)
    return new CliError('E_USAGE', { problem }, { cause: error })
  }
  const bug = new CliError('E_BUG', { problem: messageOf(error) }, { cause: error })
  if (error instanceof Error && error.stack !== undefined) bug.stack = error.stack
  return bug
}

/** 'error: unknown option' of Commander as 'Unknown option.' The value behind an equals sign may be a password. */
function sentence(message: string): string {
  const text = message
    .replace(/^(error: unknown option '[^=']+)=.*$/s, "$1'")
    .replace(/^error: /, '')
    .replace(/\n/g, ' ')
    .replace(/\.?$/, '.')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

const beforeDashes = (argv: readonly string[]) =>
  argv.includes('--') ? argv.slice(0, argv.indexOf('--')) : argv
