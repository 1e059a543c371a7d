import { execFile } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { filesOf, nodeFiles } from '../../src/host/files.ts'
import { ownerOf } from '../../src/host/ownership.ts'
import type { Files } from '../../src/host/types.ts'
import { memoryFiles } from '../support/memory-files.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'taoctl-files-'))
})
afterEach(() => rm(folder, { recursive: true }))

// The same of the real files and of those tests use, so that the one may stand for the other.
describe.each<[string, () => Promise<Files>]>([
  ['on the disk', async () => filesOf(process.getuid?.())],
  [
    'in memory',
    async () => {
      const files = memoryFiles()
      await files.makeFolder(folder, 0o700)
      return files
    },
  ],
])('files %s', (_, open) => {
  test('are read as they were written, and nothing is read where there is none', async () => {
    const files = await open()
    await files.write(`${folder}/a`, bytes('hello'), { mode: 0o600 })
    expect(new TextDecoder().decode(await files.read(`${folder}/a`, 100))).toBe('hello')
    expect(await files.read(`${folder}/b`, 100)).toBeUndefined()
    expect(await files.read(`${folder}/b/c`, 100)).toBeUndefined()
    expect(await files.list(`${folder}/b`)).toBeUndefined()
    expect(await files.info(`${folder}/b`)).toBeUndefined()
  })

  test('may be written or made, or not', async () => {
    const files = await open()
    await files.write(`${folder}/a`, bytes('hello'), { mode: 0o600 })
    expect(await files.isWritable(folder)).toBe(true)
    expect(await files.isWritable(`${folder}/a`)).toBe(true)
    expect(await files.isWritable(`${folder}/b/c/d`)).toBe(true)
    expect(await files.isWritable(`${folder}/a/b`)).toBe(false)
  })

  test('cannot be made below a file', async () => {
    const files = await open()
    await files.write(`${folder}/a`, bytes('hello'), { mode: 0o600 })
    await expect(files.makeFolder(`${folder}/a/b`, 0o700)).rejects.toThrow()
    await expect(files.makeFolder(`${folder}/a`, 0o700)).rejects.toMatchObject({ code: 'EEXIST' })
    await files.makeFolder(`${folder}/b/c`, 0o700)
    await files.makeFolder(`${folder}/b/c`, 0o755)
    expect(await files.info(`${folder}/b/c`)).toEqual({
      kind: 'folder',
      mode: 0o700,
      size: 0,
      owner: 'user',
      uid: expect.any(Number),
      isOwn: true,
    })
  })

  test('are not read where they are larger than asked for', async () => {
    const files = await open()
    await files.write(`${folder}/a`, bytes('hello'), { mode: 0o600 })
    expect(await files.read(`${folder}/a`, 5)).toEqual(bytes('hello'))
    await expect(files.read(`${folder}/a`, 4)).rejects.toThrow('it is larger than 4 bytes')
  })

  test('show their beginning without the rest', async () => {
    const files = await open()
    await files.write(`${folder}/a`, bytes('hello'), { mode: 0o600 })
    expect(await files.readStart(`${folder}/a`, 2)).toEqual(bytes('he'))
    expect(await files.readStart(`${folder}/a`, 9)).toEqual(bytes('hello'))
    expect(await files.readStart(`${folder}/b`, 9)).toBeUndefined()
    await expect(files.readStart(folder, 9)).rejects.toMatchObject({ code: 'EISDIR' })
  })

  test('are appended to, and made for the owner alone', async () => {
    const files = await open()
    for (const text of ['one\n', 'two\n']) await files.append(`${folder}/j`, bytes(text))
    expect(new TextDecoder().decode(await files.read(`${folder}/j`, 100))).toBe('one\ntwo\n')
    expect(await files.info(`${folder}/j`)).toEqual({
      kind: 'file',
      mode: 0o600,
      size: 8,
      owner: 'user',
      uid: expect.any(Number),
      isOwn: true,
    })
  })

  test('are read in parts, up to their end', async () => {
    const files = await open()
    await files.append(`${folder}/j`, bytes('hello'))
    expect(await files.readPart(`${folder}/j`, 1, 3)).toEqual(bytes('ell'))
    expect(await files.readPart(`${folder}/j`, 3, 9)).toEqual(bytes('lo'))
    expect(await files.readPart(`${folder}/j`, 5, 9)).toEqual(bytes(''))
    expect(await files.readPart(`${folder}/x`, 0, 9)).toBeUndefined()
    await expect(files.readPart(folder, 0, 9)).rejects.toMatchObject({ code: 'EISDIR' })
  })

  test('are cut to a length', async () => {
    const files = await open()
    await files.append(`${folder}/j`, bytes('hello'))
    await files.truncate(`${folder}/j`, 2)
    await files.append(`${folder}/j`, bytes('y'))
    expect(new TextDecoder().decode(await files.read(`${folder}/j`, 100))).toBe('hey')
    await expect(files.truncate(`${folder}/x`, 0)).rejects.toMatchObject({ code: 'ENOENT' })
  })

  test('are claimed by one only, whole and for the owner alone, and nothing else is left in the folder', async () => {
    const files = await open()
    const claims = ['one', 'two', 'three'].map(text => files.claim(`${folder}/lock`, bytes(text)))
    expect((await Promise.all(claims)).filter(Boolean)).toHaveLength(1)
    expect(['one', 'two', 'three']).toContain(
      new TextDecoder().decode(await files.read(`${folder}/lock`, 100)),
    )
    expect(await files.info(`${folder}/lock`)).toMatchObject({ kind: 'file', mode: 0o600 })
    expect(await files.list(folder)).toEqual(['lock'])
    await files.remove(`${folder}/lock`)
    expect(await files.claim(`${folder}/lock`, bytes('four'))).toBe(true)
    await expect(files.claim(`${folder}/x/lock`, bytes(''))).rejects.toMatchObject({ code: 'ENOENT' })
  })

  test('are not overwritten where that was forbidden', async () => {
    const files = await open()
    await files.write(`${folder}/a`, bytes('precious'), { mode: 0o600 })
    const again = files.write(`${folder}/a`, bytes('new'), { mode: 0o600, exclusive: true })
    await expect(again).rejects.toMatchObject({ code: 'EEXIST' })
    expect(new TextDecoder().decode(await files.read(`${folder}/a`, 100))).toBe('precious')
  })

  test('are replaced as a whole, with the mode asked for, and nothing else is left in the folder', async () => {
    const files = await open()
    await files.write(`${folder}/a`, bytes('a long old text'), { mode: 0o644 })
    await files.replace(`${folder}/a`, bytes('new'), 0o600)
    await files.replace(`${folder}/b`, bytes('first'), 0o600)
    expect(new TextDecoder().decode(await files.read(`${folder}/a`, 100))).toBe('new')
    expect(await files.info(`${folder}/a`)).toEqual({
      kind: 'file',
      mode: 0o600,
      size: 3,
      owner: 'user',
      uid: expect.any(Number),
      isOwn: true,
    })
    expect(await files.list(folder)).toEqual(['a', 'b'])
    await expect(files.replace(`${folder}/x/c`, bytes(''), 0o600)).rejects.toMatchObject({ code: 'ENOENT' })
    await expect(files.replace(folder, bytes(''), 0o600)).rejects.toMatchObject({ code: 'EISDIR' })
  })

  test('are removed, whether there or not', async () => {
    const files = await open()
    await files.write(`${folder}/a`, bytes('x'), { mode: 0o600 })
    await files.remove(`${folder}/a`)
    await files.remove(`${folder}/a`)
    expect(await files.list(folder)).toEqual([])
  })

  test('are listed by name, folders and all', async () => {
    const files = await open()
    await files.makeFolder(`${folder}/c/d`, 0o700)
    await files.write(`${folder}/b`, bytes(''), { mode: 0o600 })
    await files.write(`${folder}/a`, bytes(''), { mode: 0o600 })
    expect(await files.list(folder)).toEqual(['a', 'b', 'c'])
    expect(await files.info(`${folder}/c`)).toEqual({
      kind: 'folder',
      mode: 0o700,
      size: 0,
      owner: 'user',
      uid: expect.any(Number),
      isOwn: true,
    })
  })

  test('need their folder, and a folder is no file', async () => {
    const files = await open()
    await expect(files.append(`${folder}/x/j`, bytes(''))).rejects.toMatchObject({ code: 'ENOENT' })
    await expect(files.read(folder, 100)).rejects.toMatchObject({ code: 'EISDIR' })
  })
})

