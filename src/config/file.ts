import { parse } from 'smol-toml'
import { CliError } from '../errors/cli-error.ts'
import type { Files } from '../host/types.ts'
import { type ConfigFile, fileKeys } from './settings.ts'

/**
 * Reads a TOML config file. Values may be text or whole numbers. A file that was named must exist.
 * @throws E_CONFIG_FILE
 */
export async function readConfigFile(
  files: Files,
  path: string,
  named: boolean,
): Promise<ConfigFile | undefined> {
  const bad = (problem: string, cause?: unknown) =>
    new CliError('E_CONFIG_FILE', { path, problem }, { cause })
  const content = await files.read(path).catch(error => {
    throw bad(error instanceof Error ? error.message : 'cannot be read', error)
  })
  if (!content) {
    if (named) throw bad('there is no such file')
    return undefined
  }
  const values: Record<string, string> = {}
  for (const [key, value] of Object.entries(parseToml(content, bad))) {
    if (!fileKeys.includes(key)) throw bad(`unknown key '${key}' (known: ${fileKeys.join(', ')})`)
    if (typeof value !== 'string' && typeof value !== 'bigint')
      throw bad(`'${key}' must be text or a whole number`)
    values[key] = String(value)
  }
  return { path, values }
}

function parseToml(
  content: Uint8Array,
  bad: (problem: string, cause: unknown) => CliError,
): Record<string, unknown> {
  try {
    return parse(new TextDecoder('utf-8', { fatal: true }).decode(content), { integersAsBigInt: true })
  } catch (error) {
    throw bad('is not valid TOML', error)
  }
}
