import { expandMetadata, Metadata, TypeRegistry } from '@polkadot/types'
import { blake2AsHex } from '@polkadot/util-crypto'
import { describe, expect, it } from 'vitest'
import { authorMetadata } from '../../../devnet/metadata/author.ts'
import { apiNames, apiVersions, runtimeVersion } from '../../../devnet/metadata/runtime-version.ts'
import { readRuntime } from '../../../src/scale/runtime.ts'
import { open } from './inspect.ts'

const BOB = '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty'
const BOB_HEX = '8eaf04151687736326c9fea17e25fc5287613693c912909cb226aa4794f26a48'
const versions = ['v14', 'v15', 'v16'] as const
const silent = [
  'SudoTransactionExtension',
  'CheckShieldedTxValidity',
  'SubtensorTransactionExtension',
  'DrandPriority',
]

/** What @polkadot/types makes of the metadata, and every line it writes to the console. */
function expand(bytes: Uint8Array, known: readonly string[] = silent) {
  const lines: string[] = []
  const { warn, error } = console
  const note = (...parts: unknown[]) => lines.push(parts.map(String).join(' '))
  console.warn = note
  console.error = note
  try {
    const registry = new TypeRegistry()
    const metadata = new Metadata(registry, bytes)
    const nothing = Object.fromEntries(known.map(name => [name, { extrinsic: {}, payload: {} }]))
    registry.setMetadata(metadata, undefined, nothing)
    return { ...expandMetadata(registry, metadata), metadata, lines }
  } finally {
    console.warn = warn
    console.error = error
  }
}

