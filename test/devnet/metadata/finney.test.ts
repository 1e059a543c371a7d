import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { authorMetadata } from '../../../devnet/metadata/author.ts'
import { readRuntime } from '../../../src/scale/runtime.ts'
import { finneyFile } from '../../support/runtimes.ts'
import { type Opened, open, type VariantEntry } from './inspect.ts'

/** Mainnet's own metadata of spec 393, where it lies beside the repository. */
const file = finneyFile(393)
const absent = file === undefined

const ALICE = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY'

/** What spec 425 changed since 393, from the source. */
const changedEvents = ['SubtensorModule.BatchWeightItemFailed']
const newCalls = [
  'SubtensorModule.lock_stake',
  'SubtensorModule.move_lock',
  'SubtensorModule.set_perpetual_lock',
  'SubtensorModule.set_reject_locked_alpha',
]
const newItems = [
  'SubtensorModule.AccountFlags',
  'SubtensorModule.SubnetProtocolAlpha',
  'SubtensorModule.TotalHotkeySharesV2',
  'SubtensorModule.AlphaV2',
  'SubtensorModule.Lock',
  'SubtensorModule.LockingColdkeys',
  'SubtensorModule.HotkeyLock',
  'SubtensorModule.DecayingHotkeyLock',
  'SubtensorModule.OwnerLock',
  'SubtensorModule.DecayingOwnerLock',
  'SubtensorModule.DecayingLock',
  'SubtensorModule.MaturityRate',
  'SubtensorModule.UnlockRate',
]

interface Both {
  readonly ours: Opened
  readonly theirs: Opened
}

function both(other = file): Both {
  return { ours: open(authorMetadata().v16), theirs: open(bytesOf(other)) }
}

function bytesOf(other = file): Uint8Array {
  return readFileSync(other ?? '')
}

/** Variants of a kind that exist under one name on both sides. */
function shared({ ours, theirs }: Both, kind: 'calls' | 'events' | 'errors') {
  return ours.metadata.pallets.flatMap(({ name: pallet }) =>
    ours.variants(pallet, kind).flatMap(our => {
      const their = theirs.variants(pallet, kind).find(variant => variant.name === our.name)
      return their === undefined ? [] : [{ pallet, name: `${pallet}.${our.name}`, our, their }]
    }),
  )
}

function fieldsOf(opened: Opened, { fields }: VariantEntry): string[] {
  return fields.map(field => `${field.name ?? ''}: ${opened.describe(field.type)}`)
}

