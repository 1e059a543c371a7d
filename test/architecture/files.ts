import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import ts from 'typescript'
import { root } from '../types/compile.ts'

/** The source files under src, devnet and bin, relative to the root. */
export const files = ['src', 'devnet', 'bin']
  .filter(folder => existsSync(join(root, folder)))
  .flatMap(folder => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
  .filter(entry => entry.isFile() && /\.[cm]?[jt]s$/.test(entry.name))
  .map(entry => relative(root, join(entry.parentPath, entry.name)))
  .sort()

/** JavaScript is not part of the program; it is read for the rules that need no types. */
export function parsed(path: string): ts.SourceFile {
  return ts.createSourceFile(path, readFileSync(join(root, path), 'utf8'), ts.ScriptTarget.Latest, true)
}

/** Whether a path is in one of some folders. */
export const inside = (...folders: readonly string[]) => {
  const starts = folders.map(folder => `${folder}/`)
  return (path: string) => starts.some(start => path.startsWith(start))
}
export const source = inside('src', 'devnet')
/** Whether a path is under src or devnet and in none of some folders. */
export const outside = (...folders: readonly string[]) => {
  const inThem = inside(...folders)
  return (path: string) => source(path) && !inThem(path)
}
