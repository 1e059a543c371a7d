import type { ShownSetting } from '../../config/settings.ts'
import type { Face } from '../face.ts'
import { clean } from '../text.ts'
import { settingJson } from './config-show.ts'

/** The value alone, for `$(taoctl config get wallet)`; an empty line where there is none. */
export const configGetView: Face<ShownSetting> = {
  schema: 'taoctl/config.get/v1',
  human: ({ value }) => clean(value ?? ''),
  json: settingJson,
}
