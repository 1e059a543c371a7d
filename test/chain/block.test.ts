import { expect, test } from 'vitest'
import { readBlock } from '../../src/chain/outcome/block.ts'
import { readHeader } from '../../src/chain/read/header.ts'
import { fromHex, type Hex } from '../../src/scale/bytes.ts'
import { orderedTrieRoot } from '../../src/scale/ordered-trie.ts'
import { codeOf } from '../support/failure.ts'

// Hashing takes far longer than sending: a block that no chain can have must not stop the clock of the command.

const zeros: Hex = `0x${'00'.repeat(32)}`

function blockOf(extrinsics: readonly Hex[], extrinsicsRoot: Hex) {
  const digest = { logs: [] }
  const header = { parentHash: zeros, number: '0x1', stateRoot: zeros, extrinsicsRoot, digest }
  const request = async () => ({ block: { header, extrinsics } })
  return readBlock({ request }, readHeader(header).hash)
}

const many = (count: number, bytes: number) =>
  Array.from({ length: count }, (): Hex => `0x${'00'.repeat(bytes)}`)

test.each([
  ['of ten megabytes', many(10, 1 << 20)],
  ['of two thousand extrinsics', many(2_000, 150)],
])('a block %s is read', async (_, extrinsics) => {
  const root = orderedTrieRoot(extrinsics.map(fromHex), 'v1')
  expect((await blockOf(extrinsics, root))?.extrinsics).toHaveLength(extrinsics.length)
})

test.each([
  ['more extrinsics', many(400_000, 4)],
  ['more bytes', many(15, 1 << 20)],
])('a block of %s than any has is refused before they are hashed', async (_, extrinsics) => {
  const start = performance.now()
  expect(await codeOf(blockOf(extrinsics, zeros))).toEqual(['E_ENDPOINT', 6])
  expect(performance.now() - start).toBeLessThan(500)
})
