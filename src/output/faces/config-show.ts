import type { Origin } from '../../config/origin.ts'
import type { ShownSetting } from '../../config/settings.ts'
import type { Face, Json } from '../face.ts'
import { table } from '../table.ts'
import { clean } from '../text.ts'

export const configShowView: Face<readonly ShownSetting[]> = {
  schema: 'taoctl/config.show/v1',
  human: (settings, style) =>
    table(
      [{ title: 'Setting' }, { title: 'From' }, { title: 'Value' }],
      settings.map(({ name, value, origin }) => [name, clean(originText(origin)), clean(value ?? '-')]),
      style,
    ),
  json: settings => ({ settings: settings.map(settingJson) }),
}

/** A setting for scripts; `value` is null where there is none. */
export function settingJson({ name, value, origin }: ShownSetting): Json {
  return { name, value: value ?? null, origin: { ...origin } }
}

/** Where a value came from, in a word or two. */
export function originText(origin: Origin): string {
  switch (origin.kind) {
    case 'flag':
    case 'environment':
      return origin.name
    case 'env-file':
      return `${origin.name} in ${origin.path}`
    case 'file':
      return origin.path
    case 'terminal':
      return 'no terminal'
    case 'default':
      return 'default'
  }
}
