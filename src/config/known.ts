import { CliError } from '../errors/cli-error.ts'
import { similarTo } from './similar.ts'

/** The error for a name that is no setting. */
export function unknownSetting(name: string, known: readonly string[]): CliError {
  return new CliError('E_SETTING_UNKNOWN', {
    name: name.slice(0, 80),
    similar: similarTo(name.replaceAll('-', '_'), known),
    known,
  })
}
