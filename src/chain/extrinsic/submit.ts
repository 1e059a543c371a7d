import type { ApiPromise } from '@polkadot/api'
import type { Hex } from '../../scale/bytes.ts'
import type { Chain } from '../chain.ts'
import type { Subscription } from '../rpc/rpc.ts'
import type { Recorded } from './compose.ts'
import { openPolkadot } from './polkadot-api.ts'

/** A recorded extrinsic in the hands of a node. */
export interface Watch {
  /** What the node says of it, as it came. */
  readonly updates: Subscription
  /**
   * An update as @polkadot/api reads it, in the form nodes write; the update itself where it reads none, or something
   * else than the update says.
   */
  read(update: unknown): unknown
}

/** Name of a state, and the value it comes with. */
export type NamedState = readonly [name: string, value: unknown]

/** The one place where extrinsics leave: @polkadot/api's `author.submitAndWatchExtrinsic`. @throws as the line does */
export async function submitAndWatch(chain: Chain, { bytes }: Recorded): Promise<Watch> {
  const { api, outbox } = await openPolkadot(chain)
  const { sending, handed, giveUp } = outbox.leaveFor(bytes)
  let heard: unknown
  // As an observable it tells at once; as a promise it puts a timer of the wall clock before every update. It is never
  // unsubscribed, as that leaves a timer of 1.75 s behind: it ends with what it listens to.
  const submit = api.rx.rpc.author?.submitAndWatchExtrinsic as Submit
  submit(bytes, sending).subscribe({
    next: status => {
      heard = status.toJSON()
    },
    error: giveUp,
  })
  const { updates, tell } = await handed
  return {
    updates,
    read(update) {
      if (!isReadable(api, update)) return update
      // One like the last it read is not told again.
      tell(update)
      return heard
    },
  }
}

/** With the parameters that we gave it. */
type Submit = (
  bytes: Hex,
  sending: number,
) => {
  subscribe(observer: { next(status: { toJSON(): unknown }): void; error(error: unknown): void }): unknown
}

/** Whether @polkadot/api finds in an update what it says. It takes null for `future`, and a missing hash for zeros. */
function isReadable(api: ApiPromise, update: unknown): boolean {
  try {
    const status: unknown = api.registry.createTypeUnsafe('ExtrinsicStatus', [update]).toJSON()
    const [name, value] = nameState(status)
    const [said, with_] = nameState(update)
    if (said.toLowerCase() !== name.toLowerCase()) return false
    return typeof value !== 'string' || (typeof with_ === 'string' && with_.toLowerCase() === value)
  } catch {
    return false
  }
}

/** Nodes report states without a value as a name; some development chains as a key with null. */
export function nameState(update: unknown): NamedState {
  if (typeof update !== 'object' || update === null) return [String(update), undefined]
  return Object.entries(update)[0] ?? ['nothing', undefined]
}
