import type { Validator } from '../../chain/read/validators.ts'
import { csv, csvText } from '../csv.ts'
import type { Face, Json, Style } from '../face.ts'
import { columnsOf, facts, table } from '../table.ts'
import { clean } from '../text.ts'
import { brief } from './brief.ts'
import { chainName, type IsLocal } from './chain-name.ts'

/** Hotkeys of a subnet at one block. */
export interface Validators {
  readonly netuid: number
  readonly validators: readonly Validator[]
  readonly isDevelopment: boolean
  readonly block: number
  /** Whether a name is one of this machine's: then it is told whose it is here. */
  readonly isLocal: IsLocal
}

export const validatorsView: Face<Validators> = {
  schema: 'taoctl/validator.list/v1',
  human: (report, style) => `${headOf(report, style)}\n\n${listText(report, style)}`,
  json: ({ netuid, validators }) => ({ netuid, validators: validators.map(validatorJson) }),
}

export const validatorsCsvView: Face<Validators> = { ...validatorsView, human: csvOf }

function headOf({ netuid, block, isDevelopment }: Validators, style: Style): string {
  return facts(
    [
      ['Subnet', netuid === 0 ? '0 (root)' : String(netuid)],
      ['Block', isDevelopment ? `${block} (DEVNET)` : String(block)],
    ],
    style,
  )
}

function listText({ validators, isLocal }: Validators, style: Style): string {
  if (validators.length === 0) return 'No hotkeys.'
  const wide = draw(validators, isLocal, style, true)
  if (Math.max(...wide.map(columnsOf)) <= style.width) return wide.join('\n')
  const [head = '', ...lines] = draw(validators, isLocal, style, false)
  // An address fills most of a line, and none is cut: whose hotkey it is matters.
  return [head, ...lines.flatMap((line, n) => [line, `  ${validators[n]?.hotkey}`])].join('\n')
}

/** One line for the head and one for each hotkey. */
function draw(
  validators: readonly Validator[],
  isLocal: IsLocal,
  style: Style,
  hasAddress: boolean,
): readonly string[] {
  const rows = validators.map(({ hotkey, name, take, stake, uid }) => [
    brief(stake),
    take === null ? '-' : `${percent(take, 2)}%`,
    uid === null ? style.paint('warn', 'no') : 'yes',
    ...(hasAddress ? [hotkey] : []),
    name === null ? '-' : chainName(name, isLocal, 32),
  ])
  const columns = [
    { title: 'Stake', align: 'right' as const },
    { title: 'Take', align: 'right' as const },
    { title: 'Registered' },
    ...(hasAddress ? [{ title: 'Hotkey' }] : []),
    { title: 'Name' },
  ]
  return table(columns, rows, style).split('\n')
}

/** Parts of 65,535 in percent, rounded to the nearest; 4 decimals tell every number of parts. */
function percent(parts: number, decimals: 2 | 4): string {
  const scale = 100n * 10n ** BigInt(decimals)
  const scaled = (2n * BigInt(parts) * scale + 65_535n) / (2n * 65_535n)
  const digits = String(scaled).padStart(decimals + 1, '0')
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}

function validatorJson({ hotkey, name, owner, take, stake, uid }: Validator): Json {
  const takePercent = take === null ? null : percent(take, 4)
  return { hotkey, name, owner, take: takePercent, stake, registered: uid !== null, uid }
}

const HEADER = ['netuid', 'hotkey', 'name', 'owner', 'take', 'stake', 'registered', 'uid']

function csvOf({ netuid, validators }: Validators): string {
  const rows = validators.map(({ hotkey, name, owner, take, stake, uid }) => [
    ...[String(netuid), hotkey, csvText(clean(name ?? '')), owner ?? ''],
    ...[take === null ? '' : percent(take, 4), stake.toJSON().decimal],
    ...[String(uid !== null), uid === null ? '' : String(uid)],
  ])
  return csv(HEADER, rows)
}
