import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clean, cleanLine, isolate, jsonLine } from '../../src/output/text.ts'

/** What can drive a terminal or turn text around, listed here by hand. */
const dangerous = [
  ...[0x00, 0x07, 0x08, 0x0b, 0x0d, 0x1b, 0x7f, 0x80, 0x85, 0x9b, 0x9f],
  ...[0x061c, 0x200b, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e],
  ...[0x2060, 0x2066, 0x2067, 0x2068, 0x2069, 0xfeff, 0xfff9, 0xe0001, 0xe0041, 0xe007f],
  // What shows nothing: two names that differ in it alone look the same.
  ...[
    0x00ad, 0x034f, 0x115f, 0x1160, 0x17b4, 0x180b, 0x180e, 0x2800, 0x3164, 0xfe00, 0xfe0f, 0xffa0, 0xe0100,
    0xe01ef,
  ],
].map(code => String.fromCodePoint(code))
const hex = (text: string) => `U+${text.codePointAt(0)?.toString(16)}`

describe('clean', () => {
  test.each(dangerous.map(each => [hex(each), each]))('removes %s', (_, each) => {
    expect(clean(`a${each}b${each}`)).toBe('ab')
  })

  test.each([
    ['plain text', 'chutes 64'],
    ['Hebrew', 'פ'],
    ['Arabic', 'ش'],
    ['Greek and accents', 'Τ α θ é'],
    ['emoji', '🙂'],
    ['Chinese', '子网'],
  ])('leaves %s', (_, text) => {
    expect(clean(text)).toBe(text)
  })

  test.each([
    ['a coloured text', '\u001b[31mred\u001b[0m', '[31mred[0m'],
    ['a new title', '\u001b]0;title\u0007x', ']0;titlex'],
    ['a line cleared', 'good\r\u001b[2Kbad', 'good[2Kbad'],
    ['lines', 'a\nb\tc\r\nd', 'a b c d'],
  ])('takes the power from %s', (_, text, expected) => {
    expect(clean(text)).toBe(expected)
  })
})

test('isolate lets no text turn what stands around it', () => {
  expect(isolate('פ gen42')).toBe('\u2068פ gen42\u2069')
  // Text that ends the isolation itself, and then overrides.
  expect(isolate('x\u2069\u202ey')).toBe('\u2068xy\u2069')
})

describe('cleanLine', () => {
  const on = (text: string) => `\u2068${text}\u2069`
  test.each([
    ['Left alone.', 'Left alone.'],
    ['The node said פ', `The node said ${on('פ')}`],
    ['a שלום, עולם b', `a ${on('שלום, עולם')} b`],
    ['פ says ש', `${on('פ')} says ${on('ש')}`],
    ['سعر 5 ريال!', `${on('سعر 5 ريال')}!`],
    ['\u202eevil\u001b[31m 𞤀', `evil[31m ${on('𞤀')}`],
    ['τ א 𝜏', `τ ${on('א')} 𝜏`],
  ])('%j', (text, expected) => {
    expect(cleanLine(text)).toBe(expected)
  })
})

describe('jsonLine', () => {
  test('says the same as JSON, on one line, without a character that could drive a terminal', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc
        .array(fc.constantFrom(...dangerous, '\n', '\t', '"', '\\', 'a', 'פ', '🙂'))
        .map(parts => parts.join('')),
    )
    fc.assert(
      fc.property(text, text, (key, value) => {
        const line = jsonLine({ [key]: [value] })
        expect(JSON.parse(line)).toEqual({ [key]: [value] })
        expect(dangerous.filter(each => line.includes(each))).toEqual([])
        expect(line).not.toMatch(/[\n\t]/)
      }),
      { numRuns: 300 },
    )
  })

  test('leaves letters as they are', () => {
    expect(jsonLine({ symbol: 'פ' })).toBe('{"symbol":"פ"}')
  })
})
