// Holds every promise of README.md and docs/security.md against the file that keeps it and the tests that hold it, and
// docs/promises.md against both. `--write` writes that page.
import { readFileSync, writeFileSync } from 'node:fs'

const PAGE = 'docs/promises.md'
const table = JSON.parse(readFileSync(new URL('./promises.json', import.meta.url), 'utf8'))

/** What the pages promise, in their words. */
export const promised = {
  'README.md': page =>
    section(page, '## What it never does')
      .split('\n')
      .filter(line => line.startsWith('- '))
      .map(line => line.slice(2)),
  'docs/security.md': page =>
    section(page, '## What is protected')
      .split('\n')
      .filter(line => line.startsWith('| '))
      .slice(1)
      .map(line => line.split('|')[1].trim()),
}

const section = (page, title) => page.slice(page.indexOf(title)).split(/\n## /)[0]

/** All that is wrong with a table of promises, in words; `read` gives the text of a file, undefined where there is none. */
export function problemsOf(promises, read) {
  return Object.entries(promised).flatMap(([path, list]) => {
    const pages = list(read(path) ?? '')
    const rows = promises[path] ?? []
    const lost = pages.filter(says => !rows.some(row => row.says === says))
    const stale = rows.filter(({ says }) => !pages.includes(says))
    return [
      ...(pages.length === 0 ? [`${path} promises nothing`] : []),
      ...lost.map(says => `${path}: no test is named for '${says}'`),
      ...stale.map(({ says }) => `${path} does not say '${says}'`),
      ...rows.flatMap(row => problemsOfRow(row, read)),
    ]
  })
}

function problemsOfRow({ says, kept, held }, read) {
  const tests = Object.entries(held)
  return [
    ...(tests.length === 0 || kept.length === 0 ? [`'${says}' names no file or no test`] : []),
    ...kept.filter(path => read(path) === undefined).map(path => `'${says}': there is no ${path}`),
    ...tests.flatMap(([path, title]) => {
      const text = read(path)
      if (text === undefined) return [`'${says}': there is no ${path}`]
      return hasTest(text, title) ? [] : [`'${says}': ${path} has no test '${title}'`]
    }),
  ]
}

/** Whether a test or a group of tests, none of them skipped, has a title. */
function hasTest(text, title) {
  const escaped = title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`\\b(test|it|describe)(\\.each\\([\\s\\S]*?\\))?\\(\\s*(['"\`])${escaped}\\3`).test(text)
}

/** The page that lists all promises. */
export function pageOf(promises) {
  const link = path => `[\`${path}\`](../${path})`
  const rows = list =>
    list.map(({ says, kept, held }) => {
      const tests = Object.entries(held).map(([path, title]) => `${link(path)}: ${title}`)
      return `| ${says} | ${kept.map(link).join('<br>')} | ${tests.join('<br>')} |`
    })
  return `# Promises

Each promise of the README and of [security.md](security.md), the file that keeps it, and the test that holds it. Written by
\`node scripts/promises.mjs --write\`; \`npm run check\` fails where a promise has no test.

## What it never does

| never | kept by | held by |
|---|---|---|
${rows(promises['README.md']).join('\n')}

## What is protected

| against | kept by | held by |
|---|---|---|
${rows(promises['docs/security.md']).join('\n')}
`
}

function readFile(path) {
  try {
    return readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')
  } catch {
    return undefined
  }
}

if (import.meta.filename === process.argv[1]) {
  if (process.argv.includes('--write')) writeFileSync(new URL(`../${PAGE}`, import.meta.url), pageOf(table))
  const problems = problemsOf(table, readFile)
  if (readFile(PAGE) !== pageOf(table)) problems.push(`${PAGE} is not what --write would write`)
  for (const problem of problems) console.error(problem)
  if (problems.length > 0) process.exitCode = 1
}