test('a pipe that nobody writes to is no file, and is not waited for', async () => {
  const path = join(folder, 'pipe')
  await promisify(execFile)('mkfifo', [path])
  const notFile = { message: 'it is not a file' }
  await expect(nodeFiles.read(path, 100)).rejects.toMatchObject(notFile)
  await expect(nodeFiles.readStart(path, 100)).rejects.toMatchObject(notFile)
  await expect(nodeFiles.readPart(path, 0, 100)).rejects.toMatchObject(notFile)
  await expect(nodeFiles.append(path, bytes('x'))).rejects.toThrow()
})

test('a folder that cannot be made is an error, not a wait without an end', async () => {
  await nodeFiles.write(join(folder, 'file'), bytes(''), { mode: 0o600 })
  await expect(nodeFiles.makeFolder(join(folder, 'file', 'x', 'y'), 0o700)).rejects.toMatchObject({
    code: 'ENOTDIR',
  })
  await expect(nodeFiles.makeFolder(join(folder, 'file'), 0o700)).rejects.toMatchObject({ code: 'EEXIST' })
  if (process.platform !== 'linux') return
  await expect(nodeFiles.makeFolder('/proc/none/x/y', 0o700)).rejects.toMatchObject({ code: 'ENOENT' })
})

test('many writers replacing one file leave one whole content', async () => {
  const contents = Array.from({ length: 20 }, (_, i) => bytes(String.fromCharCode(97 + i).repeat(100_000)))
  await Promise.all(contents.map(content => nodeFiles.replace(join(folder, 'f'), content, 0o600)))
  const text = await readFile(join(folder, 'f'), 'utf8')
  expect(text).toBe((text[0] ?? '').repeat(100_000))
  expect(await nodeFiles.list(folder)).toEqual(['f'])
})

