import { CliError } from '../errors/cli-error.ts'
import { messageOf } from '../errors/message.ts'
import type { Files } from '../host/types.ts'
import { editToml, type Stored } from './edit.ts'
import { parseToml } from './file.ts'
import type { ConfigPlace } from './load.ts'
import { readTextFile, TextFileProblem } from './text-file.ts'

/** What a change did to the config file. */
export interface Change {
  readonly path: string
  readonly name: string
  readonly value: string | undefined
  /** What stood there before. */
  readonly previous: string | undefined
  readonly isChanged: boolean
}

/**
 * Sets or takes away one key of the config file; a new file is 0600 in a folder 0700, an old one keeps its permissions.
 * Nothing is written unless the new text is proven to hold exactly the change.
 * @throws E_HOME, E_CONFIG_FILE, E_CONFIG_EDIT, E_CONFIG_WRITE
 */
export async function changeConfig(
  files: Pick<Files, 'readStart' | 'info' | 'makeFolder' | 'replace'>,
  place: ConfigPlace,
  name: string,
  value: Stored,
): Promise<Change> {
  const { isNamed } = place
  const path = pathOf(place)
  const { text, mode, values, edited } = await edit(files, path, isNamed, name, value)
  if (edited === undefined) throw new CliError('E_CONFIG_EDIT', { path, name })
  const previous = values[name]
  const isChanged = edited !== text
  if (isChanged) {
    try {
      if (mode === undefined) await files.makeFolder(path.slice(0, path.lastIndexOf('/')) || '/', 0o700)
      await files.replace(path, new TextEncoder().encode(edited), mode ?? 0o600)
    } catch (cause) {
      const problem = messageOf(cause)
      throw new CliError('E_CONFIG_WRITE', { path, problem }, { cause })
    }
  }
  const shown = (stored: unknown) =>
    typeof stored === 'string' || typeof stored === 'bigint' || Array.isArray(stored)
      ? String(stored)
      : undefined
  return { path, name, value: shown(value), previous: shown(previous), isChanged }
}

/** Keys the file holds now, known to taoctl or not. @throws E_CONFIG_FILE */
export async function storedKeys(
  files: Pick<Files, 'readStart' | 'info'>,
  place: ConfigPlace,
): Promise<readonly string[]> {
  return Object.keys((await current(files, pathOf(place), false)).values)
}

function pathOf({ path }: ConfigPlace): string {
  if (path !== undefined) return path
  throw new CliError('E_HOME', { what: 'The config file', instead: 'set XDG_CONFIG_HOME' })
}

async function edit(
  files: Pick<Files, 'readStart' | 'info'>,
  path: string,
  isNamed: boolean,
  name: string,
  value: Stored,
) {
  const file = await current(files, path, isNamed)
  return { ...file, edited: file.values[name] === value ? file.text : editToml(file.text, name, value) }
}

async function current(files: Pick<Files, 'readStart' | 'info'>, path: string, isNamed: boolean) {
  try {
    const file = await readTextFile(files, path)
    if (!file && isNamed) throw new TextFileProblem('there is no such file')
    return { text: file?.text ?? '', mode: file?.mode, values: parseToml(file?.text ?? '') }
  } catch (error) {
    if (error instanceof TextFileProblem)
      throw new CliError('E_CONFIG_FILE', { path, problem: error.message }, { cause: error })
    throw error
  }
}
