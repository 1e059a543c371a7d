import type { Change } from '../../config/change.ts'
import type { Face } from '../face.ts'
import { clean } from '../text.ts'

const json = ({ path, name, value, previous, isChanged }: Change) => ({
  path,
  name,
  value: value ?? null,
  previous: previous ?? null,
  changed: isChanged,
})

const before = (previous: string | undefined) => (previous === undefined ? '' : `, was ${previous}`)

export const configSetView: Face<Change> = {
  schema: 'taoctl/config.set/v1',
  human: ({ path, name, value, previous, isChanged }) =>
    clean(
      isChanged
        ? `${name} is now ${value} in ${path}${before(previous)}`
        : `${name} is already ${value} in ${path}`,
    ),
  json,
}

export const configUnsetView: Face<Change> = {
  schema: 'taoctl/config.unset/v1',
  human: ({ path, name, previous, isChanged }) =>
    clean(isChanged ? `${name} is gone from ${path}${before(previous)}` : `${name} is not in ${path}`),
  json,
}
