/** What to do next, told as `<text>: <command>`: the command stands last, and can be run as it stands. */
export interface NextCommand {
  readonly text: string
  /** Its words after `taoctl`, without what says who and where. */
  readonly run: readonly string[]
}

/** Writes commands so that they can be run: with the options that say who and where, quoted for a shell. */
export interface Commands {
  /** A command alone. */
  line(run: readonly string[]): string
  /** What to do next; what had to be left out of the command is said before it. */
  tell(next: NextCommand): string
}

/** A command line as a shell takes it. */
export function shellLine(words: readonly string[]): string {
  return ['taoctl', ...words.map(shellWord)].join(' ')
}

/** Commands as the documentation has them: of whoever runs them with what is set for good. */
export const plainCommands: Commands = {
  line: shellLine,
  tell: ({ text, run }) => `${text}: ${shellLine(run)}`,
}

/** A word a shell would read otherwise, in quotes. */
export const shellWord = (word: string) =>
  /^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
