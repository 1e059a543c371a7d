import { CliError } from '../errors/cli-error.ts'
import type { Files } from '../host/types.ts'
import { readTextFile, type TextFile, TextFileProblem, withoutMark } from './text-file.ts'

/** Variables of the file named by --dotenv. */
export interface EnvFile {
  readonly path: string
  readonly values: Readonly<Record<string, string>>
  /** Whether others on this machine may read it. */
  readonly isOpenToOthers: boolean
}

/**
 * Reads an env file. Its lines are what all readers of such files agree on; where they differ (a # or a quote in the
 * middle, a backslash in double quotes, values over several lines) the line is refused instead of guessed at.
 * @throws E_ENV_FILE naming the line
 */
export async function readEnvFile(files: Pick<Files, 'readStart' | 'info'>, path: string): Promise<EnvFile> {
  try {
    const file = await readTextFile(files, path)
    if (!file) throw new TextFileProblem('there is no such file')
    return { path, values: parseEnv(file.text), isOpenToOthers: isOpen(file) }
  } catch (error) {
    if (error instanceof TextFileProblem)
      throw new CliError('E_ENV_FILE', { path, problem: error.message }, { cause: error })
    throw error
  }
}

/** Of a file that root gave us to read, as a mounted secret, others' permissions are the only ones we have. */
const isOpen = ({ mode, owner }: TextFile) => owner !== 'root' && (mode & 0o044) !== 0

function parseEnv(text: string): Readonly<Record<string, string>> {
  const values: Record<string, string> = {}
  for (const [index, line] of withoutMark(text).split(/\r?\n/).entries()) {
    const bad = (problem: string) => new TextFileProblem(`line ${index + 1} ${problem}`)
    if (/^[ \t]*(#|$)/.test(line)) continue
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a value cannot hold
    if (/[\u0000-\u0008\u000a-\u001f\u007f]/.test(line)) throw bad('holds a control character')
    const match = /^[ \t]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_]*)[ \t]*=[ \t]*(.*?)[ \t]*$/u.exec(line)
    if (!match) throw bad('is not NAME=value')
    const [, name = '', rest = ''] = match
    if (!/^(TAOCTL|BT)_./.test(name)) throw bad(`sets ${name}; only TAOCTL_* and BT_* may be set`)
    if (Object.hasOwn(values, name)) throw bad(`sets ${name} a second time`)
    const value = readValue(rest)
    if (value === undefined) throw bad(`has a value of ${name} that needs quotes around it`)
    values[name] = value
  }
  return values
}

/** The value of what stands behind the equals sign; undefined where readers would differ. */
function readValue(text: string): string | undefined {
  const quoted = /^(?:'([^']*)'|"([^"\\]*)")[ \t]*(?:#.*)?$/u.exec(text)
  if (quoted) return quoted[1] ?? quoted[2]
  const plain = /^([^#'"`\\]*?)(?:(?:^|[ \t]+)#.*)?$/u.exec(text)
  return plain?.[1]
}
