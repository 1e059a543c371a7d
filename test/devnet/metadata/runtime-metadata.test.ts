import { readFileSync } from 'node:fs'
import { describe, expect, it, test } from 'vitest'
import { authorMetadata } from '../../../devnet/metadata/author.ts'
import { readMetadata } from '../../../devnet/metadata/runtime-metadata.ts'
import { startDevnet } from '../../../devnet/start.ts'
import { readRuntime } from '../../../src/scale/runtime.ts'
import { codeOf } from '../../support/failure.ts'
import { finneyFile } from '../../support/runtimes.ts'
import { startChain } from '../../support/test-chain.ts'
import { createManualClock } from '../node/manual-clock.ts'

describe('metadata that cannot be served', () => {
  const own = authorMetadata().v16
  test.each([
    ['is empty', new Uint8Array()],
    ['is something else', new TextEncoder().encode('{"meta":1}')],
    ['ends early', own.slice(0, 100)],
    ['is of a version without runtime APIs', authorMetadata().v14],
    ['is of an unknown version', Uint8Array.from([...own.slice(0, 4), 99, ...own.slice(5)])],
  ])('%s: E_METADATA', async (_, bytes) => {
    expect(await codeOf(() => readMetadata(bytes, 'x.scale'))).toEqual(['E_METADATA', 2])
    expect(await codeOf(() => startChain({ metadata: bytes }))).toEqual(['E_METADATA', 2])
  })
})

test('metadata of another runtime and a profile together: E_USAGE, as on the command line', async () => {
  const options = { clock: createManualClock(), metadata: authorMetadata().v16 }
  for (const profile of ['present', 'next'] as const) {
    // @ts-expect-error: the compiler refuses both, too
    expect(await codeOf(() => startDevnet({ ...options, profile }))).toEqual(['E_USAGE', 2])
  }
})

describe('older versions of metadata that was given', () => {
  it('are what this chain would author itself', () => {
    const { v14, v15, v16 } = authorMetadata()
    const given = readMetadata(v16, 'own')
    expect(given.served.v16).toEqual(v16)
    expect(given.served.v15).toEqual(v15)
    expect(given.served.v14).toEqual(v14)
    expect('v16' in readMetadata(v15, 'own').served).toBe(false)
  })

  it.for([393, 365])('tell of finney %i what its own version tells', (spec, { skip }) => {
    const file = finneyFile(spec)
    if (file === undefined) return skip('../shared/metadata is absent')
    const bytes = readFileSync(file)
    const older = readRuntime(readMetadata(bytes, 'finney').served.v15 ?? new Uint8Array())
    const newest = readRuntime(bytes)
    expect(older.pallets).toEqual(newest.pallets)
    expect(older.extensions.map(entry => entry.identifier)).toEqual(
      newest.extensions.map(entry => entry.identifier),
    )
    const items = (runtime: typeof older) =>
      runtime.storageItems().map(({ pallet, item, codec }) => [pallet, item, codec.prefix])
    expect(items(older)).toEqual(items(newest))
    expect(older.api('SwapRuntimeApi', 'current_alpha_price')).toBeDefined()
  })
})
