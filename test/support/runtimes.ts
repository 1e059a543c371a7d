import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe } from 'vitest'
import { type RuntimeMetadata, readMetadata } from '../../devnet/metadata/runtime-metadata.ts'
import { profileMetadata } from '../../devnet/profile/profile.ts'
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

/** Spec 475 by our own hand. */
const liveRuntime: RuntimeUnderTest = {
  name: 'live',
  specVersion: 475,
  metadata: once(() => profileMetadata('live')),
}

/** Where the metadata of another runtime lies, if it lies beside the repository; without its ending. */
export function metadataFile(name: string): string | undefined {
  const file = fileURLToPath(new URL(`../../../shared/metadata/${name}.scale`, import.meta.url))
  return existsSync(file) ? file : undefined
}

/** The same of mainnet's metadata at a spec. */
export function finneyFile(spec: number): string | undefined {
  return metadataFile(`finney-${spec}`)
}

/** Runtimes that can be traded on, by the name of their metadata. */
const tradable = [
  ['finney-424', 424],
  ['localnet-461', 461],
  ['finney-475-v15-composed', 475],
] as const

const others = tradable.map(([name, specVersion]) => {
  const file = metadataFile(name)
  const metadata = file === undefined ? undefined : once(() => readMetadata(readFileSync(file), name))
  return { name, specVersion, metadata }
})

/** Says in one line what is skipped for want of another runtime's metadata: reporters do not name what they skip. */
export function tellSkipped(what: string, of: number | string): void {
  const name = typeof of === 'number' ? `finney-${of}` : of
  process.stdout.write(`skipped: ${what}: ../shared/metadata/${name}.scale is absent\n`)
}

/** Describes the same on our own metadata and on that of runtimes that can be traded on. Where those lie not, a line says so. */
export function describeOnEachRuntime(title: string, body: (runtime: RuntimeUnderTest) => void): void {
  describe(`${title}, own metadata`, () => body(ownRuntime))
  describe(`${title}, the live profile`, () => body(liveRuntime))
  for (const { metadata, ...rest } of others) {
    if (metadata) describe(`${title}, ${rest.name}`, () => body({ ...rest, metadata }))
    else {
      tellSkipped(`${title}, ${rest.name}`, rest.name)
      describe.skip(`${title}, ${rest.name}`, () => {})
    }
  }
}
