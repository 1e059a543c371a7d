import type { Command } from 'commander'

/** The three ways to say how much, as the parser returns them. */
export interface AmountFlags {
  readonly amount?: string
  readonly keep?: string
  readonly all?: true
}

const amountTexts = {
  position: [
    'alpha of the origin subnet, or a share of the position',
    'all but this much alpha',
    'the whole position',
  ],
  free: [
    'TAO, or a share of what is free',
    'all but this much TAO',
    'all free TAO but the fee and the existential deposit',
  ],
} as const

/** The ways to say how much: of a position, or of free TAO. */
export function addAmountOptions(command: Command, of: keyof typeof amountTexts = 'position'): Command {
  const [amount, keep, all] = amountTexts[of]
  return command
    .option('--amount <decimal or NN%>', amount)
    .option('--keep <decimal>', keep)
    .option('--all', all)
}

/** Collects a repeatable option. */
export function collect(value: string, all: readonly string[] = []): readonly string[] {
  return [...all, value]
}
