import {
  type Alpha,
  type Balance,
  type Netuid,
  Percent,
  parseAlpha,
  parseNetuid,
} from '../../src/balance/index.ts'
import { CliError } from '../../src/errors/cli-error.ts'
import { readCsv } from './read-csv.ts'

/** A row of a conversion table. */
export interface Conversion {
  /** 1-based: the line of a CSV file, the element of a JSON array. */
  readonly row: number
  /** 0 is root. */
  readonly origin: Netuid<'origin'>
  readonly destination: Netuid<'destination'>
  /** Alpha of the origin subnet to be swapped. */
  readonly amount: Balance<Alpha<'origin'>>
  /** Alpha of the destination subnet that should arrive. */
  readonly expected: Balance<Alpha<'destination'>>
  /** How far off is still right: so much alpha, or such a share of what is expected. */
  readonly tolerance: Balance<Alpha<'destination'>> | Percent
}

const COLUMNS = ['origin', 'destination', 'amount', 'expected', 'tolerance'] as const
type Column = (typeof COLUMNS)[number]
type Cells = Readonly<Partial<Record<string, unknown>>>

/**
 * A conversion table from the text of a CSV file (with a line of names first) or of a JSON array of objects. Columns:
 * origin, destination, amount, expected, and tolerance, which is 0 where it is empty. Amounts are decimal text with at
 * most 9 decimals, never JSON numbers; a tolerance may be a percentage. @throws E_TABLE naming the row
 */
export function readConversions(text: string): readonly Conversion[] {
  const rows = text.trimStart().startsWith('[') ? jsonRows(text) : csvRows(text)
  if (rows.length === 0) throw bad('the table', 'it has no rows')
  return rows.map(([row, cells]) => conversion(row, cells))
}

type Row = readonly [row: number, cells: Cells]

function csvRows(text: string): readonly Row[] {
  const [first, ...rest] = readCsv(text)
  const names = first?.cells ?? []
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw bad('the table', `column '${twice}' is there twice`)
  return rest.map(({ line, cells }) => {
    if (cells.length !== names.length)
      throw bad(`row ${line}`, `it has ${cells.length} cells, not ${names.length}`)
    return [line, Object.fromEntries(names.map((name, index) => [name, cells[index]]))]
  })
}

function jsonRows(text: string): readonly Row[] {
  let rows: unknown
  try {
    rows = JSON.parse(text)
  } catch (cause) {
    throw bad('the table', 'it is not JSON', cause)
  }
  return (rows as readonly unknown[]).map((cells, index) => {
    if (typeof cells !== 'object' || cells === null) throw bad(`row ${index + 1}`, 'it is no object')
    const { origin, destination, ...others } = cells as Cells
    // Subnets may be numbers; amounts may not, because JSON numbers lose digits.
    return [index + 1, { ...others, origin: numeral(origin), destination: numeral(destination) }]
  })
}

const numeral = (cell: unknown) => (typeof cell === 'number' ? String(cell) : cell)

function conversion(row: number, cells: Cells): Conversion {
  const unknown = Object.keys(cells).find(name => !COLUMNS.includes(name as Column))
  if (unknown !== undefined) throw bad(`row ${row}`, `there is no column '${unknown}'`)
  const read = <T>(column: Column, parse: (text: string) => T, fallback?: string): T => {
    const text = cells[column] === undefined || cells[column] === '' ? fallback : cells[column]
    if (typeof text !== 'string') {
      throw bad(`row ${row}, ${column}`, text === undefined ? 'it is missing' : 'it must be text')
    }
    try {
      return parse(text)
    } catch (cause) {
      if (!(cause instanceof CliError)) throw cause
      throw bad(`row ${row}, ${column}`, cause.message.replace(/\.$/, ''), cause)
    }
  }
  const origin = read('origin', text => parseNetuid(text, 'origin'))
  const destination = read('destination', text => parseNetuid(text, 'destination'))
  return {
    row,
    origin,
    destination,
    amount: read('amount', text => parseAlpha(text, origin)),
    expected: read('expected', text => parseAlpha(text, destination)),
    tolerance: read(
      'tolerance',
      text => (text.endsWith('%') ? Percent.parse(text) : parseAlpha(text, destination)),
      '0',
    ),
  }
}

const bad = (place: string, problem: string, cause?: unknown) =>
  new CliError('E_TABLE', { place, problem }, cause === undefined ? {} : { cause })
