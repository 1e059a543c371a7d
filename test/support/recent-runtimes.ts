import { readFileSync } from 'node:fs'
import { describe } from 'vitest'
import { readMetadata } from '../../devnet/metadata/runtime-metadata.ts'
import { once } from './once.ts'
import { metadataFile, type RuntimeUnderTest, tellSkipped } from './runtimes.ts'

const recent = [
  { name: 'localnet-461', specVersion: 461 },
  { name: 'finney-475-v15-composed', specVersion: 475 },
] as const

/** Of the runtimes after spec 425. */
export type RecentName = (typeof recent)[number]['name']

const found = recent.map(({ name, specVersion }) => {
  const file = metadataFile(name)
  const metadata = file === undefined ? undefined : once(() => readMetadata(readFileSync(file), name))
  return { name, specVersion, metadata }
})

/**
 * Describes the same on the metadata of runtimes after spec 425, of all or of those named. Where the file lies not
 * beside the repository, a line says so.
 */
export function describeOnRecent(
  title: string,
  body: (runtime: RuntimeUnderTest & { readonly name: RecentName }) => void,
  only: readonly RecentName[] = recent.map(({ name }) => name),
): void {
  for (const { name, specVersion, metadata } of found.filter(each => only.includes(each.name))) {
    if (metadata) describe(`${title}, ${name}`, () => body({ name, specVersion, metadata }))
    else {
      tellSkipped(title, name)
      describe.skip(`${title}, ${name}`, () => {})
    }
  }
}
