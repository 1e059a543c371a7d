import type { Runtime } from '../../src/scale/runtime.ts'
import { versionOf } from '../version.ts'

/** Hash of the API "Metadata" in its second version, which tells clients that they may choose a metadata version. */
const metadataApi = ['0x37e397fc7c91f5e4', 2] as const

/** The constant System.Version as `state_getRuntimeVersion` shows it. */
export function runtimeVersionJson(runtime: Runtime): unknown {
  const version = versionOf(runtime)
  const known = version.apis.some(([hash]) => hash === metadataApi[0])
  return {
    specName: version.spec_name,
    implName: version.impl_name,
    authoringVersion: version.authoring_version,
    specVersion: version.spec_version,
    implVersion: version.impl_version,
    apis: known ? version.apis : [...version.apis, metadataApi],
    transactionVersion: version.transaction_version,
    systemVersion: version.system_version,
    stateVersion: version.system_version,
  }
}
