import type { Runtime } from '../../scale/runtime.ts'

/** Bytes a block has for ordinary extrinsics: constant System.BlockLength, class Normal. @throws Error without it */
export function blockLength(runtime: Runtime): number {
  const length = runtime.constant('System', 'BlockLength') as { readonly normal: number } | undefined
  if (length === undefined) throw new Error('the metadata states no block length')
  return length.normal
}
