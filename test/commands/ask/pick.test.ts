import { describe, expect, test } from 'vitest'
import { type Choice, pick } from '../../../src/commands/ask/pick.ts'

const choices: readonly Choice<string>[] = [
  { keys: ['1', 'main', '5Fmain'], text: 'main 5Fmain Apex', value: 'a' },
  { keys: ['2', 'spare', '5Fspare'], text: 'spare 5Fspare Apex', value: 'b' },
  { keys: ['12', '2', '5Ftwo'], text: '2 5Ftwo פרוטאו', value: 'c' },
]
const some = (...values: readonly string[]) => ({
  kind: 'some',
  choices: choices.filter(({ value }) => values.includes(value)),
})

describe('pick', () => {
  test.each([
    ['1', 'a'],
    [' 12 ', 'c'],
    ['spare', 'b'],
    ['5Ftwo', 'c'],
  ])('%j chooses', (typed, value) => expect(pick(choices, typed)).toEqual({ kind: 'one', value }))

  test('a number wins over a name that looks like one', () => {
    expect(pick(choices, '2')).toEqual({ kind: 'one', value: 'b' })
  })

  test('a name of two choices chooses neither', () => {
    const twins = choices.map(choice => ({ ...choice, keys: [choice.value, 'twin'] as const, text: 'twin' }))
    expect(pick(twins, 'twin')).toEqual({ kind: 'some', choices: twins })
  })

  test.each([
    ['apex', some('a', 'b')],
    ['APEX', some('a', 'b')],
    ['פרו', some('c')],
    ['apex  main', some('a')],
    ['main apex', some('a')],
    ['', some('a', 'b', 'c')],
    ['  ', some('a', 'b', 'c')],
  ])('%j narrows down, and never chooses', (typed, expected) => {
    expect(pick(choices, typed)).toEqual(expected)
  })

  test.each(['3', '01', '0', '-1', 'apex tail', '.*', '\u001b[A'])('%j is nothing', typed => {
    expect(pick(choices, typed)).toEqual({ kind: 'none' })
  })

  test('there may be nothing to choose from', () => {
    expect(pick([], '1')).toEqual({ kind: 'none' })
    expect(pick([], '')).toEqual({ kind: 'none' })
  })
})