test('replacing a link replaces what it points to', async () => {
  await writeFile(join(folder, 'real'), 'old')
  await symlink(join(folder, 'real'), join(folder, 'link'))
  await nodeFiles.replace(join(folder, 'link'), bytes('new'), 0o600)
  expect(await readFile(join(folder, 'real'), 'utf8')).toBe('new')
})

test('an existing journal keeps its mode and content', async () => {
  await writeFile(join(folder, 'j'), 'old\n', { mode: 0o640 })
  await chmod(join(folder, 'j'), 0o640)
  await nodeFiles.append(join(folder, 'j'), bytes('new\n'))
  expect(await readFile(join(folder, 'j'), 'utf8')).toBe('old\nnew\n')
  expect((await stat(join(folder, 'j'))).mode & 0o777).toBe(0o640)
})

test('links lead on, broken ones to nothing', async () => {
  await writeFile(join(folder, 'a'), 'x')
  await symlink(join(folder, 'a'), join(folder, 'link'))
  await symlink(join(folder, 'gone'), join(folder, 'broken'))
  expect((await nodeFiles.info(join(folder, 'link')))?.kind).toBe('file')
  expect(await nodeFiles.info(join(folder, 'broken'))).toBeUndefined()
})

describe('whose a file is', () => {
  const infoOf = async (path: string, user: number | undefined) => filesOf(user).info(path)
  const own = process.getuid?.()
  const judged = async (path: string, mode: number, user = own) => {
    await chmod(path, mode)
    return (await infoOf(path, user))?.isOwn
  }

  test('the user’s, as long as others may not write to it', async () => {
    const path = join(folder, 'a')
    await writeFile(path, 'x')
    for (const mode of [0o600, 0o644, 0o444]) expect(await judged(path, mode)).toBe(true)
    for (const mode of [0o620, 0o602, 0o666, 0o1666]) expect(await judged(path, mode)).toBe(false)
    expect(await infoOf(path, own)).toMatchObject({ owner: 'user' })
  })

  test('a sticky folder is, whoever may add to it; another one that others can write to is not', async () => {
    const path = join(folder, 'shared')
    await mkdir(path)
    expect([await judged(path, 0o777), await judged(path, 0o1777)]).toEqual([false, true])
    expect(await infoOf(path, own)).toMatchObject({ kind: 'folder', mode: 0o1777 })
  })

  test('root’s counts as the user’s; that of anybody else does not, nor where the system does not tell', async () => {
    const { uid } = await stat('/')
    if (uid !== 0) return
    expect(await infoOf('/', 12_345)).toMatchObject({ owner: 'root', isOwn: true })
    expect(await infoOf('/', 0)).toMatchObject({ owner: 'user', isOwn: true })
    expect(await infoOf('/', undefined)).toMatchObject({ owner: 'other', isOwn: false })
    expect([ownerOf(12_345, 54_321), ownerOf(12_345, 0), ownerOf(0, 12_345)]).toEqual([
      'other',
      'other',
      'root',
    ])
  })
})
