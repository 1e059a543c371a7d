import { readFileSync } from 'node:fs'
import { CliError } from '../../src/errors/cli-error.ts'
import { type MemoryFiles, memoryFiles } from '../support/memory-files.ts'

const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8')

/** Written by bittensor-wallet 4.1.1 (create_new_coldkey, no password). A throwaway key that never held anything. */
export const COLDKEY = fixture('coldkey.json')
export const COLDKEY_PUB = fixture('coldkeypub.txt')

/** The same key, typed off by hand so that nothing is held against itself. */
export const ADDRESS = '5H9XuVpRMePAjjLS9fKNcRS2uvAPxJpQ86kuXbPKwVpKHiCH'
export const PUBLIC_KEY = 'e0dbe53de1bf1c3db3a61278ceb71bef3a678a52c330342c8a03976c4b5b5f2c'

/** Another key of bittensor-wallet. */
export const OTHER = {
  ss58Address: '5DRpoGq5f5arQijBVwyGfyjhcNuXAvDSA2Wb7Gz6xpKZq9D8',
  publicKey: '0x3c57c10617888369d8f20527058f396c0edbc1ac78fecc2d50ae0de023c7f92b',
  accountId: '0x3c57c10617888369d8f20527058f396c0edbc1ac78fecc2d50ae0de023c7f92b',
  secretSeed: '0x4554b6dce71bf221836a9ee94bd9b762f088dcf6b1a180d8c809b8c47395b991',
  secretPhrase: 'catch net stamp fence drill zebra poverty garlic fiscal impulse dinner vault',
  privateKey:
    '0xe378484b25b4fda9dfb37f7b75fb66373ab05eb8512d2c53f13d07b637ef3c0c493cdfac64fd90c8335676493dd486d7b4ea48eb64544dd88f9e23d9c62fd4b1',
  cryptoType: 1,
} as const

export const PUBLIC_OTHER = JSON.stringify({
  ss58Address: OTHER.ss58Address,
  publicKey: OTHER.publicKey,
  accountId: OTHER.accountId,
  cryptoType: 1,
})

export type Fields = Readonly<Record<string, unknown>>

/** Fields of the coldkey with some replaced; undefined leaves one out. */
export const changed = (changes: Fields, fields: Fields = JSON.parse(COLDKEY)): string =>
  JSON.stringify({ ...fields, ...changes })

/** Every piece of the secrets above; none may ever be printed. */
export const SECRETS: readonly string[] = [JSON.parse(COLDKEY), OTHER]
  .flatMap(key => [
    ...key.secretPhrase
      .split(' ')
      .map((_: string, i: number, words: string[]) => words.slice(i, i + 2).join(' ')),
    ...[key.secretSeed, key.privateKey].map((hex: string) => hex.slice(2, 18)),
  ])
  .filter(piece => piece.includes(' ') || piece.length === 16)

/** A wallet folder in memory at /w. */
export function folderOf(contents: Readonly<Record<string, string>>): {
  readonly files: MemoryFiles
  readonly path: string
} {
  const entries = Object.entries(contents).map(([path, content]) => [`/w/${path}`, content])
  return { files: memoryFiles(Object.fromEntries(entries)), path: '/w' }
}

/** The CliError of a promise that must fail with one. */
export async function failureOf(work: Promise<unknown>): Promise<CliError> {
  const error = await work.then(
    value => new Error(`succeeded with ${String(value)}`),
    (reason: unknown) => reason,
  )
  if (error instanceof CliError) return error
  throw error
}

/** A keyfile that bittensor-wallet encrypted, of the public development key coldkey_1. */
export function naclFixture() {
  const { password, key, coldkey, coldkeypub } = JSON.parse(fixture('nacl.json'))
  return {
    password: String(password),
    /** What the derivation gives for the password. */
    key: Uint8Array.from(Buffer.from(key, 'hex')),
    content: Uint8Array.from(Buffer.from(coldkey, 'base64')),
    pub: String(coldkeypub),
    address: String(JSON.parse(coldkeypub).ss58Address),
  }
}
