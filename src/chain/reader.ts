import type { Hex } from '../scale/bytes.ts'
import type { Runtime } from '../scale/runtime.ts'

export interface BlockId {
  readonly number: number
  readonly hash: Hex
}

/** What a runtime can be asked, at one block. */
export interface Reader {
  api(api: string, method: string, args: readonly unknown[]): Promise<unknown>
  storage(pallet: string, item: string, args: readonly unknown[]): Promise<unknown>
  constant(pallet: string, name: string): unknown
  /** Raw state_call, for arguments the metadata types do not cover. */
  call(method: string, args: Uint8Array): Promise<Hex>
  readonly runtime: Runtime
}
