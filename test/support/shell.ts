/** Words of the command that a text ends with, as a shell would split it; quotes as `shellLine` writes them. */
export function printedCommand(text: string): readonly string[] {
  const line = /\btaoctl ([^\n]*)$/.exec(text)?.[1]
  if (line === undefined) throw new Error(`no command at the end of: ${text}`)
  const words = line.match(/(?:'[^']*'|\\'|[^\s'\\])+/g) ?? []
  return words.map(word =>
    word.replace(/\\'|'([^']*)'/g, (whole, quoted) => (whole === "\\'" ? "'" : quoted)),
  )
}
