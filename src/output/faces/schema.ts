import type { Face, Json } from '../face.ts'

export interface PublishedSchemas {
  readonly names: readonly string[]
  /** The JSON Schema asked for; null where only names were. */
  readonly document: Readonly<Record<string, Json>> | null
}

/** The schema itself, ready for a file; or the names, one a line. */
export const schemaView: Face<PublishedSchemas> = {
  schema: 'taoctl/schema/v1',
  human: ({ names, document }) => (document === null ? names.join('\n') : JSON.stringify(document, null, 2)),
  json: ({ names, document }) => ({ names, document }),
}
