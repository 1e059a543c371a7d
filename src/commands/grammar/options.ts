import { type Command, Option } from 'commander'

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

/** What protects a trade against prices that move before it runs; --tolerance is a setting, --unprotected a switch. */
export interface ProtectionFlags {
  readonly minReceived?: string
  readonly limitPrice?: string
  readonly rateTolerance?: string
  readonly allowPartial?: boolean
}

/** The ways to say how a trade is protected; `ratio` says of what a limit price is the ratio. */
export function addProtectionOptions(command: Command, ratio: string): Command {
  return addToleranceOptions(command)
    .option('--min-received <decimal>', 'the least to receive, in the unit of the destination')
    .option('--limit-price <decimal>', `the worst price, fee included: ${ratio}`)
}

/** What commands on many positions take. */
export function addSweepOptions(command: Command): Command {
  return addToleranceOptions(command)
    .option('--origin <netuid>', 'only positions of this subnet; repeatable', collect)
    .option('--all-hotkeys', 'positions of every hotkey')
    .option('--skip-unmovable', 'with --yes: let positions that cannot move stay behind')
    .option('--best-effort', 'each trade by itself; without it, all or none')
}

function addToleranceOptions(command: Command): Command {
  return command
    .option('--allow-partial', 'do as much as the floor allows, which is a rate then; the rest stays')
    .addOption(new Option('--rate-tolerance <fraction>', "the same as btcli's fraction").hideHelp())
}

/** What a move and a transfer take, as the parser returns it. */
export interface MoveOptionFlags extends AmountFlags, ProtectionFlags {
  readonly origin?: string
  readonly destination?: string
}

/** Which position, how much of it, whether to another subnet, and under what protection. */
export function addMoveOptions(command: Command): Command {
  command
    .option('--origin <netuid>', 'subnet of the position')
    .option('--destination <netuid>', 'subnet to enter, if another')
  return addProtectionOptions(addAmountOptions(command), 'least destination alpha per origin alpha')
}

/** What lists of what the chain has take, as the parser returns it. */
export interface ListFlags {
  readonly block?: string
  readonly csv?: true
}

/** The block of which a list is. */
export function addBlockOption(command: Command): Command {
  return command.option('--block <hash or n>', 'as of this block; old ones need an archive node')
}

/** A list for spreadsheets. */
export function addCsvOption(command: Command): Command {
  return command.option('--csv', 'comma-separated values, amounts in full')
}

/** Collects a repeatable option. */
export function collect(value: string, all: readonly string[] = []): readonly string[] {
  return [...all, value]
}
