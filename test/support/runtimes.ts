import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe } from 'vitest'
import { type RuntimeMetadata, readMetadata } from '../../src/devnet/metadata/runtime-metadata.ts'
import { profileMetadata } from '../../src/devnet/profile/profile.ts'
import { once } from './once.ts'

/** A runtime to serve the development chain through. */
export interface RuntimeUnderTest {
  readonly name: string
  readonly specVersion: number
  /** Decoded when first asked for, once in a process. */
  metadata(): RuntimeMetadata
}

/** This chain's own metadata, decoded once in a process. */
export const ownMetadata = once(() => profileMetadata('present'))

/** This chain's own metadata, of spec 425. */
const ownRuntime: RuntimeUnderTest = { name: 'own', specVersion: 425, metadata: ownMetadata }

/** Bytes of mainnet's metadata, where it lies beside the repository. */
export function finneyFile(spec: number): string | undefined {
  const file = fileURLToPath(new URL(`../../../shared/metadata/finney-${spec}.scale`, import.meta.url))
  return existsSync(file) ? file : undefined
}

const finney = [393, 365].map(specVersion => {
  const name = `finney-${specVersion}`
  const file = finneyFile(specVersion)
  const metadata = file === undefined ? undefined : once(() => readMetadata(readFileSync(file), name))
  return { name, specVersion, metadata }
})

/** Says in one line what is skipped for want of mainnet's metadata: reporters do not name what they skip. */
export function tellSkipped(what: string, spec: number): void {
  process.stdout.write(`skipped: ${what}: ../shared/metadata/finney-${spec}.scale is absent\n`)
}

/** Describes the same on our own metadata and on mainnet's of two specs. Where those lie not, a line says so. */
export function describeOnEachRuntime(title: string, body: (runtime: RuntimeUnderTest) => void): void {
  describe(`${title}, own metadata`, () => body(ownRuntime))
  for (const { metadata, ...rest } of finney) {
    if (metadata) describe(`${title}, ${rest.name}`, () => body({ ...rest, metadata }))
    else {
      tellSkipped(`${title}, ${rest.name}`, rest.specVersion)
      describe.skip(`${title}, ${rest.name}`, () => {})
    }
  }
}
