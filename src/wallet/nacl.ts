import type { Sodium } from '../host/types.ts'

/** What an encrypted keyfile of bittensor-wallet begins with. */
export const NACL_MARK = '$NACL'

const mark = new TextEncoder().encode(NACL_MARK)
const NONCE = 24
const TAG = 16

/** Every keyfile has the same salt, so one password gives one key. Source: opentensor/btwallet src/keyfile.rs */
const DERIVATION = {
  salt: Uint8Array.of(19, 113, 131, 223, 241, 90, 9, 188, 156, 144, 181, 81, 135, 57, 233, 177),
  operations: 8,
  memory: 512 * 1024 * 1024,
} as const

/** Whether content is long enough to hold what such a keyfile must: mark, nonce and tag. */
export function isWholeNacl(content: Uint8Array): boolean {
  return content.length > mark.length + NONCE + TAG
}

/** The key of a password: seconds of work and 512 MiB of memory. */
export function deriveNaclKey(
  sodium: Pick<Sodium, 'deriveKey'>,
  password: Uint8Array,
  givenUp: AbortSignal,
): Promise<Uint8Array> {
  return sodium.deriveKey(password, DERIVATION, givenUp)
}

/** The content of an encrypted keyfile; undefined when the key is not its key, or it is damaged. */
export async function openNacl(
  sodium: Pick<Sodium, 'open'>,
  content: Uint8Array,
  key: Uint8Array,
): Promise<Uint8Array | undefined> {
  if (!isWholeNacl(content)) return undefined
  const start = mark.length + NONCE
  return sodium.open(content.subarray(start), content.subarray(mark.length, start), key)
}

/** A keyfile that `openNacl` opens with the same key. Draws its nonce from `random`. */
export async function sealNacl(
  sodium: Pick<Sodium, 'seal'>,
  content: Uint8Array,
  key: Uint8Array,
  random: (bytes: number) => Uint8Array,
): Promise<Uint8Array> {
  const nonce = random(NONCE)
  const box = await sodium.seal(content, nonce, key)
  return Uint8Array.of(...mark, ...nonce, ...box)
}
