// Controls (C0 but for tab and newline, DEL, C1), bidirectional controls, and characters that show nothing: format
// characters, joiners, variation selectors, blank letters and the empty Braille cell.
const UNSAFE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not reach a terminal
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff9-\ufffb]|\u034f|\u17b4|\u17b5|[\u180b-\u180d]|\u180f|[\ufe00-\ufe0f]|\udb40[\udc00-\udc7f\udd00-\uddef]/g

// Letters of scripts written from right to left: the ranges that Unicode keeps for them.
const LETTER = '[\\u0590-\\u08ff\\ufb1d-\\ufdff\\ufe70-\\ufefc\\u{10800}-\\u{10fff}\\u{1e800}-\\u{1efff}]'
const RIGHT_TO_LEFT = new RegExp(`${LETTER}(?:\\P{L}*${LETTER})*`, 'gu')

const FIRST_STRONG_ISOLATE = '\u2068'
const POP_ISOLATE = '\u2069'

/** Text from elsewhere, made unable to drive a terminal: controls and direction overrides removed, on one line. */
export function clean(text: string): string {
  return text.replace(/[\t\n]+/g, ' ').replace(UNSAFE, '')
}

/** Cleaned text of any direction, isolated so that what stands around it keeps its place. */
export function isolate(text: string): string {
  return `${FIRST_STRONG_ISOLATE}${clean(text)}${POP_ISOLATE}`
}

/** Cleaned text whose direction runs from left to right, and each run of letters that go the other way on its own. */
export function cleanLine(text: string): string {
  return clean(text).replace(RIGHT_TO_LEFT, isolate)
}

/** One line of JSON in which nothing can drive a terminal either: the same characters are escaped. */
export function jsonLine(value: unknown): string {
  return JSON.stringify(value).replace(UNSAFE, found =>
    [...Array(found.length).keys()]
      .map(i => `\\u${found.charCodeAt(i).toString(16).padStart(4, '0')}`)
      .join(''),
  )
}
