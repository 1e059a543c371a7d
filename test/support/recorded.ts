import { Blake2256 } from '@polkadot-api/substrate-bindings'
import { netuid, parseAlpha, widen } from '../../src/balance/index.ts'
import type { Recorded, Signed } from '../../src/chain/extrinsic/compose.ts'
import { type Halt, startHalt } from '../../src/host/halt.ts'
import type { Host } from '../../src/host/types.ts'
import type { Intent } from '../../src/journal/entry.ts'
import { type Journal, openJournal } from '../../src/journal/journal.ts'
import { fromHex, toHex } from '../../src/scale/bytes.ts'
import { memoryFiles } from './memory-files.ts'
import { fakeProcesses } from './processes.ts'
import { coldkey1 } from './test-chain.ts'
import { testClock } from './test-host.ts'

/** Something signed, which no chain would take. Its hash is that of its bytes, if no other is given. */
export function signedSample(more: Partial<Signed> = {}): Signed {
  const { bytes = '0x0102' } = more
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
    bytes,
    hash: toHex(Blake2256(fromHex(bytes))),
    ...more,
  }
}

const [from, to] = [netuid(45), netuid(0)]

export const intentSample: Intent = {
  verb: 'stake.swap',
  request: 'amount=1.5 destination=0 origin=45',
  intentId: null,
  network: { name: 'local', endpoint: 'ws://127.0.0.1:9944' },
  genesis: `0x${'00'.repeat(32)}`,
  specVersion: 425,
  trades: [
    {
      verb: 'swap',
      originHotkey: coldkey1,
      destinationHotkey: coldkey1,
      destinationColdkey: coldkey1,
      sold: widen(parseAlpha('1.5', from)),
      quoted: widen(parseAlpha('0.052', to)),
      minReceived: null,
      limitPrice: null,
    },
  ],
}

interface JournalSample {
  readonly files?: Host['files']
  readonly clock?: Host['clock']
  readonly processes?: Host['processes']
  readonly random?: Host['random']
  readonly halt?: Pick<Halt, 'race'>
  readonly folder?: string
  /** Warnings and other words for the user are added here. */
  readonly said?: string[]
}

/** A journal in memory, as far as nothing else is given. */
export function journalSample(given: JournalSample = {}): Journal {
  const { clock = testClock(), said = [] } = given
  const halt =
    given.halt ?? startHalt(clock, { onInterrupt: () => () => undefined }, Number.POSITIVE_INFINITY)
  return openJournal({
    host: {
      files: given.files ?? memoryFiles(),
      clock,
      processes: given.processes ?? fakeProcesses(),
      random: given.random ?? (bytes => crypto.getRandomValues(new Uint8Array(bytes))),
    },
    halt,
    folder: given.folder ?? '/journal',
    warn: (code, message) => void said.push(`${code} ${message}`),
    status: message => void said.push(message),
  })
}

/** The sample on record. */
export const onRecord = (more: Partial<Signed> = {}): Promise<Recorded> =>
  journalSample().record(signedSample(more), intentSample)
