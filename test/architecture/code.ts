import ts from 'typescript'
import { lineOf } from './imports.ts'

type Check = (path: string, file: ts.SourceFile) => readonly string[]

/** The lines of the nodes that match. */
function finder(what: string, matches: (node: ts.Node) => boolean): Check {
  return (path, file) => {
    const found: string[] = []
    const visit = (node: ts.Node): void => {
      if (matches(node)) found.push(`${path}:${lineOf(file, node)}: ${what}`)
      ts.forEachChild(node, visit)
    }
    visit(file)
    return found
  }
}

const GLOBALS = new Set(['globalThis', 'global'])
const isGlobal = (node: ts.Node) => ts.isIdentifier(node) && GLOBALS.has(node.text)

/** Whether a node names a global: by itself, as globalThis.x, or as globalThis['x']. Members of other objects do not. */
function names(node: ts.Node, name: string): boolean {
  if (ts.isElementAccessExpression(node)) {
    return (
      isGlobal(node.expression) &&
      ts.isStringLiteralLike(node.argumentExpression) &&
      node.argumentExpression.text === name
    )
  }
  if (!ts.isIdentifier(node) || node.text !== name) return false
  const { parent } = node
  if (ts.isPropertyAccessExpression(parent) && parent.name === node) return isGlobal(parent.expression)
  if (ts.isQualifiedName(parent) && parent.right === node) return false
  const isKey =
    ts.isPropertyAssignment(parent) ||
    ts.isPropertySignature(parent) ||
    ts.isPropertyDeclaration(parent) ||
    ts.isMethodSignature(parent) ||
    ts.isMethodDeclaration(parent)
  return !(isKey && parent.name === node)
}

/** `process`, by any way to it. */
export const processUse = finder(
  'names process',
  node => names(node, 'process') || (ts.isStringLiteralLike(node) && /^(node:)?process$/.test(node.text)),
)

/** A cast over unknown or any, which makes anything of anything. */
export const doubleCast = finder('casts over unknown', node => {
  if (!ts.isAsExpression(node) && !ts.isTypeAssertionExpression(node)) return false
  let inner = node.expression
  while (ts.isParenthesizedExpression(inner)) inner = inner.expression
  if (!ts.isAsExpression(inner) && !ts.isTypeAssertionExpression(inner)) return false
  return inner.type.kind === ts.SyntaxKind.UnknownKeyword || inner.type.kind === ts.SyntaxKind.AnyKeyword
})

const NUMBER_QUESTIONS = new Set(['isInteger', 'isSafeInteger', 'isFinite', 'isNaN', 'MAX_SAFE_INTEGER'])

/** Number, parseInt, parseFloat (called or handed on, as in map(Number)), and toFixed. */
export const numberUse = finder('makes a floating number', node => {
  if (names(node, 'parseInt') || names(node, 'parseFloat')) return true
  if (ts.isPropertyAccessExpression(node))
    return ['toFixed', 'parseInt', 'parseFloat'].includes(node.name.text)
  if (!names(node, 'Number') || ts.isTypeReferenceNode(node.parent)) return false
  const { parent } = node
  return !(ts.isPropertyAccessExpression(parent) && parent.expression === node && asks(parent.name.text))
})
const asks = (member: string) => NUMBER_QUESTIONS.has(member) || member.startsWith('parse')

/** A default export, in any of its three spellings. */
export const defaultExport = finder('has a default export', node => {
  if (ts.isExportAssignment(node)) return true
  if (ts.isExportSpecifier(node)) return node.name.text === 'default'
  return (
    ts.canHaveModifiers(node) && !!ts.getModifiers(node)?.some(m => m.kind === ts.SyntaxKind.DefaultKeyword)
  )
})

export const enumUse = finder('declares an enum', ts.isEnumDeclaration)

const TIME = ['Date', 'setTimeout', 'setInterval', 'setImmediate', 'performance']

/** A clock, a timer, or chance. */
export const clockUse = finder('uses a clock or chance', node => {
  if (TIME.some(name => names(node, name))) return true
  return ts.isPropertyAccessExpression(node) && names(node.expression, 'Math') && node.name.text === 'random'
})

/** Asynchronous code: async, await, Promise. */
export const asyncUse = finder('is asynchronous', node => {
  if (ts.isAwaitExpression(node) || names(node, 'Promise')) return true
  if (ts.isForOfStatement(node) && node.awaitModifier) return true
  return (
    ts.canHaveModifiers(node) && !!ts.getModifiers(node)?.some(m => m.kind === ts.SyntaxKind.AsyncKeyword)
  )
})

const SUBMITTING = new Set(['submitExtrinsic', 'submitAndWatchExtrinsic', 'leaveFor'])
/** Handing in extrinsics: by a method's name or by one of @polkadot/api. */
export const submission = finder('hands extrinsics in', node => {
  if (ts.isIdentifier(node)) return SUBMITTING.has(node.text)
  if (ts.isPropertyAccessExpression(node)) return node.name.text === 'signAndSend'
  const isText = ts.isStringLiteralLike(node) || ts.isTemplateHead(node)
  return isText && /author_|submit(AndWatch)?Extrinsic/.test(node.text)
})

/** More than 300 lines. */
export const tooLong: Check = (path, file) => {
  const lines = file.text.split('\n').length - (file.text.endsWith('\n') ? 1 : 0)
  return lines > 300 ? [`${path}: has ${lines} lines`] : []
}

const COMPARISONS = new Set([
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
  ts.SyntaxKind.LessThanToken,
  ts.SyntaxKind.LessThanEqualsToken,
  ts.SyntaxKind.GreaterThanToken,
  ts.SyntaxKind.GreaterThanEqualsToken,
])

/** An operator between two amounts: it compares objects, or throws. `compare` is meant. Needs the types of a program. */
export function amountComparison(checker: ts.TypeChecker): Check {
  const isAmount = (node: ts.Node) => mentionsBalance(checker, checker.getTypeAtLocation(node))
  return finder('compares amounts by an operator', node => {
    if (ts.isBinaryExpression(node) && COMPARISONS.has(node.operatorToken.kind)) {
      return isAmount(node.left) && isAmount(node.right)
    }
    return ts.isCaseClause(node) && isAmount(node.expression)
  })
}

/** Whether a type is Balance, a union with it, or a type parameter bound to it. */
function mentionsBalance(checker: ts.TypeChecker, type: ts.Type): boolean {
  const symbol = type.getSymbol()
  if (type.isUnionOrIntersection()) return type.types.some(part => mentionsBalance(checker, part))
  if (type.isTypeParameter()) {
    const bound = checker.getBaseConstraintOfType(type)
    return bound !== undefined && bound !== type && mentionsBalance(checker, bound)
  }
  const from = symbol?.name === 'Balance' ? symbol.declarations?.[0] : undefined
  return from?.getSourceFile().fileName.endsWith('/src/balance/balance.ts') ?? false
}
