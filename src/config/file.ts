import { parse, TomlError } from 'smol-toml'
import { CliError } from '../errors/cli-error.ts'
import type { Files } from '../host/types.ts'
import { similarTo } from './similar.ts'
import { fileKeys, listKeys } from './table.ts'
import { isVisible, readTextFile, TextFileProblem, withoutMark } from './text-file.ts'

/** The parsed content of a config file. */
export interface ConfigFile {
  readonly path: string
  readonly values: Readonly<Record<string, string>>
}

/**
 * Reads a TOML config file. Values may be text or whole numbers. A file that was named must exist.
 * @throws E_CONFIG_FILE
 */
export async function readConfigFile(
  files: Pick<Files, 'readStart' | 'info'>,
  path: string,
  named: boolean,
): Promise<ConfigFile | undefined> {
  try {
    const file = await readTextFile(files, path)
    if (file) return { path, values: configValues(parseToml(file.text)) }
    if (named) throw new TextFileProblem('there is no such file')
    return undefined
  } catch (error) {
    if (error instanceof TextFileProblem)
      throw new CliError('E_CONFIG_FILE', { path, problem: error.message }, { cause: error })
    throw error
  }
}

/** The keys and values of a TOML document. What is wrong is told by its place: the text may hold a key. @throws TextFileProblem */
export function parseToml(text: string): Readonly<Record<string, unknown>> {
  try {
    return parse(withoutMark(text), { integersAsBigInt: true })
  } catch (error) {
    const place = error instanceof TomlError ? ` (line ${error.line}, column ${error.column})` : ''
    throw new TextFileProblem(`is not valid TOML${place}`)
  }
}

function configValues(document: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const values: Record<string, string> = {}
  for (const [key, stored] of Object.entries(document)) {
    if (!fileKeys.includes(key)) throw new TextFileProblem(unknownKey(key))
    const value = listKeys.includes(key) ? joinedList(key, stored) : stored
    if (typeof value !== 'string' && typeof value !== 'bigint')
      throw new TextFileProblem(`'${key}' must be text or a whole number`)
    if (value === '') throw new TextFileProblem(`'${key}' is empty`)
    if (!isVisible(String(value))) throw new TextFileProblem(`'${key}' holds invisible characters`)
    values[key] = String(value)
  }
  return values
}

/** A list as the text with commas that it means. */
function joinedList(key: string, value: unknown): unknown {
  if (!Array.isArray(value)) return value
  const isText = (entry: unknown) => typeof entry === 'string' && entry !== '' && !entry.includes(',')
  if (!value.every(isText)) throw new TextFileProblem(`'${key}' must be a list of texts without commas`)
  return value.join(',')
}

function unknownKey(key: string): string {
  const meant = similarTo(key, fileKeys)
  const hint = meant === undefined ? '' : `, did you mean '${meant}'?`
  return `unknown key '${key.slice(0, 40)}'${hint} (known: ${fileKeys.join(', ')})`
}
