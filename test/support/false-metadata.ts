import { Bytes, metadata, Option, type V15 } from '@polkadot-api/substrate-bindings'
import { fromHex, type Hex, toHex } from '../../src/scale/bytes.ts'

/** Metadata V15 as an object that can be changed. */
export type Editable = V15

/** SCALE metadata V15 with a change. */
export function changed(bytes: Uint8Array, change: (metadata: Editable) => void): Uint8Array {
  const decoded = metadata.dec(bytes)
  if (decoded.metadata.tag !== 'v15') throw new Error(`not V15 but ${decoded.metadata.tag}`)
  change(decoded.metadata.value)
  return metadata.enc(decoded)
}

/** The same to what `Metadata_metadata_at_version` answers: an option of bytes. */
export function changedAnswer(answer: Hex, change: (metadata: Editable) => void): Hex {
  const codec = Option(Bytes())
  const bytes = codec.dec(fromHex(answer))
  if (!bytes) throw new Error('no metadata')
  return toHex(codec.enc(changed(bytes, change)))
}

type Variants = Extract<Editable['lookup'][number]['def'], { tag: 'variant' }>['value']

/** The variants of a pallet's calls, events or errors. */
export function variantsOf(
  { pallets, lookup }: Editable,
  pallet: string,
  kind: 'calls' | 'events' | 'errors',
): Variants {
  const id = pallets.find(({ name }) => name === pallet)?.[kind]
  const def = lookup.find(entry => entry.id === id)?.def
  if (def?.tag !== 'variant') throw new Error(`${pallet} has no ${kind}`)
  return def.value
}
