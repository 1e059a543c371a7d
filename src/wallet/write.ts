import { CliError } from '../errors/cli-error.ts'
import type { Files } from '../host/types.ts'
import { isName } from './folder.ts'
import { KEYFILE_BYTES, reasonOf } from './read.ts'

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

/** How the content of a coldkey is stored, and read again to see whether it is there already. */
export interface Cipher {
  seal(content: Uint8Array): Promise<Uint8Array>
  /** Undefined where it does not open. */
  open(stored: Uint8Array): Promise<Uint8Array | undefined>
}

const plain: Cipher = { seal: async content => content, open: async stored => stored }

/** Writes a wallet as plain keyfiles, for development keys only. Otherwise as writeWallet. @throws E_WALLET_WRITE */
export function writePlainWallet(files: WritableFiles, path: string, wallet: NewWallet): Promise<void> {
  return writeWallet(files, path, wallet, plain)
}

type WritableFiles = Pick<Files, 'read' | 'write' | 'makeFolder'>

/**
 * Writes a wallet: folders 0700, files 0600, the coldkey as the cipher has it, hotkeys plain as bittensor-wallet keeps
 * them. A file that is there already is left alone if it holds the same, and never overwritten; if one holds something
 * else, nothing is written.
 * @throws E_WALLET_WRITE
 */
export async function writeWallet(
  files: WritableFiles,
  path: string,
  { name, coldkey, hotkeys }: NewWallet,
  cipher: Cipher,
): Promise<void> {
  const folder = `${path}/${name}`
  for (const each of [name, ...hotkeys.map(hotkey => hotkey.name)]) {
    if (!isName(each))
      throw new CliError('E_WALLET_WRITE', { path: folder, problem: `'${each}' cannot name a file` })
  }
  const missing: NewFile[] = []
  for (const file of filesOf(folder, coldkey, hotkeys, cipher)) {
    if (!(await isThere(files, file))) missing.push(file)
  }
  await orRefuse(`${folder}/hotkeys`, files.makeFolder(`${folder}/hotkeys`, 0o700))
  for (const { path: file, text, cipher } of missing) {
    const content = await cipher.seal(new TextEncoder().encode(text))
    await orRefuse(file, files.write(file, content, { mode: 0o600, exclusive: true }))
  }
}

interface NewFile {
  readonly path: string
  readonly text: string
  readonly cipher: Cipher
}

function filesOf(
  folder: string,
  coldkey: NewKey,
  hotkeys: readonly NewKey[],
  cipher: Cipher,
): readonly NewFile[] {
  const file = (path: string, text: string) => ({ path: `${folder}/${path}`, text, cipher: plain })
  return [
    { ...file('coldkey', secretJson(coldkey)), cipher },
    file('coldkeypub.txt', publicJson(coldkey)),
    ...hotkeys.flatMap(hotkey => [
      file(`hotkeys/${hotkey.name}`, secretJson(hotkey)),
      file(`hotkeys/${hotkey.name}pub.txt`, publicJson(hotkey)),
    ]),
  ]
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

/** Whether the file holds that text already. @throws E_WALLET_WRITE when it holds something else */
async function isThere(files: Pick<Files, 'read'>, { path, text, cipher }: NewFile): Promise<boolean> {
  const existing = await orRefuse(path, files.read(path, KEYFILE_BYTES))
  if (existing === undefined) return false
  const opened = await cipher.open(existing)
  if (opened && new TextDecoder().decode(opened) === text) return true
  throw new CliError('E_WALLET_WRITE', { path, problem: 'it exists and holds something else' })
}

async function orRefuse<T>(path: string, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (cause) {
    throw new CliError('E_WALLET_WRITE', { path, problem: reasonOf(cause) }, { cause })
  }
}
