import { CliError, type Warning } from '../errors/cli-error.ts'
import type { FileInfo, Files } from '../host/types.ts'

/** A file of settings, or its folder, that somebody else can change. */
export interface Access {
  readonly path: string
  /** 'foreign': it is of another user, or open to everyone. 'group': to its group. */
  readonly by: 'foreign' | 'group'
  /** Number of the user it belongs to. */
  readonly uid: number
  /** Permission bits. */
  readonly mode: number
}

/**
 * Who else can change a file of settings: through the file itself, or through the folder it is in. The worst first;
 * empty where nobody can, there is no file, or the system does not tell.
 */
export async function accessTo(files: Pick<Files, 'info'>, path: string): Promise<readonly Access[]> {
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) || '/' : '.'
  const [file, around] = await Promise.all([infoOf(files, path), infoOf(files, folder)])
  if (!file) return []
  const found = [...accessBy(path, file), ...accessBy(folder, around)]
  return found.toSorted((a, b) => +(b.by === 'foreign') - +(a.by === 'foreign'))
}

const infoOf = (files: Pick<Files, 'info'>, path: string) => files.info(path).catch(() => undefined)

const GROUP = 0o020
const EVERYONE = 0o002
const STICKY = 0o1000

function accessBy(path: string, info: FileInfo | undefined): readonly Access[] {
  if (info?.uid === undefined) return []
  const { kind, mode, owner, uid } = info
  // In a sticky folder nobody can touch what is another's.
  const isOpenTo = (bits: number) => (mode & bits) !== 0 && !(kind === 'folder' && (mode & STICKY) !== 0)
  if (owner === 'other' || isOpenTo(EVERYONE)) return [{ path, by: 'foreign', uid, mode }]
  return isOpenTo(GROUP) ? [{ path, by: 'group', uid, mode }] : []
}

/** What no trade takes settings from. */
export function foreignError({ path, uid, mode }: Access): CliError {
  return new CliError('E_SETTINGS_FOREIGN', { path, uid, mode: modeText(mode) })
}

/** What is told of a file whose settings are used all the same. */
export function accessWarning({ path, by, uid, mode }: Access): Warning {
  const whose = `${path} (user ${uid}, mode ${modeText(mode)})`
  const message =
    by === 'group'
      ? `The group of ${whose} can change settings. Close it with: chmod g-w ${path}`
      : `Others can change settings through ${whose}; no trade uses them.`
  return { code: 'W_SETTINGS_FILE', message }
}

const modeText = (mode: number) => `0${mode.toString(8).padStart(3, '0')}`
