import {
  decAnyMetadata,
  metadata,
  type UnifiedMetadata,
  unifyMetadata,
} from '@polkadot-api/substrate-bindings'
import { MAGIC } from './author.ts'
import { type OlderModel, type ServedMetadata, toV14, toV15 } from './versions.ts'

/**
 * Given metadata of V15 or V16 as it is, with the versions before it. Those are encoded when first read and leave docs
 * of pallets and methods out. Newer versions cannot be made from older ones.
 */
export function olderVersions(bytes: Uint8Array, version: 15 | 16): ServedMetadata {
  let model: OlderModel | undefined
  const made = new Map<14 | 15, Uint8Array>()
  const encoded = (of: 14 | 15): Uint8Array => {
    model ??= modelFrom(unifyMetadata(decAnyMetadata(Uint8Array.from(bytes))))
    const older =
      made.get(of) ??
      metadata.enc({
        magicNumber: MAGIC,
        metadata: of === 14 ? { tag: 'v14', value: toV14(model) } : { tag: 'v15', value: toV15(model) },
      })
    made.set(of, older)
    return older
  }
  return {
    get v14() {
      return encoded(14)
    },
    get v15() {
      return version === 15 ? bytes : encoded(15)
    },
    ...(version === 16 && { v16: bytes }),
  }
}

/** @throws Error where the metadata does not name the types that older versions need */
function modelFrom(given: UnifiedMetadata): OlderModel {
  const { extrinsic } = given
  if (!('call' in extrinsic) || !('outerEnums' in given)) throw new Error('the extrinsic types are not named')
  const typeAt = (path: RegExp) => given.lookup.find(entry => path.test(entry.path.join('::')))
  const runtime = typeAt(/_runtime::Runtime$/)
  const unchecked = typeAt(/UncheckedExtrinsic$/)
  const extra = unchecked?.params[3]?.type
  if (runtime === undefined || unchecked === undefined || extra === undefined)
    throw new Error('there is no type of the runtime or of its extrinsics')
  return {
    pallets: given.pallets.map(({ name, index, storage, constants, calls, events, errors }) => ({
      name,
      index,
      storage: storage?.items,
      constants,
      calls: calls?.type,
      events: events?.type,
      errors: errors?.type,
    })),
    runtime: runtime.id,
    extrinsic: {
      type: unchecked.id,
      address: extrinsic.address,
      call: extrinsic.call,
      signature: extrinsic.signature,
      extra,
      signedExtensions: extrinsic.signedExtensions[0] ?? [],
    },
    outerEnums: given.outerEnums,
    apis: given.apis,
    lookup: given.lookup,
  }
}
