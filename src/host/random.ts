import { webcrypto } from 'node:crypto'

/** The machine's source of random bytes. */
export const nodeRandom = (bytes: number): Uint8Array => webcrypto.getRandomValues(new Uint8Array(bytes))
