import type { App } from '../../app/app.ts'
import { CliError } from '../../errors/cli-error.ts'
import type { Json } from '../../output/face.ts'
import { schemaView } from '../../output/faces/schema.ts'
import { documents } from '../../output/schemas/documents.ts'

/** Prints one schema, or the names of all. @throws E_SCHEMA_UNKNOWN */
export async function runSchema(app: App, words: readonly string[]): Promise<void> {
  const names = Object.keys(documents)
  const name = words.join(' ').replace(/\./g, ' ')
  if (name === '') return app.output.result(schemaView, { names, document: null })
  const document = Object.hasOwn(documents, name) ? documents[name] : undefined
  if (document === undefined) throw new CliError('E_SCHEMA_UNKNOWN', { name, known: names })
  app.output.result(schemaView, {
    names: [name],
    document: JSON.parse(JSON.stringify(document)) as Record<string, Json>,
  })
}
