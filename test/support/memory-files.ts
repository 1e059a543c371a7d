import { isOwn } from '../../src/host/ownership.ts'
import type { FileInfo, Files } from '../../src/host/types.ts'

/** A file system in memory, with what tests look at. Paths are absolute. */
export interface MemoryFiles extends Files {
  /** Text of every file by path. */
  text(path: string): string | undefined
  readonly paths: readonly string[]
  /** Paths asked for by `read`, in order. */
  readonly opened: readonly string[]
  mode(path: string): number | undefined
  put(path: string, content: string | Uint8Array): void
  /** Makes every access to a path fail with a system error code, as in 'EACCES'. */
  fail(path: string, code: string): void
  /** Gives a path another mode, or another owner. */
  change(path: string, to: { readonly mode?: number; readonly owner?: FileInfo['owner'] }): void
  /** Puts something there that is neither file nor folder, as a pipe; nothing reads it. */
  putOther(path: string): void
}

/** Behaves like the real one where callers can tell: missing parents, exclusive creation, folders that are files. */
export function memoryFiles(start: Readonly<Record<string, string | Uint8Array>> = {}): MemoryFiles {
  const files = new Map<string, Uint8Array>()
  const modes = new Map<string, number>()
  const folders = new Set<string>(['/'])
  const failing = new Map<string, string>()
  const others = new Set<string>()
  const owners = new Map<string, FileInfo['owner']>()
  const opened: string[] = []

  const check = (path: string) => {
    if (!path.startsWith('/') || path.includes('\0')) throw new Error(`not an absolute path: ${path}`)
    const code = failing.get(path)
    if (code !== undefined) throw systemError(code, path)
  }
  const addFolders = (path: string, mode: number) => {
    for (const folder of parentsOf(`${path}/x`)) {
      if (files.has(folder)) throw systemError('EEXIST', folder)
      if (!folders.has(folder)) modes.set(folder, mode)
      folders.add(folder)
    }
  }
  const put = (path: string, content: string | Uint8Array) => {
    addFolders(parentOf(path), 0o755)
    files.set(path, typeof content === 'string' ? new TextEncoder().encode(content) : content)
    if (!modes.has(path)) modes.set(path, 0o644)
  }
  const store = (path: string, content: Uint8Array, mode: number) => {
    if (!folders.has(parentOf(path))) throw systemError('ENOENT', path)
    if (folders.has(path)) throw systemError('EISDIR', path)
    if (!modes.has(path)) modes.set(path, mode)
    files.set(path, Uint8Array.from(content))
  }
  const contentOf = (path: string) => {
    check(path)
    if (folders.has(path)) throw systemError('EISDIR', path)
    if (others.has(path)) throw new Error('it is not a file')
    return files.get(path)
  }
  for (const [path, content] of Object.entries(start)) put(path, content)

  return {
    opened,
    get paths() {
      return [...files.keys()].sort()
    },
    text: path => (files.has(path) ? new TextDecoder().decode(files.get(path)) : undefined),
    mode: path => modes.get(path),
    put,
    putOther(path) {
      addFolders(parentOf(path), 0o755)
      others.add(path)
    },
    change(path, { mode, owner }) {
      if (mode !== undefined) modes.set(path, mode)
      if (owner !== undefined) owners.set(path, owner)
    },
    fail: (path, code) => void failing.set(path, code),
    async read(path, most) {
      opened.push(path)
      const content = contentOf(path)
      if (content && content.length > most) throw new Error(`it is larger than ${most} bytes`)
      return content && Uint8Array.from(content)
    },
    readStart: async (path, length) => contentOf(path)?.slice(0, length),
    readPart: async (path, from, length) => contentOf(path)?.slice(from, from + length),
    async list(path) {
      check(path)
      if (!folders.has(path)) return undefined
      return [...files.keys(), ...folders, ...others]
        .filter(each => each !== '/' && parentOf(each) === path)
        .map(each => each.slice(each.lastIndexOf('/') + 1))
        .sort()
    },
    async info(path): Promise<FileInfo | undefined> {
      check(path)
      const mode = modes.get(path) ?? 0o755
      const size = files.get(path)?.length ?? 0
      const owner = owners.get(path) ?? 'user'
      const found = (kind: FileInfo['kind']) => ({
        ...{ kind, mode, size, owner, uid: UIDS[owner] },
        isOwn: isOwn({ kind, mode, owner }),
      })
      if (folders.has(path)) return found('folder')
      if (others.has(path)) return found('other')
      return files.has(path) ? found('file') : undefined
    },
    async isWritable(path) {
      const at = [path, ...parentsOf(path).toReversed(), '/'].find(
        each => files.has(each) || folders.has(each),
      )
      return at !== undefined && !failing.has(at) && !failing.has(path) && (at === path || folders.has(at))
    },
    async makeFolder(path, mode) {
      check(path)
      addFolders(path, mode)
    },
    async makeTemporaryFolder(prefix) {
      const path = `/tmp/${prefix}${folders.size}`
      addFolders(path, 0o700)
      return path
    },
    async removeFolder(path) {
      const isIn = (each: string) => each === path || each.startsWith(`${path}/`)
      for (const each of [...files.keys(), ...folders].filter(isIn)) {
        files.delete(each)
        folders.delete(each)
        modes.delete(each)
      }
    },
    async write(path, content, { mode, exclusive = false }) {
      check(path)
      if (exclusive && (files.has(path) || others.has(path))) throw systemError('EEXIST', path)
      store(path, content, mode)
    },
    async replace(path, content, mode) {
      check(path)
      store(path, content, mode)
      modes.set(path, mode)
    },
    async remove(path) {
      check(path)
      files.delete(path)
      modes.delete(path)
    },
    async append(path, content) {
      check(path)
      if (others.has(path)) throw new Error('it is not a file')
      store(path, Uint8Array.from(Buffer.concat([files.get(path) ?? new Uint8Array(), content])), 0o600)
    },
    async claim(path, content) {
      check(path)
      if (files.has(path) || folders.has(path) || others.has(path)) return false
      store(path, content, 0o600)
      return true
    },
    async truncate(path, length) {
      check(path)
      const content = files.get(path)
      if (!content) throw systemError('ENOENT', path)
      files.set(path, content.slice(0, length))
    },
  }
}

const UIDS = { user: 1000, root: 0, other: 1001 }

const parentOf = (path: string) => path.slice(0, path.lastIndexOf('/')) || '/'

const parentsOf = (path: string): readonly string[] =>
  path
    .split('/')
    .slice(1, -1)
    .map((_, i, parts) => `/${parts.slice(0, i + 1).join('/')}`)

const systemError = (code: string, path: string) =>
  Object.assign(new Error(`${code}: simulated, '${path}'`), { code })
