import { styleText } from 'node:util'
import type { Paint } from './face.ts'

const formats = { strong: 'bold', dim: 'dim', good: 'green', bad: 'red', warn: 'yellow' } as const

/** Colours by meaning; the caller decides whether there is colour at all. */
export function paintWith(color: boolean): Paint {
  return (kind, text) => (color ? styleText(formats[kind], text, { validateStream: false }) : text)
}
