import type { Command } from 'commander'

/** The three ways to say how much, as the parser returns them. */
export interface AmountFlags {
  readonly amount?: string
  readonly keep?: string
  readonly all?: true
}

export function addAmountOptions(command: Command): Command {
  return command
    .option('--amount <decimal or NN%>', 'alpha of the origin subnet, or a share of the position')
    .option('--keep <decimal>', 'all but this much alpha')
    .option('--all', 'the whole position')
}

/** Collects a repeatable option. */
export function collect(value: string, all: readonly string[] = []): readonly string[] {
  return [...all, value]
}
