import Table from 'cli-table3'
import type { Style } from './face.ts'

export interface Column {
  readonly title: string
  readonly align?: 'left' | 'right'
}

const bare = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
}

/** A table without lines, header in bold. No trailing spaces. */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  style: Style,
): string {
  const grid = new Table({
    chars: bare,
    head: columns.map(column => style.paint('strong', column.title)),
    colAligns: columns.map(column => column.align ?? 'left'),
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  })
  grid.push(...rows.map(row => [...row]))
  return grid
    .toString()
    .split('\n')
    .map(line => line.trimEnd())
    .join('\n')
}

/** Two columns: what, and its value. Empty values are left out. */
export function facts(rows: readonly (readonly [string, string | undefined])[], style: Style): string {
  const shown = rows.filter((row): row is readonly [string, string] => row[1] !== undefined)
  const width = Math.max(0, ...shown.map(([name]) => name.length))
  return shown.map(([name, value]) => `${style.paint('dim', name.padEnd(width))}  ${value}`).join('\n')
}

/** Columns a line takes; colours and isolates take none. */
export function columnsOf(line: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape codes begin with one
  return [...line.replace(/\u001b\[[0-9;]*m|[\u2066-\u2069]/g, '')].length
}
