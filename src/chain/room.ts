/** What an extrinsic takes of a block, or a block has for one. */
export interface Load {
  /** Encoded bytes. */
  readonly length: number
  /** Picoseconds. */
  readonly refTime: bigint
  /** Bytes of proof. */
  readonly proofSize: bigint
}

export interface RoomReads {
  /** What a block has for one ordinary extrinsic; undefined where the runtime does not say. */
  blockRoom(): Load | undefined
}
