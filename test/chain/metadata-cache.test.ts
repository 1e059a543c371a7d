import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openMetadataCache } from '../../src/chain/metadata/cache.ts'
import { findNetwork } from '../../src/chain/network/network.ts'
import { nodeFiles } from '../../src/host/files.ts'
import type { Hex } from '../../src/scale/bytes.ts'
import { memoryFiles } from '../support/memory-files.ts'

const folder = '/cache/taoctl/metadata'
const runtime = { genesis: `0x${'ab'.repeat(32)}` as Hex, specVersion: 425 }
const one = Uint8Array.of(1, 2, 3)
const two = Uint8Array.of(4, 5)

const open = (files = memoryFiles()) => ({ files, cache: openMetadataCache(files, folder) })

test('what was kept is read again, for that runtime only', async () => {
  const { files, cache } = open()
  expect(await cache.read(runtime)).toBeUndefined()
  await cache.write(runtime, one)
  expect(await cache.read(runtime)).toEqual(one)
  expect(await cache.read({ ...runtime, specVersion: 42 })).toBeUndefined()
  expect(await cache.read({ ...runtime, genesis: `0x${'cd'.repeat(32)}` })).toBeUndefined()
  expect(files.paths.map(path => files.mode(path))).toEqual([0o600])
})

test('new content takes the place of the old', async () => {
  const { files, cache } = open()
  await cache.write(runtime, one)
  await cache.write(runtime, two)
  expect(await cache.read(runtime)).toEqual(two)
  expect(files.paths).toHaveLength(1)
})

describe('what is not whole', () => {
  test.each([
    ['cut off', one.slice(0, 2)],
    ['empty', new Uint8Array()],
    ['longer', Uint8Array.of(...one, 0)],
    ['changed by a bit', Uint8Array.of(1, 2, 2)],
  ])('%s is ignored and removed', async (_, damaged) => {
    const { files, cache } = open()
    await cache.write(runtime, one)
    for (const path of files.paths) files.put(path, damaged)
    expect(await cache.read(runtime)).toBeUndefined()
    expect(files.paths).toEqual([])
    await cache.write(runtime, one)
    expect(await cache.read(runtime)).toEqual(one)
  })

  test('two contents for one runtime are both distrusted, until one is written', async () => {
    const { files, cache } = open()
    const other = open()
    await cache.write(runtime, one)
    await other.cache.write(runtime, two)
    for (const path of other.files.paths) files.put(path, two)
    expect(await cache.read(runtime)).toBeUndefined()
    await cache.write(runtime, two)
    expect(await cache.read(runtime)).toEqual(two)
  })
})

test('keeps a bounded number of runtimes, the newest among them', async () => {
  const { files, cache } = open()
  for (let specVersion = 1; specVersion <= 40; specVersion++) {
    await cache.write({ ...runtime, specVersion }, one)
    expect(await cache.read({ ...runtime, specVersion })).toEqual(one)
  }
  expect(files.paths.length).toBe(16)
})

test('what a public network has is kept, however many development chains come and go', async () => {
  const { cache } = open()
  const finney = findNetwork('finney').genesis as typeof runtime.genesis
  await cache.write({ genesis: finney, specVersion: 475 }, one)
  for (let start = 1; start <= 40; start++) {
    const genesis: typeof runtime.genesis = `0x${(0x80 + start).toString(16).repeat(32)}`
    await cache.write({ genesis, specVersion: 425 }, two)
  }
  expect(await cache.read({ genesis: finney, specVersion: 475 })).toEqual(one)
})

test.each(['EACCES', 'EROFS', 'ENOSPC'])('a folder that fails with %s fails nobody', async code => {
  const { files, cache } = open()
  files.fail(folder, code)
  await cache.write(runtime, one)
  expect(await cache.read(runtime)).toBeUndefined()
})

test('many writers at once on a real disk leave one whole file', async () => {
  const real = await mkdtemp(join(tmpdir(), 'taoctl-cache-'))
  const content = new Uint8Array(400_000).fill(7)
  try {
    await Promise.all(
      Array.from({ length: 12 }, () => openMetadataCache(nodeFiles, real).write(runtime, content)),
    )
    expect(await readdir(real)).toHaveLength(1)
    const read = await openMetadataCache(nodeFiles, real).read(runtime)
    expect(read && Buffer.compare(read, content)).toBe(0)
  } finally {
    await rm(real, { recursive: true })
  }
})
