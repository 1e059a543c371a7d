import type { EntryChange, EntryTrade, JournalEntry } from '../../journal/entry.ts'
import type { Face, Style } from '../face.ts'
import { facts } from '../table.ts'
import { clean } from '../text.ts'
import { wrap } from '../wrap.ts'
import { withUnit } from './amount.ts'
import { entryJson, moment, stateText } from './journal-entry.ts'

export const journalShowView: Face<JournalEntry> = {
  schema: 'taoctl/journal.show/v1',
  human(entry, style) {
    const { firstBlock, lastBlock, network } = entry
    const rows = [
      ['Entry', entry.entry],
      ['State', stateText(entry)],
      ['Command', clean(entry.verb).replace('.', ' ')],
      ['Intent id', entry.intentId === null ? undefined : clean(entry.intentId)],
      ['Signed', `${moment(entry.time, 'medium')} UTC`],
      ['Signer', clean(entry.signer)],
      ['Nonce', String(entry.nonce)],
      ['Valid', `blocks ${firstBlock.number + 1} to ${lastBlock}`],
      ['Network', network === null ? undefined : clean(`${network.name}, ${network.endpoint}`)],
      ['Genesis', entry.genesis],
      ['Transaction', `${entry.hash}`],
      ['Bytes', `${(entry.bytes.length - 2) / 2}, all of them with --json`],
    ] as const
    const blocks = [facts(rows, style), ...entry.trades.map(trade => tradeText(trade, style))]
    if (entry.changes.length > 0) blocks.push(entry.changes.map(each => changeText(each, style)).join('\n'))
    return blocks.join('\n\n')
  },
  json: entryJson,
}

function tradeText(trade: EntryTrade, style: Style): string {
  const { verb, sold, quoted, minReceived, limitPrice, originHotkey, destinationHotkey } = trade
  return facts(
    [
      [clean(verb), `${withUnit(sold)} for ${withUnit(quoted)} as quoted`],
      ['At least', minReceived === null ? undefined : withUnit(minReceived)],
      ['Limit', limitPrice === null ? undefined : clean(limitPrice)],
      ['From hotkey', originHotkey === null ? undefined : clean(originHotkey)],
      ['To hotkey', destinationHotkey === null ? undefined : clean(destinationHotkey)],
      ['To coldkey', clean(trade.destinationColdkey)],
    ],
    style,
  )
}

function changeText({ time, state, detail }: EntryChange, { width, paint }: Style): string {
  const { blockNumber, index, reason, proof } = detail
  const at =
    blockNumber === undefined
      ? ''
      : ` in block ${blockNumber}${index === undefined ? '' : `, index ${index}`}`
  const first = `${moment(time, 'medium')}  ${state}${at}${proof === undefined ? '' : ` (${clean(proof)})`}`
  const more = reason === undefined ? [] : wrap(clean(reason), Math.max(40, width - INDENT))
  return [first, ...more.map(line => `${' '.repeat(INDENT)}${paint('dim', line)}`)].join('\n')
}

const INDENT = 21
