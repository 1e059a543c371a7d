import { isDeepStrictEqual } from 'node:util'
import { stringify } from 'smol-toml'
import { parseToml } from './file.ts'

/** A value of a config file; undefined takes the key away. */
export type Stored = string | bigint | undefined

/**
 * A config file with one key set or taken away, every other line as it was. Lines are tried one by one, and only a text
 * that parses to exactly the document meant is returned; undefined where there is none.
 * @throws TextFileProblem where the text is no TOML to begin with
 */
export function editToml(text: string, key: string, value: Stored): string | undefined {
  const { [key]: _, ...others } = parseToml(text)
  const meant = value === undefined ? others : { ...others, [key]: value }
  return candidates(text, key, value).find(candidate => isDocument(candidate, meant))
}

function isDocument(text: string, meant: Readonly<Record<string, unknown>>): boolean {
  try {
    return isDeepStrictEqual({ ...parseToml(text) }, meant)
  } catch {
    return false
  }
}

/** Texts that may be the one meant, the likeliest first. */
function candidates(text: string, key: string, value: Stored): readonly string[] {
  const lines = text.split(/(?<=\n)/)
  const entry = value === undefined ? undefined : stringify({ [key]: value }).trimEnd()
  const replaced = lines.flatMap((line, at) => {
    const changed = changeLine(line, key, entry)
    return changed === undefined ? [] : [lines.with(at, changed).join('')]
  })
  return entry === undefined ? [text, ...replaced] : [...replaced, ...withNewLine(lines, entry)]
}

// Key, value on one line, and what follows it: a comment or nothing.
const LINE =
  /^(\ufeff?[ \t]*)(?:"([\w-]+)"|'([\w-]+)'|([\w-]+))([ \t]*=[ \t]*)(?:"(?:[^"\\]|\\.)*"|'[^']*'|\[[^\]\n]*\]|[^\s"'#[]+)([ \t]*(?:#[^\r\n]*)?(?:\r?\n)?)$/

function changeLine(line: string, key: string, entry: string | undefined): string | undefined {
  const match = LINE.exec(line)
  if (!match) return undefined
  const [, indent = '', basic, literal, bare, equals = '', rest = ''] = match
  if ((basic ?? literal ?? bare) !== key) return undefined
  if (entry === undefined) return indent.startsWith('\ufeff') ? '\ufeff' : ''
  const [name, ...value] = entry.split(' = ')
  return `${indent}${name}${equals}${value.join(' = ')}${rest}`
}

/** The entry on a line of its own: at the end, or else before the first table. */
function withNewLine(lines: readonly string[], entry: string): readonly string[] {
  const newline = lines.some(line => line.endsWith('\r\n')) ? '\r\n' : '\n'
  const text = lines.join('')
  const whole = /^\ufeff?$|\n$/.test(text) ? text : `${text}${newline}`
  const table = lines.findIndex(line => /^[ \t]*\[/.test(line))
  const inserted = table < 0 ? [] : [lines.toSpliced(table, 0, `${entry}${newline}`).join('')]
  return [`${whole}${entry}${newline}`, ...inserted]
}
