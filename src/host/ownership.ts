import type { FileInfo } from './types.ts'

/**
 * Whose a file is to a user, by their numbers. The process tells its own; the database of users need not know it, as in
 * a container that runs under a number alone. Undefined: the system does not tell.
 */
export function ownerOf(uid: number, user: number | undefined): FileInfo['owner'] {
  if (uid === user) return 'user'
  return uid === 0 && user !== undefined ? 'root' : 'other'
}

/**
 * Whether nobody but the user, and root who may do anything, can change it. In a sticky folder others can add files, but
 * touch none that are there.
 */
export function isOwn({ kind, mode, owner }: Pick<FileInfo, 'kind' | 'mode' | 'owner'>): boolean {
  const isClosed = (mode & 0o022) === 0
  const isSticky = kind === 'folder' && (mode & STICKY) !== 0
  return owner !== 'other' && (isClosed || isSticky)
}

const STICKY = 0o1000