describe('authored metadata', () => {
  it.each(versions)('%s opens in @polkadot/types without a warning and encodes swap_stake', version => {
    const { lines, tx, query, consts, errors, metadata } = expand(authorMetadata()[version])
    expect(lines).toEqual([])
    expect(metadata.version).toBe(Number(version.slice(1)))
    expect(tx.subtensorModule?.swapStake?.(BOB, 1, 2, 123_456_789n).toHex()).toBe(
      `0x0757${BOB_HEX}0100020015cd5b0700000000`,
    )
    expect(tx.balances?.transferKeepAlive?.(BOB, 1).toHex()).toBe(`0x050300${BOB_HEX}04`)
    expect(query.subtensorModule?.subnetTAO?.meta.type.isMap).toBe(true)
    expect(consts.balances?.existentialDeposit?.toString()).toBe('500')
    expect(consts.system?.ss58Prefix?.toString()).toBe('42')
    expect(errors.subtensorModule?.SlippageTooHigh?.meta.index.toNumber()).toBe(84)
  })

  it('draws only the warning about extensions without bytes, where a client does not know them', () => {
    const { lines } = expand(authorMetadata().v16, [])
    expect(lines.filter(line => line.includes(silent.join(', ')))).toHaveLength(1)
    expect(lines).toHaveLength(1)
  })

  it.each(versions)('%s gives @polkadot/types every storage fallback', version => {
    const { registry, metadata } = expand(authorMetadata()[version])
    for (const pallet of metadata.asLatest.pallets) {
      for (const item of pallet.storage.unwrapOr(undefined)?.items ?? []) {
        if (item.modifier.isOptional) continue
        const type = item.type.isPlain ? item.type.asPlain : item.type.asMap.value
        const bytes = item.fallback.toU8a(true)
        const value = registry.createTypeUnsafe(registry.createLookupType(type), [bytes])
        expect([item.name.toString(), value.toU8a()]).toEqual([item.name.toString(), bytes])
      }
    }
  })

  it.each(['v15', 'v16'] as const)('%s opens as a runtime whose fallbacks and constants decode', version => {
    const bytes = authorMetadata()[version]
    const runtime = readRuntime(bytes)
    for (const pallet of open(bytes).metadata.pallets) {
      for (const item of pallet.storage?.items ?? []) {
        const found = runtime.storage(pallet.name, item.name)
        expect(found?.fallback === undefined, item.name).toBe(item.modifier === 0)
        expect(runtime.storageOf(found?.prefix ?? '0x')?.item).toBe(item.name)
      }
      for (const constant of pallet.constants) {
        expect(runtime.constant(pallet.name, constant.name), constant.name).toBeDefined()
      }
    }
  })

  it('reads the defaults a staking client meets', () => {
    const runtime = readRuntime(authorMetadata().v16)
    const fallback = (item: string, pallet = 'SubtensorModule') => runtime.storage(pallet, item)?.fallback
    const zeroAccount = '5C4hrfjw9DjXZTzV3MwzrrAr9P1MJhSrvWGWqi1eSuyUpnhM'
    expect(fallback('Owner')).toBe(zeroAccount)
    expect(fallback('Delegates')).toBe(11_796)
    expect(fallback('TransferToggle')).toBe(true)
    expect(fallback('SubtokenEnabled')).toBe(false)
    expect(fallback('AlphaV2')).toEqual({ mantissa: 0n, exponent: 0n })
    expect(fallback('TotalHotkeySharesV2')).toEqual({ mantissa: 0n, exponent: 0n })
    expect(fallback('MaturityRate')).toBe(934_866n)
    expect(fallback('UnlockRate')).toBe(934_866n)
    expect(fallback('Lock')).toBeUndefined()
    expect(fallback('TokenSymbol')).toEqual(Uint8Array.of(0xf0, 0x9d, 0x9c, 0x8f))
    expect(fallback('RootClaimableThreshold')).toBe(500_000n << 32n)
    expect(fallback('RootClaimType')).toEqual({ type: 'Swap', value: undefined })
    expect(fallback('FeeRate', 'Swap')).toBe(33)
    expect(fallback('SwapBalancer', 'Swap')).toBe(500_000_000_000_000_000n)
    expect(fallback('PalSwapInitialized', 'Swap')).toBe(false)
    expect(runtime.storage('Swap', 'SwapBalancer')?.arity).toBe(1)
    expect(runtime.storage('SubtensorModule', 'AlphaV2')?.arity).toBe(3)
  })

  it('gives the constants clients read', () => {
    const runtime = readRuntime(authorMetadata().v16)
    expect(runtime.constant('System', 'BlockHashCount')).toBe(2400)
    expect(runtime.constant('System', 'SS58Prefix')).toBe(42)
    expect(runtime.constant('Timestamp', 'MinimumPeriod')).toBe(6000n)
    expect(runtime.constant('Balances', 'ExistentialDeposit')).toBe(500n)
    expect(runtime.constant('TransactionPayment', 'OperationalFeeMultiplier')).toBe(5)
    expect(runtime.constant('Utility', 'batched_calls_limit')).toBe(10_922)
    expect(runtime.constant('SubtensorModule', 'InitialMinStake')).toBe(2_000_000n)
    expect(runtime.constant('Swap', 'MaxFeeRate')).toBe(10_000)
    expect(runtime.constant('Swap', 'MinimumLiquidity')).toBe(1_000n)
    expect(runtime.constant('Swap', 'MinimumReserve')).toBe(1_000_000n)
    expect(runtime.constant('SubtensorModule', 'SubtensorPalletId')).toBe('0x73756274656e7372')
  })

  it('carries the spec version asked for, and nothing else of it', () => {
    const versionIn = (bytes: Uint8Array) => readRuntime(bytes).constant('System', 'Version')
    expect(versionIn(authorMetadata().v16)).toMatchObject({ spec_name: 'node-subtensor', spec_version: 425 })
    expect(versionIn(authorMetadata({ specVersion: 426 }).v16)).toMatchObject({ spec_version: 426 })
    const [a, b] = [authorMetadata({ specVersion: 425 }).v16, authorMetadata({ specVersion: 426 }).v16]
    expect(a.filter((byte, index) => byte !== b[index])).toHaveLength(1)
    expect(a).toHaveLength(b.length)
  })

  it('tells the same runtime version in the constant and as an object', () => {
    const { apis, specVersion, transactionVersion } = runtimeVersion()
    const constant = readRuntime(authorMetadata().v16).constant('System', 'Version')
    expect(constant).toMatchObject({
      spec_version: specVersion,
      transaction_version: transactionVersion,
      apis: apis.map(([id, version]) => [id, version]),
    })
  })

  it('identifies each runtime API by the hash of its name', () => {
    for (const name of apiNames) expect(`0x${apiVersions[name].id}`).toBe(blake2AsHex(name, 64))
    expect([...apiNames].sort()).toEqual(Object.keys(apiVersions).sort())
  })

  it('describes the same types, pallets and APIs in every version', () => {
    const { v14, v15, v16 } = authorMetadata()
    const [old, middle, latest] = [open(v14).metadata, open(v15).metadata, open(v16).metadata]
    expect(middle.lookup).toEqual(latest.lookup)
    expect(old.lookup).toEqual(latest.lookup)
    const pallets = ({ pallets }: typeof latest) =>
      pallets.map(({ name, index, storage, calls, events, errors, constants }) => ({
        name,
        index,
        storage: storage?.items.map(({ name, modifier, type, fallback }) => ({
          name,
          modifier,
          type,
          fallback,
        })),
        types: [calls?.type, events?.type, errors?.type],
        constants: constants.map(({ name, type, value }) => ({ name, type, value })),
      }))
    expect(pallets(middle)).toEqual(pallets(latest))
    expect(pallets(old)).toEqual(pallets(latest))
    const apis = ({ apis }: typeof latest) =>
      apis.map(({ name, methods }) => ({
        name,
        methods: methods.map(({ name, inputs, output }) => ({ name, inputs, output })),
      }))
    expect(apis(middle)).toEqual(apis(latest))
    expect(apis(old)).toEqual([])
  })

  it('holds no type that nothing refers to, and no reference without a type', () => {
    const { metadata, entry } = open(authorMetadata().v15)
    const seen = new Set<number>()
    const visit = (type: number | undefined): void => {
      if (type === undefined || seen.has(type)) return
      seen.add(type)
      const { def, params } = entry(type)
      for (const param of params) visit(param.type)
      if (def.tag === 'composite') for (const field of def.value) visit(field.type)
      else if (def.tag === 'variant') for (const field of def.value.flatMap(v => v.fields)) visit(field.type)
      else if (def.tag === 'tuple') def.value.forEach(visit)
      else if (def.tag === 'array') visit(def.value.type)
      else if (def.tag === 'compact' || def.tag === 'sequence') visit(def.value)
    }
    for (const pallet of metadata.pallets) {
      for (const item of pallet.storage?.items ?? []) {
        if (item.type.tag === 'plain') visit(item.type.value)
        else [item.type.value.key, item.type.value.value].forEach(visit)
      }
      for (const constant of pallet.constants) visit(constant.type)
    }
    if (!('outerEnums' in metadata) || !('call' in metadata.extrinsic)) throw new Error('not V15')
    Object.values(metadata.outerEnums).forEach(visit)
    const { address, call, signature, signedExtensions } = metadata.extrinsic
    for (const type of [address, call, signature]) visit(type)
    for (const list of Object.values(signedExtensions)) {
      for (const extension of list) [extension.type, extension.additionalSigned].forEach(visit)
    }
    for (const method of metadata.apis.flatMap(api => api.methods)) {
      for (const input of method.inputs) visit(input.type)
      visit(method.output)
    }
    const unused = metadata.lookup.filter(({ id }) => !seen.has(id)).map(({ path }) => path.join('::'))
    expect(unused).toEqual([])
    metadata.lookup.forEach(({ id }, index) => {
      expect(id).toBe(index)
    })
  })

  it('encodes a version once and the same each time', () => {
    const authored = authorMetadata()
    expect(authored.v16).toBe(authored.v16)
    expect(authorMetadata().v16).toEqual(authored.v16)
  })
})
