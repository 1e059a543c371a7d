import type { Command } from 'commander'
import { type App, openApp } from '../app/app.ts'
import type { Flags } from '../app/switches.ts'
import { CliError } from '../errors/cli-error.ts'
import type { Host } from '../host/types.ts'
import { replayOf } from './grammar/replay.ts'
import type { Start } from './start.ts'

interface Hooks {
  /** Hears of an exit code other than 0 of work that ended well. */
  exitWith(code: number): void
  /** Hears that a transaction was handed in. */
  sent(): void
  /** Runs the command again, with the words a person added to it. */
  again(argv: readonly string[]): Promise<void>
}

/** Runs commands for real. Where input is missing and a person is there, it is asked for. */
export function startWith(host: Host, { exitWith, sent, again }: Hooks): Start {
  return async (command, work, limits) => {
    const app = await openApp(host, command.optsWithGlobals() as Flags, limits)
    let completed: readonly string[] | undefined
    try {
      completed = await work(app, exitWith).then(
        () => undefined,
        error => complete(app, command, error),
      )
    } catch (error) {
      if (!(error instanceof CliError)) throw error
      const told = error.with({ warnings: app.output.warnings, commands: app.commands })
      throw told.is('E_MISSING_INPUT')
        ? told.with({ replay: replayOf(host.argv, command, told.context.missing) })
        : told
    } finally {
      if (app.hasSent()) sent()
      app.close()
    }
    if (completed) await again(completed)
  }
}

/** The command with what it lacked. @throws the error itself where that is not it, or nobody can be asked */
async function complete(app: App, command: Command, error: unknown): Promise<readonly string[]> {
  if (!(error instanceof CliError) || !error.is('E_MISSING_INPUT') || app.switches.noInput) throw error
  const { askMissing } = await import('./ask/ask-missing.ts')
  return askMissing(app, command, error)
}
