import type { Origin } from '../../config/settings.ts'
import { table } from '../table.ts'
import { clean } from '../text.ts'
import type { View } from '../view.ts'

export interface ShownSetting {
  readonly name: string
  readonly value: string | undefined
  readonly origin: Origin
}

export const configShowView: View<readonly ShownSetting[]> = {
  schema: 'taoctl/config.show/v1',
  human: (settings, style) =>
    table(
      [{ title: 'Setting' }, { title: 'From' }, { title: 'Value' }],
      settings.map(({ name, value, origin }) => [name, clean(originText(origin)), clean(value ?? '-')]),
      style,
    ),
  json: settings => ({
    settings: settings.map(({ name, value, origin }) => ({
      name,
      value: value ?? null,
      origin: { ...origin },
    })),
  }),
}

function originText(origin: Origin): string {
  switch (origin.kind) {
    case 'flag':
    case 'environment':
      return origin.name
    case 'file':
      return origin.path
    case 'terminal':
      return 'no terminal'
    case 'default':
      return 'default'
  }
}
