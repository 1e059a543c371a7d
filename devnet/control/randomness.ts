import { Blake2256 } from '@polkadot-api/substrate-bindings'
import { concat } from '../../src/scale/bytes.ts'

/** Bytes that look random and are the same in every run. Good for development keys, which anyone can derive anyway. */
export function repeatableRandom(seed: string): (bytes: number) => Uint8Array {
  let drawn = 0
  return bytes => {
    const blocks: Uint8Array[] = []
    for (let made = 0; made < bytes; made += 32) {
      drawn += 1
      blocks.push(Blake2256(new TextEncoder().encode(`${seed} ${drawn}`)))
    }
    return concat(blocks).subarray(0, bytes)
  }
}
