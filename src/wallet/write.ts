import { CliError } from '../errors/cli-error.ts'
import type { Files } from '../host/types.ts'
import { isName } from './place.ts'

/** A key to be written. */
export interface NewKey {
  readonly name: string
  readonly mnemonic: string
  /** Mini secret, 32 bytes. */
  readonly seed: Uint8Array
  readonly publicKey: Uint8Array
  readonly address: string
}

export interface NewWallet {
  readonly name: string
  readonly coldkey: NewKey
  readonly hotkeys: readonly NewKey[]
}

/**
 * Writes a wallet as plain keyfiles: folders 0700, files 0600. For development keys only. A file that is there
 * already is left alone if it holds the same, and never overwritten.
 * @throws E_WALLET_WRITE
 */
export async function writePlainWallet(
  files: Pick<Files, 'read' | 'write' | 'makeFolder'>,
  path: string,
  { name, coldkey, hotkeys }: NewWallet,
): Promise<void> {
  const folder = `${path}/${name}`
  for (const each of [name, ...hotkeys.map(hotkey => hotkey.name)]) {
    if (!isName(each))
      throw new CliError('E_WALLET_WRITE', { path: folder, problem: `'${each}' cannot name a file` })
  }
  await makeFolder(files, `${folder}/hotkeys`)
  await writeOnce(files, `${folder}/coldkey`, secretJson(coldkey))
  await writeOnce(files, `${folder}/coldkeypub.txt`, publicJson(coldkey))
  for (const hotkey of hotkeys) {
    await writeOnce(files, `${folder}/hotkeys/${hotkey.name}`, secretJson(hotkey))
    await writeOnce(files, `${folder}/hotkeys/${hotkey.name}pub.txt`, publicJson(hotkey))
  }
}

const hex = (bytes: Uint8Array) => `0x${Buffer.from(bytes).toString('hex')}`

const publicJson = ({ publicKey, address }: NewKey) =>
  JSON.stringify({
    accountId: hex(publicKey),
    publicKey: hex(publicKey),
    cryptoType: 1,
    ss58Address: address,
  })

const secretJson = ({ publicKey, address, mnemonic, seed }: NewKey) =>
  JSON.stringify({
    accountId: hex(publicKey),
    publicKey: hex(publicKey),
    cryptoType: 1,
    secretPhrase: mnemonic,
    secretSeed: hex(seed),
    ss58Address: address,
  })

async function makeFolder(files: Pick<Files, 'makeFolder'>, path: string): Promise<void> {
  try {
    await files.makeFolder(path, 0o700)
  } catch (cause) {
    throw new CliError('E_WALLET_WRITE', { path, problem: reasonOf(cause) }, { cause })
  }
}

async function writeOnce(files: Pick<Files, 'read' | 'write'>, path: string, text: string): Promise<void> {
  try {
    const existing = await files.read(path)
    if (existing && new TextDecoder().decode(existing) === text) return
    await files.write(path, new TextEncoder().encode(text), { mode: 0o600, exclusive: true })
  } catch (cause) {
    throw new CliError('E_WALLET_WRITE', { path, problem: reasonOf(cause) }, { cause })
  }
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error))
