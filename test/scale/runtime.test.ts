import { describe, expect, test } from 'vitest'
import { authorMetadata } from '../../devnet/metadata/author.ts'
import { fromHex, toHex } from '../../src/scale/bytes.ts'
import { readRuntime } from '../../src/scale/runtime.ts'

const { v14, v15, v16 } = authorMetadata()
const ALICE = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY'

describe.each([
  ['v15', v15],
  ['v16', v16],
])('metadata %s', (_, bytes) => {
  const runtime = readRuntime(bytes)

  test('names calls, events and errors with their numbers and fields', () => {
    expect(runtime.variant('calls', 'SubtensorModule', 'swap_stake')).toMatchObject({
      palletIndex: 7,
      index: 87,
      fields: ['hotkey', 'origin_netuid', 'destination_netuid', 'alpha_amount'],
    })
    expect(runtime.variant('events', 'System', 'ExtrinsicSuccess')?.index).toBe(0)
    const error = runtime.variant('errors', 'SubtensorModule', 'AmountTooLow')
    expect(runtime.variantAt('errors', 7, error?.index ?? -1)).toEqual(error)
  })

  test('answers undefined for what is not there', () => {
    expect(runtime.variant('calls', 'SubtensorModule', 'nothing')).toBeUndefined()
    expect(runtime.variant('calls', 'Nothing', 'swap_stake')).toBeUndefined()
    expect(runtime.variantAt('errors', 250, 0)).toBeUndefined()
    expect(runtime.variantAt('errors', 7, 250)).toBeUndefined()
    expect(runtime.storage('System', 'Nothing')).toBeUndefined()
    expect(runtime.api('SwapRuntimeApi', 'nothing')).toBeUndefined()
    expect(runtime.api('toString', 'call')).toBeUndefined()
    expect(runtime.constant('System', 'Nothing')).toBeUndefined()
    expect(runtime.storageOf(`0x${'00'.repeat(32)}`)).toBeUndefined()
  })

  test('makes storage keys, and reads them back', () => {
    const account = runtime.storage('System', 'Account')
    // twox128("System") ++ twox128("Account"), known from every Substrate chain.
    expect(account?.prefix).toBe('0x26aa394eea5630e07c48ae0c9558cef7b99d880ec681799c0cf30e8886371da9')
    const key = account?.key(ALICE) ?? '0x'
    expect(account?.args(key)).toEqual([ALICE])
    expect(runtime.storageOf(key)).toMatchObject({ pallet: 'System', item: 'Account' })
  })

  test('reads constants', () => {
    expect(runtime.constant('Balances', 'ExistentialDeposit')).toBe(500n)
    expect(runtime.constant('SubtensorModule', 'InitialMinStake')).toBe(2_000_000n)
    expect(runtime.constant('System', 'SS58Prefix')).toBe(42)
  })

  test('encodes a call to bytes that can be typed off, and decodes them', () => {
    const args = { hotkey: ALICE, origin_netuid: 45, destination_netuid: 0, alpha_amount: 21_536_911_597n }
    const call = { type: 'SubtensorModule', value: { type: 'swap_stake', value: args } }
    const alice = 'd43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d'
    const hex = `0x0757${alice}2d000000ed30b30305000000` as const
    expect(toHex(runtime.call.enc(call))).toBe(hex)
    expect(runtime.call.dec(fromHex(hex))).toEqual(call)
  })

  test('lists the signed extensions in the order of the chain', () => {
    expect(runtime.extensions.map(extension => extension.identifier)).toEqual([
      ...['CheckNonZeroSender', 'CheckSpecVersion', 'CheckTxVersion', 'CheckGenesis', 'CheckMortality'],
      ...['CheckNonce', 'CheckWeight', 'ChargeTransactionPayment', 'SudoTransactionExtension'],
      ...['CheckShieldedTxValidity', 'SubtensorTransactionExtension', 'DrandPriority', 'CheckMetadataHash'],
    ])
  })
})

test('metadata may be a part of a larger buffer', () => {
  const larger = new Uint8Array(v15.length + 20).fill(0xee)
  larger.set(v15, 10)
  const runtime = readRuntime(larger.subarray(10, 10 + v15.length))
  expect(runtime.pallets).toEqual(readRuntime(v15).pallets)
})

test('V14, which does not name the extrinsic, is refused', () => {
  expect(() => readRuntime(v14)).toThrow('V15 or later')
})

test.each([
  ['nothing', new Uint8Array()],
  ['noise', Uint8Array.of(1, 2, 3, 4, 5)],
  ['metadata cut off', v15.subarray(0, v15.length >> 1)],
])('%s is no metadata', (_, bytes) => {
  expect(() => readRuntime(bytes)).toThrow()
})

describe('hex', () => {
  test('there and back, of parts of buffers too', () => {
    const all = Uint8Array.from({ length: 256 }, (_, i) => i)
    expect(fromHex(toHex(all))).toEqual(all)
    expect(toHex(all.subarray(250, 253))).toBe('0xfafbfc')
    expect(toHex(new Uint8Array())).toBe('0x')
    expect(fromHex('0x')).toEqual(new Uint8Array())
  })
})
