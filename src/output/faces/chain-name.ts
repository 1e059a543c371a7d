import { clean, isolate } from '../text.ts'
import { cut } from './brief.ts'

/** Tells whether a name is one of this machine's, or looks like one. */
export type IsLocal = (name: string) => boolean

/** Recognises names of wallets and hotkeys, whatever their letters' case and form. */
export function localNames(names: Iterable<string>): IsLocal {
  const known = new Set([...names].flatMap(name => [name, ...name.split('/')]).map(shapeOf))
  return name => known.has(shapeOf(name))
}

/** A name that somebody wrote on the chain, and that it is the chain's where it could be taken for one's own. */
export function chainName(name: string, isLocal: IsLocal, length: number): string {
  const mark = isLocal(name) ? ' (on the chain)' : ''
  return isolate(`${cut(name, length - mark.length)}${mark}`)
}

/** Columns that a subnet gets at the least where its name has to be marked. */
const MARKED = 24

/** Symbol and name of a subnet as `chainName`, isolated whatever the script, so that a column of them has one width. */
export function subnetName(
  { symbol, name }: { readonly symbol: string; readonly name: string },
  isLocal: IsLocal,
  length: number,
): string {
  const text = `${symbol} ${name}`
  const isMarked = [name, symbol, text].some(isLocal)
  return chainName(text, () => isMarked, isMarked ? Math.max(length, MARKED) : length)
}

const shapeOf = (name: string) => clean(name).normalize('NFKC').trim().toLowerCase()
