import type { Recorded, Signed } from '../../src/chain/extrinsic.ts'
import { openJournal } from '../../src/journal/journal.ts'
import { memoryFiles } from './memory-files.ts'
import { coldkey1 } from './test-chain.ts'
import { testClock } from './test-host.ts'

/** Something signed, which no chain would take. */
export function signedSample(more: Partial<Signed> = {}): Signed {
  return {
    unsigned: {
      signer: coldkey1,
      nonce: 7,
      era: 16,
      block: { number: 100, hash: `0x${'0c'.repeat(32)}` },
      lastBlock: 115,
      call: { pallet: 'System', name: 'remark', args: {} },
      callHex: '0x00',
      payload: Uint8Array.of(1, 2, 3),
      withSignature: signature => signature,
    },
    bytes: '0x0102',
    hash: `0x${'ab'.repeat(32)}`,
    ...more,
  }
}

export const intentSample = { verb: 'stake.swap', genesis: `0x${'00'.repeat(32)}`, trades: [] }

/** The same, on record in a journal in memory. */
export function onRecord(more: Partial<Signed> = {}): Promise<Recorded> {
  return openJournal(memoryFiles(), testClock(), '/journal').record(signedSample(more), intentSample)
}
