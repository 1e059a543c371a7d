import { CliError } from '../errors/cli-error.ts'
import type { Stored } from './edit.ts'
import { unknownSetting } from './known.ts'
import { fileKeys, type Source, sources } from './table.ts'
import { isVisible } from './text-file.ts'

/**
 * What a config file would hold for a setting, checked by the same rules as on reading.
 * @throws E_SETTING_UNKNOWN, E_SETTING_SECRET, E_OPTION_VALUE, E_DURATION
 */
export function storable(key: string, text: string): Stored {
  if (namesSecret(key) || looksSecret(key, text)) throw new CliError('E_SETTING_SECRET')
  const entry = Object.values(sources).find(each => each.key === key) as Source<unknown> | undefined
  if (!entry) throw unknownSetting(key, fileKeys)
  if (text === '' || !isVisible(text)) {
    throw new CliError('E_OPTION_VALUE', { option: key, text, expected: 'text of visible characters' })
  }
  const value = entry.parse(text, key)
  return typeof value === 'number' && String(value) === text ? BigInt(value) : text
}

const namesSecret = (key: string) => /pass(word|phrase)|mnemonic|seed|secret|private/i.test(key)

/** A mnemonic, or a seed in hex where no hash belongs. */
const looksSecret = (key: string, text: string) =>
  /^([a-z]{3,8} +){11,}[a-z]{3,8}$/.test(text) || (key !== 'genesis' && /^0x[0-9a-f]{64}$/i.test(text))