describe('agreement with mainnet metadata of spec 393', () => {
  it.skipIf(absent)('gives every call the index, arguments and types of mainnet', () => {
    const sides = both()
    const found = shared(sides, 'calls')
    const known = new Set(found.map(({ name }) => name))
    const missing = sides.ours.metadata.pallets
      .flatMap(({ name }) => sides.ours.variants(name, 'calls').map(call => `${name}.${call.name}`))
      .filter(name => !known.has(name))
    expect(missing).toEqual(newCalls)
    for (const { name, our, their } of found) {
      expect([name, our.index, ...fieldsOf(sides.ours, our)]).toEqual([
        name,
        their.index,
        ...fieldsOf(sides.theirs, their),
      ])
    }
  })

  it.skipIf(absent)('gives every event of mainnet the fields and types of mainnet', () => {
    const sides = both()
    const found = shared(sides, 'events')
    expect(found.length).toBeGreaterThan(150)
    for (const { name, our, their } of found.filter(entry => !changedEvents.includes(entry.name))) {
      expect([name, ...fieldsOf(sides.ours, our)]).toEqual([name, ...fieldsOf(sides.theirs, their)])
    }
  })

  it.skipIf(absent)('keeps the indices of the events of every pallet but SubtensorModule', () => {
    for (const { pallet, name, our, their } of shared(both(), 'events')) {
      if (pallet !== 'SubtensorModule') expect([name, our.index]).toEqual([name, their.index])
    }
  })

  it.skipIf(absent)('encodes every event to the bytes mainnet encodes it to, but for its index', () => {
    const sides = both()
    const ours = readRuntime(authorMetadata().v16)
    const theirs = readRuntime(bytesOf())
    for (const { pallet, name, our } of shared(sides, 'events')) {
      if (changedEvents.includes(name)) continue
      const index = sides.ours.metadata.pallets.find(entry => entry.name === pallet)?.index ?? -1
      const fields = our.fields.flatMap(field => [...sides.ours.sample(field.type)])
      const value = ours.event.dec(Uint8Array.from([index, our.index, ...fields]))
      const bytes = theirs.event.enc(value)
      expect([name, bytes[0], toHex(bytes.slice(2))]).toEqual([name, index, toHex(Uint8Array.from(fields))])
    }
  })

  it.skipIf(absent)('names the unit of every amount in calls and events as mainnet does', () => {
    const sides = both()
    const names = ({ fields }: VariantEntry) => fields.map(field => (field.typeName ?? '').replace(/\s/g, ''))
    for (const { name, our, their } of [...shared(sides, 'calls'), ...shared(sides, 'events')]) {
      if (changedEvents.includes(name)) continue
      expect([name, ...names(our)]).toEqual([name, ...names(their)])
    }
  })

  it.skipIf(absent)('keeps the errors of System, Balances and Utility', () => {
    const sides = both()
    for (const pallet of ['System', 'Balances', 'Utility']) {
      const names = (opened: Opened) =>
        opened.variants(pallet, 'errors').map(({ index, name }) => [index, name])
      expect(names(sides.ours)).toEqual(names(sides.theirs))
    }
  })

  it.skipIf(absent)('gives every storage item the keys, type, modifier and fallback bytes of mainnet', () => {
    const { ours, theirs } = both()
    const items = storageItems(ours)
    const known = new Map(storageItems(theirs).map(item => [item.name, item]))
    const missing = items.filter(item => !known.has(item.name)).map(item => item.name)
    expect(missing.filter(name => name.startsWith('SubtensorModule.'))).toEqual(newItems)
    for (const item of items.filter(entry => known.has(entry.name)))
      expect(item).toEqual(known.get(item.name))
  })

  it.skipIf(absent)('builds every storage key mainnet builds', () => {
    const ours = readRuntime(authorMetadata().v16)
    const theirs = readRuntime(bytesOf())
    const opened = open(authorMetadata().v16)
    let compared = 0
    for (const pallet of opened.metadata.pallets) {
      for (const item of pallet.storage?.items ?? []) {
        const other = theirs.storage(pallet.name, item.name)
        if (other === undefined) continue
        const args = item.type.tag === 'plain' ? [] : keyArguments(opened, item.type.value)
        expect([item.name, ours.storage(pallet.name, item.name)?.key(...args)]).toEqual([
          item.name,
          other.key(...args),
        ])
        compared += 1
      }
    }
    expect(compared).toBeGreaterThan(50)
  })

  it.skipIf(absent)('gives every constant the type of mainnet and the value it has there', () => {
    const { ours, theirs } = both()
    for (const pallet of ours.metadata.pallets) {
      const others = theirs.metadata.pallets.find(entry => entry.name === pallet.name)?.constants ?? []
      for (const constant of pallet.constants.filter(entry => entry.name !== 'Version')) {
        const other = others.find(entry => entry.name === constant.name)
        if (other === undefined) continue
        expect([constant.name, ours.describe(constant.type), constant.value]).toEqual([
          constant.name,
          theirs.describe(other.type),
          other.value,
        ])
      }
    }
  })

  it.skipIf(absent)('gives extensions, addresses and signatures the types of mainnet', () => {
    const { ours, theirs } = both()
    const read = ({ metadata, describe }: Opened) => {
      if (!('call' in metadata.extrinsic)) throw new Error('no extrinsic types')
      const { address, signature, signedExtensions } = metadata.extrinsic
      const list = signedExtensions[0] ?? []
      return [
        describe(address),
        describe(signature),
        ...list.map(entry => [entry.identifier, describe(entry.type), describe(entry.additionalSigned)]),
      ]
    }
    expect(read(ours)).toEqual(read(theirs))
  })

  it.skipIf(absent)('gives every runtime API method the inputs and output of mainnet', () => {
    const { ours, theirs } = both()
    const missing: string[] = []
    for (const api of ours.metadata.apis) {
      const methods = theirs.metadata.apis.find(entry => entry.name === api.name)?.methods ?? []
      for (const method of api.methods) {
        const other = methods.find(entry => entry.name === method.name)
        if (other === undefined) {
          missing.push(method.name)
          continue
        }
        const read = (opened: Opened, { inputs, output }: typeof method) => [
          method.name,
          ...inputs.map(input => `${input.name}: ${opened.describe(input.type)}`),
          opened.describe(output),
        ]
        expect(read(ours, method)).toEqual(read(theirs, other))
      }
    }
    expect(missing).toEqual([
      'get_subnet_account_id',
      'get_stake_availability_for_coldkeys',
      'get_coldkey_lock',
    ])
  })
})

