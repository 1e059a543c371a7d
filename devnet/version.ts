import type { Runtime } from '../src/scale/runtime.ts'

/** The constant System.Version, in the form of the metadata codecs. */
export interface VersionConstant {
  readonly spec_name: string
  readonly impl_name: string
  readonly authoring_version: number
  readonly spec_version: number
  readonly impl_version: number
  readonly apis: readonly (readonly [id: string, version: number])[]
  readonly transaction_version: number
  readonly system_version: number
}

/** What a runtime says it is. */
export function versionOf(runtime: Runtime): VersionConstant {
  return runtime.constant('System', 'Version') as VersionConstant
}
