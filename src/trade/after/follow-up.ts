import type { TradeLine } from './report.ts'

type Where = Pick<TradeLine, 'verb' | 'from' | 'to'>

/** The words of the command that moves on what is left of a position. */
export const followUp = (line: Where): readonly string[] => ['stake', ...againWords(line), '--all']

/** The words of a command for one position. */
function againWords({ verb, from, to }: Where): readonly string[] {
  const hotkey = ['--hotkey', `${from.hotkey}`]
  const across = ['--origin', `${from.netuid}`, '--destination', `${to.netuid}`]
  switch (verb) {
    case 'move':
      return from.hotkey === to.hotkey
        ? ['swap', ...hotkey, ...across]
        : ['move', '--origin-hotkey', `${from.hotkey}`, '--destination-hotkey', `${to.hotkey}`, ...across]
    case 'transfer':
      return ['transfer', '--to', to.coldkey, ...hotkey, ...across]
    case 'remove':
      return ['remove', ...hotkey, '--netuid', `${from.netuid}`]
    default:
      return [verb, ...hotkey, ...across]
  }
}
