/** Whether a signature over a message is by a key; never throws. */
export type VerifySignature = (message: Uint8Array, signature: Uint8Array, publicKey: Uint8Array) => boolean

/** The sr25519 check, loaded when the first signature arrives: its curve tables cost more than all else at start-up. */
export async function loadSr25519(): Promise<VerifySignature> {
  const { sr25519Verify } = await import('@polkadot/util-crypto/sr25519/verify')
  return (message, signature, publicKey) => {
    try {
      return sr25519Verify(message, signature, publicKey)
    } catch {
      // The library throws on points and scalars outside the group; a node calls that a bad signature.
      return false
    }
  }
}
