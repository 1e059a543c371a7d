import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { authorMetadata } from '../../devnet/metadata/author.ts'
import { profiles } from '../../devnet/profile/profile.ts'
import {
  compareItem,
  isKnownSurface,
  isSeenSpec,
  newExtensions,
} from '../../src/chain/metadata/fingerprint.ts'
import fingerprints from '../../src/chain/metadata/fingerprints.json' with { type: 'json' }
import { surface } from '../../src/chain/metadata/surface.ts'
import { type DescribedItem, itemName } from '../../src/scale/describe.ts'
import { readRuntime } from '../../src/scale/runtime.ts'
import { changed, type Editable, variantsOf } from '../support/false-metadata.ts'
import { metadataFile, tellSkipped } from '../support/runtimes.ts'

const own = authorMetadata().v15
const tradable = [
  [424, 'finney-424'],
  [461, 'localnet-461'],
  [475, 'finney-475-v15-composed'],
] as const
const known: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>> = fingerprints
/** Items that some of these runtimes have and some have not. */
const comesAndGoes = [
  ...[
    'Alpha',
    'TotalHotkeyShares',
    'AlphaSharePoolEpoch',
    'AlphaShareEpoch',
    'BasketShares',
    'MinerCollateral',
  ].map(name => `storage SubtensorModule.${name}`),
  ...['move_stake_limit', 'transfer_stake_and_hotkey'].map(name => `call SubtensorModule.${name}`),
  'api BetaBasketRuntimeApi.get_root_basket_positions',
  'constant SubtensorModule.InitialMinTransfer',
]

/** Items of metadata that are not as on any runtime that can be traded on. */
function unknown(bytes: Uint8Array): readonly string[] {
  const runtime = readRuntime(bytes)
  return surface
    .filter(item => item.pallet !== 'Aura' && !compareItem(runtime, item, true).isKnown)
    .map(itemName)
}

test('the development chain has every item as a runtime that taoctl was checked on', () => {
  expect(unknown(own)).toEqual([])
  expect(unknown(authorMetadata().v16)).toEqual([])
  expect(newExtensions(readRuntime(own))).toEqual([])
})

describe('what is kept of each spec', () => {
  test('is of every item, and of every spec but for the length of blocks on one of its own', () => {
    expect(Object.keys(known)).toEqual(surface.map(itemName))
    for (const [name, shapes] of Object.entries(known)) {
      const specs = Object.values(shapes).flat().sort()
      expect([name, specs]).toEqual([
        name,
        name.includes('Aura') ? [365, 393, 424, 475] : [365, 393, 424, 461, 475],
      ])
    }
  })

  test('is the same for 424, 461 and 475 but for what came and went', () => {
    const differing = Object.entries(known).filter(
      ([, shapes]) => Object.values(shapes).filter(specs => specs.some(spec => spec >= 424)).length !== 1,
    )
    expect(differing.map(([name]) => name).sort()).toEqual([...comesAndGoes].sort())
    for (const [, shapes] of differing) {
      expect(Object.keys(shapes).filter(shape => shape !== 'absent')).toHaveLength(1)
    }
    expect([424, 425, 461, 475, 9999].map(isSeenSpec)).toEqual([true, true, true, true, false])
  })

  for (const [spec, name] of [[365, 'finney-365'] as const, [393, 'finney-393'] as const, ...tradable]) {
    const file = metadataFile(name)
    if (!file) tellSkipped(`the fingerprints of ${name}`, name)
    test.skipIf(!file)(`is what ${name} says`, () => {
      const runtime = readRuntime(readFileSync(file ?? ''))
      for (const item of surface) {
        if (item.pallet === 'Aura' && name.startsWith('localnet')) continue
        const shapes = Object.entries(known[itemName(item)] ?? {})
        const [shape] = shapes.find(([, specs]) => specs.includes(spec)) ?? []
        expect([itemName(item), runtime.describe(item) ?? 'absent']).toEqual([itemName(item), shape])
      }
    })
  }
})

type Edit = (metadata: Editable) => void
const call = (name: string, edit: (entry: ReturnType<typeof variantsOf>[number]) => void): Edit => {
  return metadata => {
    const found = variantsOf(metadata, 'SubtensorModule', 'calls').find(entry => entry.name === name)
    if (!found) throw new Error(`no call ${name}`)
    edit(found)
  }
}
const swap = 'swap_stake_limit'
const item = (pallet: string, name: string, edit: (entry: StorageEntry) => void): Edit => {
  return metadata => {
    const found = metadata.pallets.find(each => each.name === pallet)?.storage?.items
    const entry = found?.find(each => each.name === name)
    if (!entry) throw new Error(`no item ${pallet}.${name}`)
    edit(entry)
  }
}
type StorageEntry = NonNullable<Editable['pallets'][number]['storage']>['items'][number]
const typeOf = (metadata: Editable, name: string) =>
  metadata.lookup.findIndex(
    ({ def, path }) => path.length === 0 && def.tag === 'primitive' && def.value.tag === name,
  )
