/** The part of sodium-native that is used; the package has no types of its own. */
declare module 'sodium-native' {
  export function crypto_pwhash_async(
    out: Uint8Array,
    password: Uint8Array,
    salt: Uint8Array,
    operations: number,
    memory: number,
    algorithm: number,
  ): Promise<void>
  export function crypto_secretbox_easy(
    box: Uint8Array,
    message: Uint8Array,
    nonce: Uint8Array,
    key: Uint8Array,
  ): void
  export function crypto_secretbox_open_easy(
    message: Uint8Array,
    box: Uint8Array,
    nonce: Uint8Array,
    key: Uint8Array,
  ): boolean
  export function sodium_memzero(bytes: Uint8Array): void
}
