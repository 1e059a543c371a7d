import Type from 'typebox'
import { nullable, warnings } from './common.ts'

/** The document of every command that fails. */
export const errorSchema = Type.Object(
  {
    schema: Type.Literal('taoctl/error/v1'),
    ok: Type.Literal(false),
    error: Type.Object({
      code: Type.String({ pattern: '^E_[A-Z_]+$', description: 'docs/errors.md lists them' }),
      docs: Type.String({ description: 'where that page tells of it' }),
      exit: Type.Enum([1, 2, 3, 4, 5, 6, 7, 8, 9, 130]),
      message: Type.String(),
      hint: nullable(Type.String()),
      retryable: Type.Boolean({
        description: 'the same command cannot execute twice, and the cause may pass by itself',
      }),
      sent: Type.Enum(['no', 'yes', 'unknown']),
      chain: nullable(Type.Object({ pallet: Type.String(), name: Type.String(), docs: Type.String() })),
      journal: nullable(Type.String()),
      missing: Type.Array(Type.String()),
      replay: nullable(Type.String({ description: 'the command with a place for all that is missing' })),
    }),
    data: Type.Unknown({ description: "the command's report as far as there was one, else null" }),
    warnings,
  },
  { $schema: 'https://json-schema.org/draft/2020-12/schema', title: 'taoctl/error/v1' },
)
