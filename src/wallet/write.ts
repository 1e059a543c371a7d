import { CliError } from '../errors/cli-error.ts'
import type { Files } from '../host/types.ts'
import { isName } from './place.ts'
import { reasonOf } from './read.ts'

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
 * already is left alone if it holds the same, and never overwritten; if one holds something else, nothing is written.
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
  const missing: NewFile[] = []
  for (const file of filesOf(folder, coldkey, hotkeys)) if (!(await isThere(files, file))) missing.push(file)
  await orRefuse(`${folder}/hotkeys`, files.makeFolder(`${folder}/hotkeys`, 0o700))
  for (const { path: file, text } of missing) {
    const content = new TextEncoder().encode(text)
    await orRefuse(file, files.write(file, content, { mode: 0o600, exclusive: true }))
  }
}

interface NewFile {
  readonly path: string
  readonly text: string
}

const filesOf = (folder: string, coldkey: NewKey, hotkeys: readonly NewKey[]): readonly NewFile[] => [
  { path: `${folder}/coldkey`, text: secretJson(coldkey) },
  { path: `${folder}/coldkeypub.txt`, text: publicJson(coldkey) },
  ...hotkeys.flatMap(hotkey => [
    { path: `${folder}/hotkeys/${hotkey.name}`, text: secretJson(hotkey) },
    { path: `${folder}/hotkeys/${hotkey.name}pub.txt`, text: publicJson(hotkey) },
  ]),
]

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
async function isThere(files: Pick<Files, 'read'>, { path, text }: NewFile): Promise<boolean> {
  const existing = await orRefuse(path, files.read(path))
  if (existing === undefined) return false
  if (new TextDecoder().decode(existing) === text) return true
  throw new CliError('E_WALLET_WRITE', { path, problem: 'it exists and holds something else' })
}

async function orRefuse<T>(path: string, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (cause) {
    throw new CliError('E_WALLET_WRITE', { path, problem: reasonOf(cause) }, { cause })
  }
}
