import { posix } from 'node:path'
import ts from 'typescript'

/** One import, export-from, dynamic import, require or import type. */
interface Import {
  readonly line: number
  readonly specifier: string
  /** True if nothing of it is left at run time. `import { type X }` still loads the module, so it is false there. */
  readonly typeOnly: boolean
  /** Loaded only where the code comes by: `import(...)`. */
  readonly onUse: boolean
}

/** Who may import what. An entry is a room, `type <room>`, a package, or a package name ending in `*`. */
export type Table = Readonly<Record<string, readonly string[]>>

/** Every way in which a file names another module. */
export function importsOf(file: ts.SourceFile): readonly Import[] {
  const found: Import[] = []
  const add = (node: ts.Node, specifier: ts.Node | undefined, typeOnly: boolean, onUse = false) => {
    const text = specifier && ts.isStringLiteralLike(specifier) ? specifier.text : '(computed)'
    found.push({ line: lineOf(file, node), specifier: text, typeOnly, onUse })
  }
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      add(node, node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword)
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
      add(node, node.moduleSpecifier, node.isTypeOnly)
    } else if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference)) {
      add(node, node.moduleReference.expression, node.isTypeOnly)
    } else if (ts.isImportTypeNode(node)) {
      add(node, ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined, true)
    } else if (ts.isCallExpression(node) && isLoader(node.expression)) {
      add(node, node.arguments[0], false, node.expression.kind === ts.SyntaxKind.ImportKeyword)
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

function isLoader(callee: ts.Expression): boolean {
  return callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === 'require')
}

/** The room of a file: the longest name of the table that is a folder or file of its path, src/ left out. */
function roomOf(path: string, table: Table): string {
  const inside = path.replace(/^src\//, '').replace(/\.[cm]?[jt]s$/, '')
  const rooms = Object.keys(table).filter(room => inside === room || inside.startsWith(`${room}/`))
  return rooms.sort((a, b) => b.length - a.length)[0] ?? inside.split('/')[0] ?? inside
}

/** What a file imports against the table, as lines of text. */
export function forbiddenImports(path: string, file: ts.SourceFile, table: Table): readonly string[] {
  const room = roomOf(path, table)
  const allowed = table[room]
  if (!allowed) return [`${path}: '${room}' is no room of the table`]
  return importsOf(file).flatMap(({ line, specifier, typeOnly }) => {
    const target = specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : undefined
    const name = target === undefined ? specifier : nameOf(target, room, table)
    const ok =
      name === room ||
      name === 'errors' ||
      allowed.some(entry => permits(entry, name, typeOnly, target === undefined))
    return ok ? [] : [`${path}:${line}: ${room} may not import ${typeOnly ? 'types of ' : ''}${name}`]
  })
}

/** What a file loads together with itself that is in none of the allowed rooms, as lines of text. */
export function eagerImports(
  path: string,
  file: ts.SourceFile,
  table: Table,
  allowed: readonly string[],
): readonly string[] {
  return importsOf(file).flatMap(({ line, specifier, typeOnly, onUse }) => {
    if (typeOnly || onUse) return []
    const name = specifier.startsWith('.')
      ? nameOf(posix.join(posix.dirname(path), specifier), roomOf(path, table), table)
      : specifier
    return allowed.includes(name) ? [] : [`${path}:${line}: loads ${specifier} before it is used`]
  })
}

/** A target as the table names it. Of balance, only index.ts is the room; wire.ts has its own name, the rest is closed. */
function nameOf(target: string, from: string, table: Table): string {
  if (!/^(src|devnet|bin)\//.test(target)) return target
  const room = roomOf(target, table)
  if (room !== 'balance' || from === 'balance') return room
  const file = target.replace(/^src\/balance\//, '')
  if (file === 'index.ts') return 'balance'
  return file === 'wire.ts' ? 'balance/wire' : `${target}, which is closed`
}

/** A package stands for its subpaths too; a room does not stand for the rooms inside it. */
function permits(entry: string, name: string, typeOnly: boolean, isPackage: boolean): boolean {
  if (entry.startsWith('type ')) return typeOnly && entry === `type ${name}`
  if (entry.endsWith('*')) return name.startsWith(entry.slice(0, -1))
  return entry === name || (isPackage && name.startsWith(`${entry}/`))
}

export function lineOf(file: ts.SourceFile, node: ts.Node): number {
  return file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1
}
