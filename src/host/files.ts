import { randomUUID } from 'node:crypto'
import { constants, type Stats } from 'node:fs'
import {
  access,
  link,
  mkdir,
  mkdtemp,
  open,
  readdir,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { isOwn, ownerOf } from './ownership.ts'
import type { Files } from './types.ts'

const { O_APPEND, O_CREAT, O_NONBLOCK, O_RDONLY, O_WRONLY } = constants

/** The machine's file system, as a user with that number sees it; undefined: whose a file is cannot be told. */
export const filesOf = (user: number | undefined): Files => ({
  async read(path, most) {
    const content = await partAt(path, 0, most + 1)
    if (content && content.length > most) throw new Error(`it is larger than ${most} bytes`)
    return content
  },
  readStart: (path, length) => partAt(path, 0, length),
  readPart: partAt,
  list: async path => (await unlessMissing(readdir(path)))?.sort(),
  async info(path) {
    const found = await unlessMissing(stat(path))
    if (!found) return undefined
    const kind = found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other'
    const mode = found.mode & (kind === 'folder' ? 0o1777 : 0o777)
    const owner = ownerOf(found.uid, user)
    const uid = user === undefined ? undefined : found.uid
    const size = found.isFile() ? found.size : 0
    return { kind, mode, size, owner, uid, isOwn: isOwn({ kind, mode, owner }) }
  },
  async isWritable(path) {
    // What is missing would be made in the nearest folder above it.
    for (let at = path; ; at = dirname(at)) {
      try {
        await access(at, constants.W_OK)
        return at === path || (await stat(at)).isDirectory()
      } catch (error) {
        if (codeOf(error) !== 'ENOENT' || at === dirname(at)) return false
      }
    }
  },
  makeFolder,
  makeTemporaryFolder: prefix => mkdtemp(join(tmpdir(), prefix)),
  removeFolder: path => rm(path, { recursive: true, force: true }),
  write: (path, content, { mode, exclusive = false }) =>
    writeFile(path, content, { mode, flag: exclusive ? 'wx' : 'w' }),
  async replace(path, content, mode) {
    // What a link points to is replaced, not the link.
    const target = (await unlessMissing(realpath(path))) ?? path
    // Beside the file, because a rename works within one file system only.
    const temporary = `${target}.${randomUUID()}.tmp`
    try {
      await writeSynced(temporary, content, mode)
      await rename(temporary, target)
    } catch (error) {
      await rm(temporary, { force: true })
      throw error
    }
  },
  remove: path => rm(path, { force: true }),
  async append(path, content) {
    // Opening a pipe would wait for a reader.
    const file = await open(path, O_WRONLY | O_APPEND | O_CREAT | O_NONBLOCK, 0o600)
    try {
      const before = await file.stat()
      if (!before.isFile()) throw new Error('it is not a file')
      await file.writeFile(content)
      await file.sync()
      if (before.size === 0) await syncFolder(dirname(path))
    } finally {
      await file.close()
    }
  },
  async claim(path, content) {
    const temporary = `${path}.${randomUUID()}.tmp`
    try {
      await writeSynced(temporary, content, 0o600)
      // A link is made or refused as a whole: nobody ever sees the file without its content.
      await link(temporary, path)
      return true
    } catch (error) {
      if (codeOf(error) === 'EEXIST') return false
      throw error
    } finally {
      await rm(temporary, { force: true })
    }
  },
  async truncate(path, length) {
    const file = await open(path, 'r+')
    try {
      await file.truncate(length)
      await file.sync()
    } finally {
      await file.close()
    }
  },
})

/** The same where it does not matter whose a file is. */
export const nodeFiles: Files = filesOf(undefined)

async function writeSynced(path: string, content: Uint8Array, mode: number): Promise<void> {
  const file = await open(path, 'wx', mode)
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** A new name lasts through a loss of power only once its folder is on the disk too. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path)
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** Step by step: mkdir's own `recursive` never returns where no folder can be made in a parent that exists, as in /proc. */
async function makeFolder(path: string, mode: number): Promise<void> {
  const make = async () => {
    try {
      await mkdir(path, { mode })
    } catch (error) {
      const exists = codeOf(error) === 'EEXIST' && (await stat(path)).isDirectory()
      if (!exists) throw error
    }
  }
  try {
    await make()
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' || dirname(path) === path) throw error
    await makeFolder(dirname(path), mode)
    await make()
  }
}

/** Up to so many bytes of a file from one on. Looks before it opens, and again at what it opened. */
async function partAt(path: string, from: number, length: number): Promise<Uint8Array | undefined> {
  const found = await unlessMissing(stat(path))
  if (!found) return undefined
  requireFile(found, path)
  // Opening what has become a pipe in between would wait for a writer.
  const file = await unlessMissing(open(path, O_RDONLY | O_NONBLOCK))
  try {
    if (!file) return undefined
    const opened = await file.stat()
    requireFile(opened, path)
    const content = new Uint8Array(Math.min(length, Math.max(0, opened.size - from)))
    let filled = 0
    while (filled < content.length) {
      const { bytesRead } = await file.read(content, filled, content.length - filled, from + filled)
      if (bytesRead === 0) break
      filled += bytesRead
    }
    return content.subarray(0, filled)
  } finally {
    await file?.close()
  }
}

function requireFile(found: Stats, path: string): void {
  if (found.isFile()) return
  if (found.isDirectory()) throw Object.assign(new Error(`EISDIR: '${path}' is a folder`), { code: 'EISDIR' })
  throw new Error('it is not a file')
}

async function unlessMissing<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work
  } catch (error) {
    const code = codeOf(error)
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw error
  }
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code
