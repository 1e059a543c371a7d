/** A record of a CSV text. */
interface CsvRecord {
  /** 1-based line it begins on. */
  readonly line: number
  readonly cells: readonly string[]
}

/** Quoted, with quotes inside doubled, or plain; then what ends the cell. */
const CELL = /[ \t]*(?:"((?:[^"]|"")*)"[ \t]*|([^,\r\n]*))(,|\r?\n|\r|$)/y
/** A line that says nothing. */
const NO_RECORD = /[ \t]*(?:#[^\r\n]*)?(?:\r?\n|\r|$)/y

/**
 * Records of comma-separated values as RFC 4180 has them: a quoted cell may hold commas, quotes and breaks. Blank lines,
 * lines that begin with #, and spaces around cells are left out.
 */
export function readCsv(text: string): readonly CsvRecord[] {
  const source = text.replace(/^\uFEFF/, '')
  const records: CsvRecord[] = []
  let at = 0
  const next = (pattern: RegExp): RegExpExecArray | null => {
    const sticky = new RegExp(pattern)
    sticky.lastIndex = at
    const found = sticky.exec(source)
    if (found !== null) at = sticky.lastIndex
    return found
  }
  while (at < source.length) {
    if (next(NO_RECORD)) continue
    const line = source.slice(0, at).split(/\r\n|\r|\n/).length
    const cells: string[] = []
    for (let end: string | undefined = ','; end === ','; ) {
      const [, quoted, plain = '', after] = next(CELL) ?? []
      cells.push(quoted === undefined ? plain.trim() : quoted.replaceAll('""', '"'))
      end = after
    }
    records.push({ line, cells })
  }
  return records
}
