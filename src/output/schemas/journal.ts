import Type from 'typebox'
import { hash, nullable, success } from './common.ts'

const text = Type.String()

/** The document of `journal resume` without an entry; with one it is that of the trade. */
export const journalResumeSchema = success(
  'journal.resume',
  Type.Object({
    entries: Type.Array(
      Type.Object({
        entry: text,
        verb: text,
        hash,
        exit: Type.Integer(),
        code: nullable(text),
        message: nullable(text),
        data: Type.Unknown(),
      }),
    ),
  }),
  'always',
)
