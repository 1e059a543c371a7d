import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import type { Files } from './types.ts'

/** The machine's file system. */
export const nodeFiles: Files = {
  read: path => unlessMissing(readFile(path)),
  list: async path => (await unlessMissing(readdir(path)))?.sort(),
  async info(path) {
    const found = await unlessMissing(stat(path))
    if (!found) return undefined
    const kind = found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other'
    return { kind, mode: found.mode & 0o777 }
  },
  async makeFolder(path, mode) {
    await mkdir(path, { recursive: true, mode })
  },
  write: (path, content, { mode, exclusive = false }) =>
    writeFile(path, content, { mode, flag: exclusive ? 'wx' : 'w' }),
  async replace(path, content, mode) {
    // What a link points to is replaced, not the link.
    const target = (await unlessMissing(realpath(path))) ?? path
    // Beside the file, because a rename works within one file system only.
    const temporary = `${target}.${randomUUID()}.tmp`
    try {
      const file = await open(temporary, 'wx', mode)
      try {
        await file.writeFile(content)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(temporary, target)
    } catch (error) {
      await rm(temporary, { force: true })
      throw error
    }
  },
  remove: path => rm(path, { force: true }),
  async append(path, content) {
    const file = await open(path, 'a', 0o600)
    try {
      await file.writeFile(content)
      await file.sync()
    } finally {
      await file.close()
    }
  },
}

async function unlessMissing<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw error
  }
}
