import { raoOf } from '../../src/balance/wire.ts'
import { concat, fromHex, type Hex, sameBytes, toHex, withLength } from '../../src/scale/bytes.ts'
import type { StorageItem } from '../../src/scale/storage-item.ts'
import type { NodeChain } from '../node/chain-types.ts'
import type { Edit } from '../node/edits.ts'
import { defineItem, type KeyPart } from '../state/item.ts'
import { subnetAlphaOut, subnetMechanism } from '../state/subnet.ts'
import { totalHotkeyAlpha } from '../state/subtensor.ts'
import { ControlError } from './error.ts'
import type { StorageControl } from './types.ts'

/** Items the node writes or derives by itself in every block. */
const ownItems: ReadonlySet<string> = new Set([
  'System.Number',
  'System.ParentHash',
  'System.BlockHash',
  'System.Events',
  'System.EventCount',
  'System.Digest',
  'System.LastRuntimeUpgrade',
  'Timestamp.Now',
])

/** Storage control of a chain. */
export function storageControl(chain: NodeChain): StorageControl {
  const { edits } = chain

  return {
    set: entries => {
      // All are read before the first is taken.
      for (const edit of entries.map(([key, value]) => rawEdit(key, value))) edits.add(edit)
    },
    write: (pallet, item, key, value) => {
      const codec = chain.runtime.storage(pallet, item)
      if (codec === undefined) throw new ControlError(`the runtime has no ${pallet}.${item}`)
      if (codec.arity !== key.length)
        throw new ControlError(`a key of ${pallet}.${item} has ${codec.arity} parts`)
      const raw = attempt(() => codec.key(...key), `the key does not fit ${pallet}.${item}`)
      const bytes =
        value === undefined
          ? null
          : toHex(attempt(() => codec.value.enc(value), `the value does not fit ${pallet}.${item}`))
      edits.add(rawEdit(raw, bytes))
    },
    dividend: ({ hotkey, alpha: amount }) => {
      const { netuid } = amount.unit
      const alpha = raoOf(amount)
      const state = chain.stateOf(chain.tree.best())
      if (alpha <= 0n) throw new ControlError('a dividend is more than nothing')
      // There stake is TAO, which would have to come from somewhere.
      if (state.read(subnetMechanism, netuid) !== 1) throw new ControlError(`subnet ${netuid} has no pool`)
      if (state.read(totalHotkeyAlpha, hotkey, netuid) === 0n)
        throw new ControlError(`nobody stakes to ${hotkey} on subnet ${netuid}`)
      edits.add({
        commitment: new TextEncoder().encode(`dividend ${hotkey} ${netuid} ${alpha}`),
        apply: next => {
          next.write(totalHotkeyAlpha, next.read(totalHotkeyAlpha, hotkey, netuid) + alpha, hotkey, netuid)
          next.write(subnetAlphaOut, next.read(subnetAlphaOut, netuid) + alpha, netuid)
        },
      })
    },
  }

  function rawEdit(key: Hex, value: Hex | null): Edit {
    const found = chain.runtime.storageOf(key)
    const name = found === undefined ? key : `${found.pallet}.${found.item}`
    if (found === undefined) throw new ControlError(`no storage item of the runtime has the key ${key}`)
    const { registry } = chain.history.editionAfter(chain.tree.best())
    if (registry.isComputed(found.pallet, found.item))
      throw new ControlError(`${name} is computed from other items`)
    if (ownItems.has(name)) throw new ControlError(`the node itself writes ${name}`)
    const parts = attempt(() => found.codec.args(key), `the key does not fit ${name}`) as readonly KeyPart[]
    if (attempt(() => found.codec.key(...parts), `the key does not fit ${name}`) !== key.toLowerCase())
      throw new ControlError(`the key does not fit ${name}`)
    const item = defineItem<readonly KeyPart[], unknown>(found.pallet, found.item, undefined)
    const decoded = value === null ? undefined : decodedValue(found.codec, fromHex(value), name)
    return {
      commitment: concat([
        withLength(fromHex(key)),
        fromHex(value ?? '0x'),
        Uint8Array.of(value === null ? 0 : 1),
      ]),
      apply: state => (value === null ? state.remove(item, ...parts) : state.write(item, decoded, ...parts)),
    }
  }
}

function decodedValue({ value: codec }: StorageItem, bytes: Uint8Array, name: string): unknown {
  const problem = `the value does not fit ${name}`
  const value = attempt(() => codec.dec(bytes), problem)
  if (
    !sameBytes(
      attempt(() => codec.enc(value), problem),
      bytes,
    )
  )
    throw new ControlError(problem)
  return value
}

function attempt<T>(work: () => T, problem: string): T {
  try {
    return work()
  } catch (cause) {
    throw new ControlError(problem, { cause })
  }
}
