import Type from 'typebox'
import { nullable, success } from './common.ts'

const text = Type.String()

const origin = Type.Union([
  Type.Object({ kind: Type.Enum(['flag', 'environment']), name: text }),
  Type.Object({ kind: Type.Literal('env-file'), name: text, path: text }),
  Type.Object({ kind: Type.Literal('file'), path: text }),
  Type.Object({ kind: Type.Enum(['terminal', 'default']) }),
])

const setting = Type.Object({ name: text, value: nullable(text), origin })

const change = Type.Object({
  path: text,
  name: text,
  value: nullable(text),
  previous: nullable(text),
  changed: Type.Boolean(),
})

/** Documents of `config`. */
export const settingsSchemas = {
  show: success('config.show', Type.Object({ settings: Type.Array(setting) })),
  get: success('config.get', setting),
  set: success('config.set', change),
  unset: success('config.unset', change),
}
