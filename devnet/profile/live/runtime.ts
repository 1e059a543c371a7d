import type { AuthorOptions } from '../../metadata/author.ts'
import { liveApis } from './apis.ts'
import { livePallets } from './pallets.ts'
import { liveTypes } from './types.ts'

/** Spec 475, which finney ran from block 9,233,781 on (2026-10-07): its surface as far as staking clients meet it. */
export const liveRuntime: AuthorOptions = {
  specVersion: 475,
  replace: livePallets,
  apis: liveApis,
  retype: liveTypes,
}
