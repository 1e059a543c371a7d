import { describe, expect, test } from 'vitest'
import { findNetwork, findWitness } from '../../src/chain/network/network.ts'
import { codeOf, failureOf } from '../support/failure.ts'

const FINNEY = '0x2f0555cc76fc2840a25a6ea3b9637146806f1f44b090c175ffde2a7e5ab36c03'
const TEST = '0x8f9cf856bf558a14440e75569c9e58594757048d7b3a84b5d25f6bd978263105'

test.each([
  ['finney', 'wss://entrypoint-finney.opentensor.ai:443', FINNEY, false],
  ['test', 'wss://test.finney.opentensor.ai:443', TEST, false],
  ['archive', 'wss://archive.chain.opentensor.ai:443', FINNEY, false],
  ['local', 'ws://127.0.0.1:9944', undefined, true],
])('%s is %s with its genesis', (name, endpoint, genesis, isLoopback) => {
  expect(findNetwork(name)).toEqual({ name, endpoint, genesis, isLoopback, fallbacks: [] })
})

test.each([
  'wss://example.org',
  'wss://example.org:9944/path?key=1',
  'ws://localhost:1',
])('%s is a custom network', url => {
  expect(findNetwork(url)).toMatchObject({ name: 'custom', endpoint: url, genesis: undefined })
})

test.each([
  '',
  'Finney',
  'finey',
  'mainnet',
  'toString',
  '__proto__',
  'http://127.0.0.1:9944',
  'https://example.org',
  'ws://',
  'ws:127.0.0.1',
  '127.0.0.1:9944',
  'wss://user:secret@example.org',
  'wss://user@example.org',
  'file:///etc/passwd',
  'wss://exa mple.org',
])('%j is no network', async text => {
  expect(await codeOf(() => findNetwork(text))).toEqual(['E_NETWORK_UNKNOWN', 2])
})

describe('without encryption', () => {
  test.each([
    'ws://127.0.0.1:9944',
    'ws://127.9.9.9',
    'ws://localhost',
    'ws://LOCALHOST:5',
    'ws://[::1]:9944',
    'ws://127.1',
    'ws://0x7f000001',
  ])('%s is this machine', url => {
    expect(findNetwork(url)).toMatchObject({ isLoopback: true })
  })

  test.each([
    'ws://example.org',
    'ws://10.0.0.1',
    'ws://0.0.0.0:9944',
    'ws://localhost.example.org',
    'ws://127.0.0.1.example.org',
    'ws://[::2]',
    'ws://example.org#127.0.0.1',
    'ws://example.org?localhost',
  ])('%s is another machine, and needs to be allowed', async url => {
    expect(await codeOf(() => findNetwork(url))).toEqual(['E_INSECURE_ENDPOINT', 2])
    expect(findNetwork(url, { insecure: true })).toMatchObject({ endpoint: url, isLoopback: false })
  })
})

test('an environment that lets any certificate pass is refused for wss, with the way to insist', async () => {
  const unchecked = { areCertificatesUnchecked: true }
  for (const text of ['finney', 'wss://example.org']) {
    expect(await codeOf(() => findNetwork(text, unchecked))).toEqual(['E_TLS_UNCHECKED', 2])
    expect(findNetwork(text, { ...unchecked, insecure: true }).isLoopback).toBe(false)
  }
  const fallbacks = ['wss://example.org']
  expect(await codeOf(() => findNetwork('local', { ...unchecked, fallbacks }))).toEqual([
    'E_TLS_UNCHECKED',
    2,
  ])
  expect(findNetwork('local', unchecked).name).toBe('local')
})

describe('an endpoint is no witness of itself', () => {
  test.each([
    ['ws://127.0.0.1:9944', 'ws://localhost:9944'],
    ['ws://localhost:9944', 'ws://127.0.0.1:9944/other'],
    ['ws://localhost:9944', 'ws://[::1]:9944'],
    ['ws://127.0.0.1:9944', 'ws://127.0.0.2:9944'],
    ['wss://example.org', 'wss://example.org:443/x'],
    ['wss://example.org', 'wss://EXAMPLE.org.'],
  ])('%s and %s', async (url, witness) => {
    expect(await codeOf(() => findWitness(witness, findNetwork(url), {}))).toEqual(['E_USAGE', 2])
  })

  test('another port or host of its own is another', () => {
    const network = findNetwork('ws://127.0.0.1:9944')
    for (const url of ['ws://localhost:9945', 'wss://example.org:9944']) {
      expect(findWitness(url, network, {}).endpoint).toBe(url)
    }
  })
})

describe('an expected genesis', () => {
  test('holds for a URL', () => {
    expect(findNetwork('wss://example.org', { genesis: TEST }).genesis).toBe(TEST)
  })

  test('may repeat the pinned one, and cannot replace it', async () => {
    expect(findNetwork('finney', { genesis: FINNEY }).genesis).toBe(FINNEY)
    const failure = await failureOf(() => findNetwork('finney', { genesis: TEST }))
    expect(failure.code).toBe('E_GENESIS')
    expect(failure.message).toContain(FINNEY)
    expect(failure.message).toContain(TEST)
  })
})
