import { changed, variantsOf } from './false-metadata.ts'
import { ownMetadata } from './runtimes.ts'

/** Our own metadata with one item in another form: a value with another default, or a call with an argument more. */
export function metadataWithChange(what: 'storage' | 'call'): Uint8Array {
  return changed(ownMetadata().source(), metadata => {
    const items = metadata.pallets.find(({ name }) => name === 'SubtensorModule')?.storage?.items
    const item = items?.find(({ name }) => name === 'SubnetTAO')
    const calls = variantsOf(metadata, 'SubtensorModule', 'calls')
    const call = calls.find(({ name }) => name === 'swap_stake_limit')
    if (what === 'storage') Object.assign(item ?? {}, { fallback: '0x0100000000000000' })
    else if (call?.fields[4]) call.fields.push({ ...call.fields[4], name: 'slippage' })
  })
}
