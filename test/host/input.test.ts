import { execFile, spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readInput } from '../../src/host/input.ts'

let folder: string
let leave: AbortController
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'taoctl-input-'))
  leave = new AbortController()
})
afterEach(() => rm(folder, { recursive: true }))

const read = async (from: string | number, length = 100) => {
  const content = await readInput(from, length, leave.signal)
  return content && new TextDecoder().decode(content)
}
const file = async (content: string) => {
  const path = join(folder, 'file')
  await writeFile(path, content)
  return path
}
const pipe = async () => {
  const path = join(folder, 'pipe')
  await promisify(execFile)('mkfifo', [path])
  return path
}

test('a file is read from its beginning, as far as asked', async () => {
  expect(await read(await file('hello'))).toBe('hello')
  expect(await read(await file('hello'), 2)).toBe('he')
  expect(await read(join(folder, 'none'))).toBeUndefined()
})

test('a folder and a device are refused', async () => {
  await expect(read(folder)).rejects.toThrow('it is neither a file nor a pipe')
  await expect(read('/dev/zero')).rejects.toThrow('it is neither a file nor a pipe')
})

describe('a pipe', () => {
  test('is read to its end, also when what it brings comes late and in parts', async () => {
    const path = await pipe()
    const words = read(path)
    spawn('sh', ['-c', `sleep 0.1; (printf one; sleep 0.1; printf two) > ${path}`], { stdio: 'ignore' })
    expect(await words).toBe('onetwo')
  })

  test('is read as far as asked, though it never ends', async () => {
    const path = await pipe()
    const words = read(path, 10)
    const writer = spawn('sh', ['-c', `yes > ${path}`], { stdio: 'ignore' })
    expect(await words).toBe('y\ny\ny\ny\ny\n')
    writer.kill()
  })

  test('that nobody writes to is given up', async () => {
    const words = read(await pipe())
    leave.abort()
    await expect(words).rejects.toThrow(/abort/i)
  })
})

test('an open descriptor of a file is read and left open; one that is not open is an error', async () => {
  const descriptor = openSync(await file('hello'), 'r')
  expect(await read(descriptor)).toBe('hello')
  closeSync(descriptor)
  await expect(read(descriptor)).rejects.toMatchObject({ code: 'EBADF' })
})
