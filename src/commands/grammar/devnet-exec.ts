import { Command } from 'commander'
import type { DevnetExecFlags } from '../devnet/exec.ts'
import type { Start } from '../start.ts'

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
          exitWith(await (await import('../devnet/exec.ts')).runDevnetExec(app, argv, flags)),
        { endless: true },
      ),
    )
}
