import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import ts from 'typescript'

export const root = resolve(import.meta.dirname, '../..')

/** A finding of the compiler: 1-based line, error number, text. */
export interface Finding {
  readonly line: number
  readonly code: number
  readonly text: string
}

/** The compiler options of the project. */
function projectOptions(): ts.CompilerOptions {
  const path = resolve(root, 'tsconfig.json')
  const { config } = ts.readConfigFile(path, file => readFileSync(file, 'utf8'))
  return ts.parseJsonConfigFileContent({ ...config, include: [], files: [path] }, ts.sys, dirname(path))
    .options
}

// Files that did not change are parsed once per test file.
const parsed = new Map<string, ts.SourceFile>()

/** A program over files of the work tree, where `sources` (paths relative to the root) replace or add files. */
export function programOf(
  paths: readonly string[],
  sources: ReadonlyMap<string, string> = new Map(),
): ts.Program {
  const options = projectOptions()
  const host = ts.createCompilerHost(options, true)
  const own = new Map([...sources].map(([path, text]) => [resolve(root, path), text]))
  const { fileExists, readFile } = host
  host.fileExists = path => own.has(path) || fileExists(path)
  host.readFile = path => own.get(path) ?? readFile(path)
  host.getSourceFile = (path, languageVersion) => {
    const known = own.has(path) ? undefined : parsed.get(path)
    if (known) return known
    const text = host.readFile(path)
    if (text === undefined) return undefined
    const file = ts.createSourceFile(path, text, languageVersion, true)
    if (!own.has(path)) parsed.set(path, file)
    return file
  }
  return ts.createProgram(
    paths.map(path => resolve(root, path)),
    options,
    host,
  )
}

/** What the compiler says about one file. */
export function findings(program: ts.Program, path: string): readonly Finding[] {
  const file = program.getSourceFile(resolve(root, path))
  if (!file) throw new Error(`${path} is not part of the program`)
  const all = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]
  return all.map(({ start = 0, code, messageText }) => ({
    line: file.getLineAndCharacterOfPosition(start).line + 1,
    code,
    text: ts.flattenDiagnosticMessageText(messageText, '\n'),
  }))
}
