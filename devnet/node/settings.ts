/** When blocks are made. */
export type Seal =
  /** As soon as a transaction is ready. */
  | { readonly kind: 'instant' }
  /** One block every so many milliseconds, empty or not. */
  | { readonly kind: 'interval'; readonly milliseconds: number }
  /** Only by hand; nothing is finalized by itself either. */
  | { readonly kind: 'manual' }

/** Makes and finalizes the blocks of a chain under a policy that may change. */
export interface Sealing {
  seal(): Seal
  /** From now on under this policy; also ends a pause. */
  set(seal: Seal): void
  /** Makes and finalizes nothing by itself until `resume` or `set`. */
  pause(): void
  resume(): void
  /** Whether blocks become final by themselves; not asked while sealing is manual or paused. */
  finalize(automatic: boolean): void
  stop(): void
}

/** How many transactions a pool holds. */
export interface PoolLimits {
  readonly ready: number
  readonly future: number
}
