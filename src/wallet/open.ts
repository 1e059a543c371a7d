import { Keyring } from '@polkadot/keyring'
import { mnemonicToMiniSecret, mnemonicValidate } from '@polkadot/util-crypto'
import { getPublicKey, secretFromSeed, sign } from '@scure/sr25519'
import { type Address, parseAddress } from '../chain/address.ts'
import type { Signer } from '../chain/extrinsic/compose.ts'
import { CliError } from '../errors/cli-error.ts'
import { type WalletFolder, walletPath } from './folder.ts'
import { type Keyfile, readKeyfile, type Secret } from './keyfile.ts'
import { readWalletFile } from './read.ts'
import { type Unsealing, unsealKeyfile } from './unseal.ts'

/** What opening a key asks of the world; signatures draw their randomness from `random`. */
export interface Opening extends Unsealing {
  random(bytes: number): Uint8Array
}

/**
 * Opens the coldkey of a wallet for signing. The key must give the address its file states, and the one in
 * coldkeypub.txt. The secret never leaves the closure.
 * @throws E_COLDKEY_MISSING, E_KEYFILE, E_KEY_MISMATCH, and as unsealKeyfile
 */
export async function openColdkey(folder: WalletFolder, name: string, opening: Opening): Promise<Signer> {
  const path = `${walletPath(folder, name)}/coldkey`
  const content = await readWalletFile(folder.files, path)
  if (!content) throw new CliError('E_COLDKEY_MISSING', { name, path })
  const plain = await unsealKeyfile(path, content, opening)
  const keyfile = readAndWipe(path, plain)
  requireSr25519(path, keyfile)
  const { address, secret } = keyfile
  if (!secret) throw new CliError('E_KEYFILE', { path, problem: 'it holds no secret' })
  const key = expand(secret, path)
  const derived = addressOf(key, path)
  if (derived !== address) {
    throw new CliError('E_KEYFILE', {
      path,
      problem: `its key belongs to ${derived}, not to its address ${address}`,
    })
  }
  await requirePublicMatch(folder, name, path, address)
  return { address, sign: async payload => sign(key, payload, opening.random) }
}

/** Refuses a key that signs otherwise than taoctl does. Its address is as good as any. @throws E_KEYFILE */
export function requireSr25519(path: string, { scheme }: Keyfile): void {
  if (scheme === 'sr25519') return
  throw new CliError('E_KEYFILE', {
    path,
    problem: `it is an ${scheme} key, and taoctl signs with sr25519 keys only`,
    advice:
      'Its address can be looked at and sent to. Sign with btcli, or move the stake to an sr25519 coldkey.',
  })
}

function readAndWipe(path: string, plain: Uint8Array): Keyfile {
  try {
    return readKeyfile(path, plain)
  } finally {
    plain.fill(0)
  }
}

async function requirePublicMatch(
  folder: WalletFolder,
  name: string,
  path: string,
  address: Address,
): Promise<void> {
  const publicPath = `${walletPath(folder, name)}/coldkeypub.txt`
  const content = await readWalletFile(folder.files, publicPath)
  if (!content) return
  const expected = readKeyfile(publicPath, content).address
  if (expected !== address) throw new CliError('E_KEY_MISMATCH', { path, key: address, expected })
}

function expand(secret: Secret, path: string): Uint8Array {
  switch (secret.kind) {
    case 'seed':
      return secretFromSeed(secret.seed)
    case 'phrase':
      if (!mnemonicValidate(secret.phrase)) {
        throw new CliError('E_KEYFILE', { path, problem: 'its secretPhrase is not a valid mnemonic' })
      }
      return secretFromSeed(mnemonicToMiniSecret(secret.phrase))
    case 'expanded':
      return timesCofactor(secret.bytes)
  }
}

/** The files hold the scalar as it is; the signing library, like ed25519, holds it times the cofactor 8. */
function timesCofactor(bytes: Uint8Array): Uint8Array {
  const scaled = Uint8Array.from(bytes)
  let carry = 0
  for (let i = 0; i < 32; i += 1) {
    const shifted = ((bytes[i] ?? 0) << 3) | carry
    scaled[i] = shifted & 0xff
    carry = shifted >> 8
  }
  return scaled
}

function addressOf(key: Uint8Array, path: string): Address {
  return parseAddress(new Keyring({ type: 'sr25519', ss58Format: 42 }).encodeAddress(publicKeyOf(key, path)))
}

/** No cause is kept: what the library says of a scalar out of range is about the secret. */
function publicKeyOf(key: Uint8Array, path: string): Uint8Array {
  try {
    return getPublicKey(key)
  } catch {
    throw new CliError('E_KEYFILE', { path, problem: 'its privateKey is not an sr25519 key' })
  }
}
