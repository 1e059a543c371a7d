import { Command } from 'commander'
import type { AddFlags } from '../stake/add.ts'
import type { StakeListFlags } from '../stake/list.ts'
import type { MoveFlags } from '../stake/move.ts'
import type { QuoteFlags } from '../stake/quote.ts'
import type { RemoveFlags } from '../stake/remove.ts'
import type { RemoveAllFlags } from '../stake/remove-all.ts'
import type { SwapFlags } from '../stake/swap.ts'
import type { SwapAllFlags } from '../stake/swap-all.ts'
import type { TransferFlags } from '../stake/transfer.ts'
import type { Start } from '../start.ts'
import { group } from './group.ts'
import {
  addAmountOptions,
  addBlockOption,
  addCsvOption,
  addMoveOptions,
  addProtectionOptions,
  addSweepOptions,
} from './options.ts'

/** `taoctl stake`: what there is, what a trade would bring, and the trades. */
export function stakeCommand(start: Start): Command {
  return group('stake', 'Positions, and moving them', [
    list(start),
    quote(start),
    swap(start),
    swapAll(start),
    move(start),
    transfer(start),
    add(start),
    remove(start),
    removeAll(start),
  ])
}

function list(start: Start): Command {
  const command = new Command('list').description(
    'Positions of a coldkey: stake, price, and what selling would really bring',
  )
  addBlockOption(command)
    .option('--all-wallets', 'positions of every wallet in the wallet folder')
    .option('--watch', 'list again on every new block, until Ctrl-C')
  return addCsvOption(command).action((flags: StakeListFlags, self: Command) =>
    start(
      self,
      async (app, exitWith) => (await import('../stake/list.ts')).runStakeList(app, flags, exitWith),
      {
        endless: flags.watch === true,
      },
    ),
  )
}

function quote(start: Start): Command {
  const command = new Command('quote')
    .description('What a trade would bring now, without any account')
    .option('--origin <netuid or tao>', 'subnet whose alpha is sold; 0 is root, tao is free TAO')
    .option('--destination <netuid or tao>', 'subnet whose alpha is bought; 0 is root, tao is free TAO')
    .option('--amount <decimal>', 'alpha of the origin, or TAO')
  return addProtectionOptions(command, 'TAO per alpha, or destination per origin').action(
    (flags: QuoteFlags, self: Command) =>
      start(self, async app => (await import('../stake/quote.ts')).runQuote(app, flags)),
  )
}

function swap(start: Start): Command {
  const command = new Command('swap')
    .description('Move stake of one hotkey from one subnet to another')
    .option('--origin <netuid>', 'subnet to leave')
    .option('--destination <netuid>', 'subnet to enter; 0 is root')
  addProtectionOptions(addAmountOptions(command), 'least destination alpha per origin alpha')
  return command.action((flags: SwapFlags, self: Command) =>
    start(self, async app => (await import('../stake/swap.ts')).runSwap(app, flags)),
  )
}

function swapAll(start: Start): Command {
  const command = new Command('swap-all')
    .description('Move every position in full into one subnet')
    .option('--destination <netuid>', 'subnet to enter; 0 is root')
  return addSweepOptions(command).action((flags: SwapAllFlags, self: Command) =>
    start(self, async app => (await import('../stake/swap-all.ts')).runSwapAll(app, flags)),
  )
}

function move(start: Start): Command {
  const command = new Command('move')
    .description('Move stake from one hotkey to another; free of swap fees within a subnet')
    .option('--origin-hotkey <hotkey>', 'hotkey to leave: name, wallet/name or address (default --hotkey)')
    .option('--destination-hotkey <hotkey>', 'hotkey to enter')
  return addMoveOptions(command).action((flags: MoveFlags, self: Command) =>
    start(self, async app => (await import('../stake/move.ts')).runMove(app, flags)),
  )
}

function transfer(start: Start): Command {
  const command = new Command('transfer')
    .description('Give stake to another coldkey: its owner changes')
    .option('--to <coldkey>', 'address of the new owner, or a wallet of this machine')
    .option('--to-confirm <last6>', 'the last 6 characters of that address, for a new one with --yes')
  return addMoveOptions(command).action((flags: TransferFlags, self: Command) =>
    start(self, async app => (await import('../stake/transfer.ts')).runTransfer(app, flags)),
  )
}

function add(start: Start): Command {
  const command = new Command('add')
    .description('Stake free TAO with a hotkey of a subnet')
    .option('--netuid <netuid>', 'subnet to enter; 0 is root')
  addProtectionOptions(addAmountOptions(command, 'free'), 'most TAO per alpha')
  return command.action((flags: AddFlags, self: Command) =>
    start(self, async app => (await import('../stake/add.ts')).runAdd(app, flags)),
  )
}

function remove(start: Start): Command {
  const command = new Command('remove')
    .description('Sell stake for free TAO')
    .option('--netuid <netuid>', 'subnet to leave; 0 is root')
  addProtectionOptions(addAmountOptions(command), 'least TAO per alpha')
  return command.action((flags: RemoveFlags, self: Command) =>
    start(self, async app => (await import('../stake/remove.ts')).runRemove(app, flags)),
  )
}

function removeAll(start: Start): Command {
  const command = new Command('remove-all').description(
    'Sell every position in full for free TAO, each under a price limit',
  )
  return addSweepOptions(command).action((flags: RemoveAllFlags, self: Command) =>
    start(self, async app => (await import('../stake/remove-all.ts')).runRemoveAll(app, flags)),
  )
}
