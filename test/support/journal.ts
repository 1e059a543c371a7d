import { expect } from 'vitest'
import { type Envelope, oneDocument, type Ran } from './binary.ts'
import { expectErrorDocument } from './refusal.ts'
import type { Stage } from './stage.ts'

/** The journal's lines about one entry, oldest first. */
export async function entryLines(stage: Stage, entry: string): Promise<readonly Envelope[]> {
  return (await stage.journal()).filter(line => line.entry === entry)
}

/** A trade that was signed and sent and is neither done nor failed, with the journal entry that must then exist. */
export async function expectUnknown(
  stage: Stage,
  ran: Promise<Ran>,
): Promise<{ readonly document: Envelope; readonly signed: Envelope }> {
  const document = expectErrorDocument(await ran, { code: 'E_UNKNOWN_OUTCOME', exit: 8 })
  const { error, data } = document
  expect(error).toMatchObject({ sent: 'unknown', retryable: false })
  expect(data).toMatchObject({ kind: 'unknown', journal: error.journal })
  expect(data.trades).toEqual([expect.objectContaining({ status: 'unknown', received: null })])
  const [signed, after, ...others] = await entryLines(stage, error.journal)
  expect(signed).toMatchObject({
    ...{ state: 'signed', hash: data.extrinsic.hash, signer: data.coldkey, nonce: expect.any(Number) },
    intent: { verb: 'stake.swap', trades: [{ sold: data.trades[0].sold, quoted: data.trades[0].quoted }] },
  })
  expect(signed.bytes).toMatch(/^0x[0-9a-f]{200,}$/)
  expect(signed.lastBlock).toBeGreaterThan(signed.firstBlock.number)
  expect(error.message).toContain(signed.hash)
  expect(after.state).toBe('unknown')
  expect(others).toEqual([])
  expect(await stage.journalMode()).toBe(0o600)
  return { document, signed }
}

/** The data of a trade that ended well. */
export function doneData({ code, stdout, stderr }: Ran): Envelope {
  expect(code, stdout + stderr).toBe(0)
  return oneDocument(stdout).data
}
