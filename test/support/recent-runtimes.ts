import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe } from 'vitest'
import { readMetadata } from '../../src/devnet/metadata/runtime-metadata.ts'
import { once } from './once.ts'
import type { RuntimeUnderTest } from './runtimes.ts'

const recent = [
  { name: 'localnet-461', specVersion: 461 },
  { name: 'finney-475-v15-composed', specVersion: 475 },
] as const

/** Of the runtimes after spec 425. */
export type RecentName = (typeof recent)[number]['name']

const fileOf = (name: RecentName) =>
  fileURLToPath(new URL(`../../../shared/metadata/${name}.scale`, import.meta.url))

const found = recent.map(({ name, specVersion }) => {
  const file = fileOf(name)
  const metadata = existsSync(file) ? once(() => readMetadata(readFileSync(file), name)) : undefined
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
      process.stdout.write(`skipped: ${title}: ../shared/metadata/${name}.scale is absent\n`)
      describe.skip(`${title}, ${name}`, () => {})
    }
  }
}
