import { posix } from 'node:path'
import ts from 'typescript'
import { importsOf } from './imports.ts'

/** Groups of files that import each other in a circle, types counted, each group as one line of text. */
export function importCircles(sources: ReadonlyMap<string, ts.SourceFile>): readonly string[] {
  const targets = new Map([...sources].map(([path, file]) => [path, targetsOf(path, file, sources)]))
  const reach = (from: string): ReadonlySet<string> => {
    const seen = new Set<string>()
    const open = [from]
    for (let path = open.pop(); path !== undefined; path = open.pop()) {
      for (const next of targets.get(path) ?? []) {
        if (seen.has(next)) continue
        seen.add(next)
        open.push(next)
      }
    }
    return seen
  }
  const reached = new Map([...targets.keys()].map(path => [path, reach(path)]))
  const inCircle = [...reached.keys()].filter(path => reached.get(path)?.has(path))
  const groups = inCircle.map(path =>
    inCircle.filter(other => reached.get(path)?.has(other) && reached.get(other)?.has(path)).join(' <-> '),
  )
  return [...new Set(groups)]
}

function targetsOf(path: string, file: ts.SourceFile, sources: ReadonlyMap<string, ts.SourceFile>) {
  return importsOf(file)
    .filter(({ specifier }) => specifier.startsWith('.'))
    .map(({ specifier }) => posix.join(posix.dirname(path), specifier))
    .filter(target => sources.has(target))
}

/** Names of exported types that more than one file declares, each with its files, as lines of text. */
export function sharedTypeNames(sources: ReadonlyMap<string, ts.SourceFile>): readonly string[] {
  const declared = new Map<string, string[]>()
  for (const [path, file] of sources) {
    for (const statement of file.statements) {
      const isType =
        ts.isInterfaceDeclaration(statement) ||
        ts.isTypeAliasDeclaration(statement) ||
        ts.isClassDeclaration(statement)
      if (!isType || !statement.name || !isExported(statement)) continue
      const name = statement.name.text
      declared.set(name, [...(declared.get(name) ?? []), path])
    }
  }
  return [...declared]
    .filter(([, paths]) => paths.length > 1)
    .map(([name, paths]) => `${name}: ${paths.join(', ')}`)
}

const isExported = (node: ts.HasModifiers) =>
  ts.getModifiers(node)?.some(modifier => modifier.kind === ts.SyntaxKind.ExportKeyword) ?? false