/** A field of the struct that a method answers, wherever that is. */
const field = (struct: string, edit: (fields: StructFields, metadata: Editable) => void): Edit => {
  return metadata => {
    const def = metadata.lookup.find(({ path }) => path.at(-1) === struct)?.def
    if (def?.tag !== 'composite') throw new Error(`no struct ${struct}`)
    edit(def.value, metadata)
  }
}
type StructFields = Extract<Editable['lookup'][number]['def'], { tag: 'composite' }>['value']
const extension = (name: string, edit: (list: Extensions, at: number, metadata: Editable) => void): Edit => {
  return metadata => {
    const list = metadata.extrinsic.signedExtensions
    edit(
      list,
      list.findIndex(entry => entry.identifier === name),
      metadata,
    )
  }
}
type Extensions = Editable['extrinsic']['signedExtensions']

describe('a change that matters is found, and nothing else with it', () => {
  const callName = `call SubtensorModule.${swap}`
  test.each<readonly [string, string, Edit]>([
    [
      'an argument more',
      callName,
      call(swap, ({ fields }) => void fields.push(structuredClone(fields[0]) as never)),
    ],
    ['an argument fewer', callName, call(swap, ({ fields }) => void fields.pop())],
    [
      'an argument renamed',
      callName,
      call(swap, ({ fields }) => void Object.assign(fields[3] ?? {}, { name: 'x' })),
    ],
    ['arguments reordered', callName, call(swap, ({ fields }) => void fields.reverse())],
    [
      'an argument of another width',
      callName,
      metadata =>
        call(
          swap,
          ({ fields }) => void Object.assign(fields[3] ?? {}, { type: typeOf(metadata, 'u128') }),
        )(metadata),
    ],
    [
      'an Option parameter of another width',
      'call SubtensorModule.remove_stake_full_limit',
      metadata =>
        call('remove_stake_full_limit', ({ fields }) => {
          const limit = fields[2]
          const def = metadata.lookup[limit?.type ?? -1]?.def
          if (def?.tag !== 'variant' || !limit) throw new Error('no option')
          // An option of its own, since other calls share the type.
          const entry = structuredClone(metadata.lookup[limit.type])
          if (entry?.def.tag !== 'variant') throw new Error('no option')
          for (const { fields } of entry.def.value)
            for (const one of fields) one.type = typeOf(metadata, 'u128')
          for (const parameter of entry.params) parameter.type = typeOf(metadata, 'u128')
          entry.id = metadata.lookup.length
          metadata.lookup.push(entry)
          limit.type = entry.id
        })(metadata),
    ],
    [
      'another hasher',
      'storage Swap.FeeRate',
      item('Swap', 'FeeRate', ({ type }) => {
        if (type.tag === 'map') type.value.hashers = [{ tag: 'Identity', value: undefined }]
      }),
    ],
    [
      'another default',
      'storage SubtensorModule.SubnetTAO',
      item(
        'SubtensorModule',
        'SubnetTAO',
        entry => void Object.assign(entry, { fallback: '0x0100000000000000' }),
      ),
    ],
    [
      'a value that may be absent',
      'storage SubtensorModule.SubnetTAO',
      item('SubtensorModule', 'SubnetTAO', entry => void Object.assign(entry, { modifier: 0 })),
    ],
    [
      'a field that is read renamed',
      'storage System.Account',
      field('AccountData', fields => void Object.assign(fields[0] ?? {}, { name: 'spendable' })),
    ],
    [
      'an extension that writes bytes',
      'transaction extensions',
      extension(
        'CheckWeight',
        (list, at, metadata) => void Object.assign(list[at] ?? {}, { type: typeOf(metadata, 'u8') }),
      ),
    ],
    [
      'extensions reordered',
      'transaction extensions',
      extension('CheckNonce', (list, at) => void list.push(...list.splice(at, 1))),
    ],
    [
      'another highest fee',
      'constant Swap.MaxFeeRate',
      metadata => {
        const found = metadata.pallets.find(({ name }) => name === 'Swap')?.constants
        Object.assign(found?.find(({ name }) => name === 'MaxFeeRate') ?? {}, { value: '0x1127' })
      },
    ],
    [
      'an event with a value fewer',
      'event SubtensorModule.StakeAdded',
      metadata => {
        const events = variantsOf(metadata, 'SubtensorModule', 'events')
        events.find(({ name }) => name === 'StakeAdded')?.fields.pop()
      },
    ],
    [
      'an event with its values in another order',
      'event SubtensorModule.StakeSwapped',
      metadata => {
        const events = variantsOf(metadata, 'SubtensorModule', 'events')
        events.find(({ name }) => name === 'StakeSwapped')?.fields.reverse()
      },
    ],
  ])('%s', (_, name, edit) => {
    expect(unknown(changed(own, edit))).toEqual([name])
  })
})

