import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join, posix } from 'node:path'
import ts from 'typescript'

const RELATIVE = /(from |import\()(['"])(\.{1,2}\/[^'"]+)\.ts\2/g

/** Writes the declarations of some sources, and of all that they mention and nothing else, to a folder. */
export async function buildTypes(entries, folder) {
  const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: entries }, ts.sys, '.')
  const program = ts.createProgram(entries, {
    ...options,
    // The sources are checked by `npm run check`.
    noCheck: true,
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    rootDir: '.',
    outDir: '/',
  })
  const written = new Map()
  const { diagnostics } = program.emit(undefined, (path, text) => written.set(path, text))
  if (diagnostics.length > 0) {
    throw new Error(
      diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n')).join('\n'),
    )
  }

  const kept = new Set()
  const keep = path => {
    if (kept.has(path)) return
    kept.add(path)
    for (const [, , , target] of written.get(path).matchAll(RELATIVE)) {
      keep(posix.join(posix.dirname(path), `${target}.d.ts`))
    }
  }
  for (const entry of entries) keep(`/${entry}`.replace(/\.ts$/, '.d.ts'))

  for (const path of kept) {
    const file = join(folder, path)
    await mkdir(dirname(file), { recursive: true })
    // Compilers that do not know .ts in specifiers understand .js.
    await writeFile(file, written.get(path).replace(RELATIVE, '$1$2$3.js$2'))
  }
}
