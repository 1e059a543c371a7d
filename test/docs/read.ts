import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../types/compile.ts'

/** Text of a page, by its path in the repository. */
export const page = (path: string): string => readFileSync(join(root, path), 'utf8')

/** Every page for people. */
export const pages: readonly string[] = [
  'README.md',
  ...readdirSync(join(root, 'docs'))
    .filter(name => name.endsWith('.md'))
    .map(name => `docs/${name}`),
]

/** What stands in the code blocks of a language. */
export const blocks = (text: string, language: string): readonly string[] =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(match => match[1] ?? '')