describe('what changes nothing that is used is not', () => {
  test.each<readonly [string, Edit]>([
    [
      'a new call',
      metadata => {
        const calls = variantsOf(metadata, 'SubtensorModule', 'calls')
        calls.push({ ...(calls[0] as never as (typeof calls)[number]), name: 'stake_twice', index: 250 })
      },
    ],
    ['calls numbered otherwise', call(swap, entry => void Object.assign(entry, { index: 200 }))],
    ['other docs', call(swap, entry => void Object.assign(entry, { docs: ['Gives it all away.'] }))],
    [
      'a value more at the end of an event',
      metadata => {
        const events = variantsOf(metadata, 'SubtensorModule', 'events')
        const added = events.find(({ name }) => name === 'StakeAdded')
        if (added?.fields[0]) added.fields.push({ ...added.fields[0] })
      },
    ],
    [
      'a field more at the end of an answer',
      field('StakeInfo', fields => {
        if (fields[0]) fields.push({ ...fields[0], name: 'more' })
      }),
    ],
    [
      'an amount in a type of its own',
      metadata => {
        const u64 = typeOf(metadata, 'u64')
        const id = metadata.lookup.length
        metadata.lookup.push({
          ...{ id, path: ['subtensor', 'AlphaBalance'], params: [], docs: [] },
          def: { tag: 'composite', value: [{ name: undefined, type: u64, typeName: undefined, docs: [] }] },
        })
        call(swap, ({ fields }) => void Object.assign(fields[3] ?? {}, { type: id }))(metadata)
      },
    ],
  ])('%s', (_, edit) => {
    expect(unknown(changed(own, edit))).toEqual([])
  })

  test('an unknown extension that writes nothing, which is named', () => {
    const bytes = changed(own, ({ extrinsic: { signedExtensions: list } }) => {
      const weight = list.find(({ identifier }) => identifier === 'CheckWeight')
      if (weight) list.push({ ...weight, identifier: 'CheckWeather' })
    })
    expect(unknown(bytes)).toEqual([])
    expect(newExtensions(readRuntime(bytes))).toEqual(['CheckWeather'])
  })
})

test('types that branch without an end make a text of bounded length', () => {
  const bytes = changed(own, metadata => {
    const first = metadata.lookup.length
    for (let level = 0; level < 60; level += 1) {
      const type = level === 59 ? typeOf(metadata, 'u8') : first + level + 1
      const one = { name: undefined, type, typeName: undefined, docs: [] }
      const both = ['A', 'B'].map((name, index) => ({ name, index, docs: [], fields: [one] }))
      metadata.lookup.push({
        ...{ id: first + level, path: [], params: [], docs: [] },
        def: { tag: 'variant', value: both },
      })
    }
    call(swap, ({ fields }) => void Object.assign(fields[3] ?? {}, { type: first }))(metadata)
  })
  const wanted: DescribedItem = { kind: 'call', pallet: 'SubtensorModule', name: swap }
  expect(readRuntime(bytes).describe(wanted)?.length).toBeLessThan(100_000)
  expect(unknown(bytes)).toEqual([`call SubtensorModule.${swap}`])
})

describe('the surface of a runtime as a whole is known', () => {
  test('of our own, 425 and live', () => {
    const live = authorMetadata(profiles.live.runtime).v15
    expect([own, live].map(bytes => isKnownSurface(readRuntime(bytes)))).toEqual([true, true])
  })

  test('not where one item has another form', () => {
    const other = changed(own, metadata => {
      const call = variantsOf(metadata, 'SubtensorModule', 'calls').find(({ name }) => name === 'add_stake')
      call?.fields.reverse()
    })
    expect(isKnownSurface(readRuntime(other))).toBe(false)
  })
})
