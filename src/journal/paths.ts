/** The journal's file in its folder. */
export const journalPath = (folder: string) => `${folder}/journal.ndjson`

/** The lock of whoever writes to the journal. */
export const lockPath = (folder: string) => `${folder}/journal.lock`

/** The lock of whoever signs for an account on a chain. */
export const holdPath = (folder: string, signer: string, genesis: string) =>
  `${folder}/signer-${signer}-${genesis.slice(2, 18)}.lock`