function storageItems({ metadata, describe }: Opened) {
  return metadata.pallets.flatMap(pallet =>
    (pallet.storage?.items ?? []).map(item => ({
      name: `${pallet.name}.${item.name}`,
      prefix: pallet.storage?.prefix,
      modifier: item.modifier,
      fallback: item.fallback,
      hashers: item.type.tag === 'plain' ? [] : item.type.value.hashers.map(hasher => hasher.tag),
      key: item.type.tag === 'plain' ? '' : describe(item.type.value.key),
      value: describe(item.type.tag === 'plain' ? item.type.value : item.type.value.value),
    })),
  )
}

function keyArguments(
  opened: Opened,
  { key, hashers }: { key: number; hashers: readonly unknown[] },
): unknown[] {
  const { def } = opened.entry(key)
  const types = hashers.length > 1 && def.tag === 'tuple' ? def.value : [key]
  return types.map(type => {
    const text = opened.describe(type)
    if (text.startsWith('sp_core::crypto::AccountId32')) return ALICE
    if (text === 'u16' || text === 'u32') return 513
    throw new Error(`no sample of ${text}`)
  })
}

function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}

/** Calls whose arguments have another type in an older spec. */
const otherArguments: Readonly<Record<number, readonly string[]>> = { 393: [], 365: [] }

describe.each([393, 365])('calls that mainnet has at spec %i too', spec => {
  const other = finneyFile(spec)

  it.skipIf(other === undefined)('are encoded to equal bytes where their arguments have equal types', () => {
    const sides = both(other)
    const ours = readRuntime(authorMetadata().v16)
    const theirs = readRuntime(bytesOf(other))
    const found = shared(sides, 'calls').filter(entry => entry.pallet !== 'Utility')
    const shape = (opened: Opened, entry: VariantEntry) => [entry.index, ...fieldsOf(opened, entry)].join()
    const equal = found.filter(({ our, their }) => shape(sides.ours, our) === shape(sides.theirs, their))
    expect(found.filter(entry => !equal.includes(entry)).map(({ name }) => name)).toEqual(
      otherArguments[spec],
    )
    expect(equal.length).toBeGreaterThan(20)
    for (const { pallet, name, our } of equal) {
      const index = sides.ours.metadata.pallets.find(entry => entry.name === pallet)?.index ?? -1
      for (const pick of [0, 1]) {
        const fields = our.fields.map(field => sides.ours.sample(field.type, pick))
        const bytes = Uint8Array.from([index, our.index, ...fields.flatMap(part => [...part])])
        const value = ours.call.dec(bytes)
        expect([name, toHex(ours.call.enc(value))]).toEqual([name, toHex(bytes)])
        expect([name, toHex(theirs.call.enc(value))]).toEqual([name, toHex(bytes)])
      }
    }
  })

  it.skipIf(other === undefined)('are encoded to equal bytes in a batch', () => {
    const ours = readRuntime(authorMetadata().v16)
    const theirs = readRuntime(bytesOf(other))
    const inner = {
      type: 'SubtensorModule',
      value: {
        type: 'swap_stake',
        value: { hotkey: ALICE, origin_netuid: 45, destination_netuid: 0, alpha_amount: 21_536_911_597n },
      },
    }
    for (const type of ['batch', 'batch_all', 'force_batch']) {
      const call = { type: 'Utility', value: { type, value: { calls: [inner, inner] } } }
      expect(toHex(ours.call.enc(call))).toBe(toHex(theirs.call.enc(call)))
    }
  })
})
