import { Command } from 'commander'
import type { Start } from '../start.ts'
import type { DevnetExecFlags } from './exec-run.ts'

export function devnetExecCommand(start: Start): Command {
  return new Command('exec')
    .description('Run a command against a fresh development chain, and end with its exit code')
    .argument('<command...>', 'the command, after --')
    .option('--scenario <file>', 'who owns what at block 0 (docs/devnet.md)')
    .usage('[options] -- <command...>')
    .action((argv: readonly string[], flags: DevnetExecFlags, self: Command) =>
      start(
        self,
        async (app, exitWith) =>
          exitWith(await (await import('./exec-run.ts')).runDevnetExec(app, argv, flags)),
        { endless: true },
      ),
    )
}
