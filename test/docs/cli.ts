import type { Argument, Command, Option } from 'commander'
import { aliases } from '../../src/commands/grammar/aliases.ts'
import { examples } from '../../src/commands/grammar/examples.ts'
import { buildProgram } from '../../src/commands/grammar/program.ts'
import { commandTree } from '../support/command-tree.ts'
import { testWorld } from '../support/test-host.ts'

const cell = (text: string) => text.replaceAll('|', '\\|')

function optionRow({ flags, description, defaultValue, argChoices, mandatory }: Option): string {
  const notes = [
    ...(argChoices ? [`one of ${argChoices.join(', ')}`] : []),
    ...(defaultValue === undefined || typeof defaultValue === 'boolean' ? [] : [`default ${defaultValue}`]),
    ...(mandatory ? ['required'] : []),
  ]
  const note = notes.length > 0 ? ` (${notes.join('; ')})` : ''
  return `| \`${cell(flags)}\` | ${cell(description)}${cell(note)} |`
}

const argumentRow = (argument: Argument) =>
  `| \`${argument.required ? `<${argument.name()}>` : `[${argument.name()}]`}\` | ${cell(argument.description)} |`

function table(rows: readonly string[], first: string): readonly string[] {
  return rows.length === 0 ? [] : [`| ${first} | |`, '|---|---|', ...rows, '']
}

function section(name: string, command: Command): readonly string[] {
  return [
    `## taoctl ${name}`,
    '',
    `${command.description()}.`,
    '',
    ...table(command.registeredArguments.map(argumentRow), 'argument'),
    ...table(command.options.filter(({ hidden }) => !hidden).map(optionRow), 'option'),
    ...(examples[name] ? ['```sh', ...examples[name], '```', ''] : []),
  ]
}

/** docs/cli.md, from the command tree. */
export function cliPage(): string {
  const program = buildProgram(testWorld([]).host, async () => undefined)
  return [
    '# Commands',
    '',
    'Made from the command tree; `taoctl <command> --help` says the same. Settings behind the options, with their',
    'variables: [config.md](config.md). What each prints with `--json`: [json.md](json.md).',
    '',
    'A trade that lacks its wallet, position, subnet, hotkey, new owner or amount asks for it where a person is at the',
    'terminal: type a number, or letters to narrow a list down. The command that needs no such questions is told then.',
    '',
    ...commandTree().flatMap(({ name, command }) => section(name, command)),
    '## Options for every command',
    '',
    ...table(program.options.map(optionRow), 'option'),
    '## Other spellings',
    '',
    "Most are btcli's; [from-btcli.md](from-btcli.md) tells where a word means something else here.",
    '',
    ...table(
      Object.entries(aliases).map(([other, own]) => `| \`${other}\` | \`${own}\` |`),
      'spelling',
    ),
  ].join('\n')
}
