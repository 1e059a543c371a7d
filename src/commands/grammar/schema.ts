import { Command } from 'commander'
import type { Start } from '../start.ts'

/** `taoctl schema`: what a command prints with --json. */
export function schemaCommand(start: Start): Command {
  return new Command('schema')
    .description('The JSON Schema of what a command prints with --json; without a command, their names')
    .argument('[command...]', 'its words, as in `stake list`; or `error`')
    .action((words: readonly string[], _flags: unknown, self: Command) =>
      start(self, async app => (await import('../schema/schema.ts')).runSchema(app, words), {
        tolerant: true,
      }),
    )
}
