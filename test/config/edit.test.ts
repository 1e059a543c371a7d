import fc from 'fast-check'
import { parse } from 'smol-toml'
import { describe, expect, test } from 'vitest'
import { editToml } from '../../src/config/edit.ts'

const FILE = `# my settings
network = "local"   # the devnet
  era=16
wallet_path = '/w#x' # not a comment inside
`

describe('one key is changed and every other line kept', () => {
  test.each([
    ['network', 'test', FILE.replace('"local"', '"test"')],
    ['era', 64n, FILE.replace('era=16', 'era=64')],
    ['wallet_path', '/a "b" \\c', FILE.replace("'/w#x'", '"/a \\"b\\" \\\\c"')],
    ['wallet', 'w', `${FILE}wallet = "w"\n`],
    ['network', undefined, FILE.replace(/network.*\n/, '')],
    ['era', undefined, FILE.replace('  era=16\n', '')],
    ['wallet', undefined, FILE],
  ])('%s = %s', (key, value, expected) => {
    expect(editToml(FILE, key, value)).toBe(expected)
  })

  test.each([
    ['', 'era = 64\n'],
    ['# only a comment', '# only a comment\nera = 64\n'],
    ['wallet = "w"', 'wallet = "w"\nera = 64\n'],
    ['wallet = "w"\r\nwait = "included"\r\n', 'wallet = "w"\r\nwait = "included"\r\nera = 64\r\n'],
    ['era = 4\r\nwallet = "w"\r\n', 'era = 64\r\nwallet = "w"\r\n'],
    ['\ufeff', '\ufeffera = 64\n'],
    ['\ufeffera = 4\n', '\ufeffera = 64\n'],
    ['"era" = 4', 'era = 64'],
    ['\'era\'\t=\t"4"', 'era\t=\t64'],
    ['[table]\nx = 1\n', 'era = 64\n[table]\nx = 1\n'],
    ['era = 4\n[table]\nera = 5\n', 'era = 64\n[table]\nera = 5\n'],
    ['wallet = """\nera = 4\n"""\nera = 8\n', 'wallet = """\nera = 4\n"""\nera = 64\n'],
    ['wallet = 2026-01-01\n', 'wallet = 2026-01-01\nera = 64\n'],
  ])('%j becomes %j', (before, after) => {
    expect(editToml(before, 'era', 64n)).toBe(after)
  })

  test('a byte order mark stays when its line goes', () => {
    expect(editToml('\ufeffera = 4\n# x\n', 'era', undefined)).toBe('\ufeff# x\n')
  })
})

test.each([
  'era = [\n4,\n8]\n',
  'era = """4"""\n',
  'era.of.dots = 4\n',
  '[era]\nx = 4\n',
])('%j cannot be changed line by line, and is left alone', text => {
  expect(editToml(text, 'era', 64n)).toBeUndefined()
})

test('whatever the value, it is read back and the rest is what it was', () => {
  const key = fc.constantFrom('network', 'era', 'wallet_path', 'wallet')
  fc.assert(
    fc.property(key, fc.string({ unit: 'binary', minLength: 1 }), (name, value) => {
      const edited = editToml(FILE, name, value)
      expect(edited).toBeDefined()
      expect({ ...parse(edited ?? '') }).toEqual({ ...parse(FILE), [name]: value })
      for (const line of FILE.split('\n')) {
        if (!line.includes(name)) expect(edited?.split('\n')).toContain(line)
      }
    }),
  )
})
