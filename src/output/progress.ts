import type { Stage } from './stages.ts'

/** Something that happened to what was sent. `block` is a hash; `again`: the same bytes, once more. */
export type ProgressStep =
  | { readonly event: 'sent'; readonly hash: string; readonly again: boolean }
  | { readonly event: 'in-block'; readonly block: string }
  | { readonly event: 'retracted'; readonly block: string }
  | { readonly event: 'finalized'; readonly block: string }

/** A step for people. */
export function describeStep(step: ProgressStep): string {
  switch (step.event) {
    case 'sent':
      return step.again ? 'Sent again, the same bytes' : `Sent: transaction ${step.hash}`
    case 'in-block':
      return `In block ${step.block}`
    case 'retracted':
      return 'Its block was dropped by the chain'
    case 'finalized':
      return 'Final'
  }
}

/** What runs during a stage, for people; undefined where they see it themselves. */
export const RUNNING: Readonly<Record<Stage, string | undefined>> = {
  start: undefined,
  connect: 'Connecting',
  metadata: 'Reading the metadata',
  reads: 'Reading the chain',
  answer: undefined,
  key: 'Deriving the key',
  signing: 'Signing',
  inclusion: 'Waiting for a block',
  finality: 'Waiting until it is final',
}
