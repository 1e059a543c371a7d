import type { Command, Option } from 'commander'

/**
 * The command as it was given with a place for each missing input, as in `taoctl stake swap --origin <netuid>`. Words
 * that a shell would read otherwise are quoted.
 */
export function replayOf(argv: readonly string[], command: Command, missing: readonly string[]): string {
  const end = argv.includes('--') ? argv.indexOf('--') : argv.length
  const options = allOptions(command)
  const places = missing.map(name => {
    const option = options.find(({ long }) => long === name)
    return option ? [name, ...placeOf(option)].join(' ') : name
  })
  const words = [argv.slice(0, end).map(quoted), places, argv.slice(end).map(quoted)]
  return ['taoctl', ...words.flat()].join(' ')
}

/** Options of a command, those for every command last. */
function allOptions(command: Command): readonly Option[] {
  return command.parent ? [...command.options, ...allOptions(command.parent)] : command.options
}

/** '<netuid>' of '--origin <netuid>'. */
const placeOf = ({ flags }: Option): readonly string[] => /<[^>]*>/.exec(flags) ?? []

const quoted = (word: string) =>
  /^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
