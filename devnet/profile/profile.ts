import { type AuthorOptions, authorMetadata } from '../metadata/author.ts'
import { authoredRuntime, type RuntimeMetadata } from '../metadata/runtime-metadata.ts'
import { type BaseTerms, presentTerms } from '../runtime/terms.ts'
import { termsOfSpec } from '../runtime/terms-by-spec.ts'
import { liveRuntime } from './live/runtime.ts'
import { nextRuntime } from './next.ts'

/** A runtime this chain can be: its metadata and the terms its rules read. */
export interface Profile {
  readonly runtime: AuthorOptions
  readonly terms: BaseTerms
}

/** `present` is spec 425, `next` what is known of later ones. */
export const profiles = {
  present: { runtime: {}, terms: presentTerms },
  next: nextRuntime,
  live: { runtime: liveRuntime, terms: termsOfSpec(475) },
} as const satisfies Readonly<Record<string, Profile>>

export type ProfileName = keyof typeof profiles

/** Metadata of a profile. */
export function profileMetadata(name: ProfileName): RuntimeMetadata {
  return authoredRuntime(authorMetadata(profiles[name].runtime))
}
