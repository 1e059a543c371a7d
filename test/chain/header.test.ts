import { blake2AsHex } from '@polkadot/util-crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RunningDevnet } from '../../devnet/start.ts'
import { isDevelopmentGenesis } from '../../src/chain/network/development.ts'
import { readHeader } from '../../src/chain/read/header.ts'
import { codeOf } from '../support/failure.ts'
import { startChain } from '../support/test-chain.ts'

const hash = (byte: string) => `0x${byte.repeat(32)}`
const plain = {
  parentHash: hash('11'),
  number: '0x2a',
  stateRoot: hash('22'),
  extrinsicsRoot: hash('33'),
  digest: { logs: [] as readonly unknown[] },
}
/** The mark by hand: Other is variant 0, then 13 letters. */
const MARK = `0x0034${Buffer.from('taoctl devnet').toString('hex')}`
const ZERO = hash('00')

describe('the hash of a header', () => {
  test.each([
    ['one byte of number', '0x2a', 'a8'],
    ['zero', '0x0', '00'],
    ['the last of one byte', '0x3f', 'fc'],
    ['two bytes', '0x40', '0101'],
    ['four bytes', '0x4000', '02000100'],
    ['the last of four bytes', '0x3fffffff', 'feffffff'],
    ['five bytes', '0x40000000', '0300000040'],
    ['the largest', '0xffffffff', '03ffffffff'],
  ])('is BLAKE2b-256 of its parts, typed off by hand: %s', (_, number, compact) => {
    const scale = `0x${'11'.repeat(32)}${compact}${'22'.repeat(32)}${'33'.repeat(32)}00`
    const header = readHeader({ ...plain, number })
    expect(header.hash).toBe(blake2AsHex(scale, 256))
    expect(header.number).toBe(+number)
  })

  test('covers the digest items and their count', () => {
    const header = readHeader({ ...plain, digest: { logs: ['0x0601', '0x05ff'] } })
    const scale = `0x${'11'.repeat(32)}a8${'22'.repeat(32)}${'33'.repeat(32)}08060105ff`
    expect(header.hash).toBe(blake2AsHex(scale, 256))
  })

  describe('of a development chain', () => {
    let devnet: RunningDevnet
    beforeAll(async () => {
      devnet = await startChain({ seal: { kind: 'manual' } })
      devnet.newBlock()
    })
    afterAll(() => devnet.stop())

    test('is the one the chain knows it by', async () => {
      for (const number of [0, 1]) {
        const asked = await devnet.core.request('chain_getBlockHash', [number])
        expect(readHeader(await devnet.core.request('chain_getHeader', [asked])).hash).toBe(asked)
      }
    })

    test('its genesis bears the mark, its blocks do not', async () => {
      const header = async (number: number) => {
        const at = await devnet.core.request('chain_getBlockHash', [number])
        return readHeader(await devnet.core.request('chain_getHeader', [at]))
      }
      expect(isDevelopmentGenesis(await header(0))).toBe(true)
      expect(isDevelopmentGenesis(await header(1))).toBe(false)
    })
  })
})

describe('the development mark', () => {
  const genesis = { ...plain, number: '0x0', parentHash: ZERO, digest: { logs: [MARK] } }
  const isOne = (header: unknown) => isDevelopmentGenesis(readHeader(header))

  test('makes a genesis one of ours', () => {
    expect(isOne(genesis)).toBe(true)
  })

  test.each([
    ['in a later block', { ...genesis, number: '0x1' }],
    ['missing', { ...genesis, digest: { logs: [] } }],
    ['followed by another item', { ...genesis, digest: { logs: [MARK, '0x00'] } }],
    ['twice', { ...genesis, digest: { logs: [MARK, MARK] } }],
    ['of another kind', { ...genesis, digest: { logs: [MARK.replace('0x00', '0x06')] } }],
    ['with more letters', { ...genesis, digest: { logs: [`${MARK}00`] } }],
    ['with fewer letters', { ...genesis, digest: { logs: [MARK.slice(0, -2)] } }],
    ['with another letter', { ...genesis, digest: { logs: [MARK.replace(/.$/, '5')] } }],
  ])('counts for nothing when %s', (_, header) => {
    expect(isOne(header)).toBe(false)
  })
})

describe('no header is', () => {
  test.each([
    ['nothing', null],
    ['a text', 'header'],
    ['a list', [plain]],
    ['a number that is a number', { ...plain, number: 42 }],
    ['a number that is decimal', { ...plain, number: '42' }],
    ['a number too large', { ...plain, number: '0x100000000' }],
    ['an empty number', { ...plain, number: '0x' }],
    ['no parent', { ...plain, parentHash: undefined }],
    ['a short root', { ...plain, stateRoot: '0x22' }],
    ['a root that is no hex', { ...plain, extrinsicsRoot: `0x${'zz'.repeat(32)}` }],
    ['no digest', { ...plain, digest: undefined }],
    ['a digest item of half a byte', { ...plain, digest: { logs: ['0x0'] } }],
    ['a digest item that is none', { ...plain, digest: { logs: [{}] } }],
  ])('%s', async (_, header) => {
    expect(await codeOf(() => readHeader(header))).toEqual(['E_ENDPOINT', 6])
  })
})
