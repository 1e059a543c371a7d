import type { Command, Option } from 'commander'
import { shellWord } from '../../errors/next-command.ts'
import { wordsWithoutKeys } from '../../errors/url.ts'

/**
 * The command as it was given with a place for each missing input, as in `taoctl stake swap --origin <netuid>`. Words
 * that a shell would read otherwise are quoted, and URLs stand without what may be a key.
 */
export function replayOf(argv: readonly string[], command: Command, missing: readonly string[]): string {
  const options = allOptions(command)
  const places = missing.map(name => {
    const option = options.find(({ long }) => long === name)
    return option ? [name, ...placeOf(option)].join(' ') : wordOf(command, name)
  })
  const given = argv.at(-1) === '--' ? argv.slice(0, -1) : argv
  return ['taoctl', ...withWords(wordsWithoutKeys(given).map(shellWord), places)].join(' ')
}

/** The arguments with more options, before what comes after `--`. */
export function withWords(argv: readonly string[], words: readonly string[]): readonly string[] {
  const end = argv.includes('--') ? argv.indexOf('--') : argv.length
  return [...argv.slice(0, end), ...words, ...argv.slice(end)]
}

/** Options of a command, those for every command last. */
export function allOptions(command: Command): readonly Option[] {
  return command.parent ? [...command.options, ...allOptions(command.parent)] : command.options
}

/** A missing word; those of another command come after `--`, so that its options stay its own. */
function wordOf({ registeredArguments }: Command, name: string): string {
  const argument = registeredArguments.find(each => name === `<${each.name()}>`)
  return argument?.variadic ? `-- ${name}` : name
}

/** '<netuid>' of '--origin <netuid>'. */
const placeOf = ({ flags }: Option): readonly string[] => /<[^>]*>/.exec(flags) ?? []
