import { expect, test } from 'vitest'
import { examples } from '../../src/commands/grammar/examples.ts'
import { buildProgram } from '../../src/commands/grammar/program.ts'
import type { Start } from '../../src/commands/start.ts'
import { commandTree } from '../support/command-tree.ts'
import { testWorld } from '../support/test-host.ts'

test('every command has an example in src/commands/grammar/examples.ts', () => {
  const names = commandTree().map(({ name }) => name)
  expect(names.filter(name => !Object.hasOwn(examples, name))).toEqual([])
  expect(Object.keys(examples).filter(name => !names.includes(name))).toEqual([])
})

test.each(Object.entries(examples))('the parser takes the examples of %s', async (name, lines) => {
  for (const line of lines) {
    const ran: string[] = []
    const start: Start = async command => {
      ran.push(`${command.parent?.parent ? `${command.parent.name()} ` : ''}${command.name()}`)
    }
    const words = line.replace(/ > .*/, '').split(' ').slice(1)
    await buildProgram(testWorld([]).host, start).parseAsync(words, { from: 'user' })
    expect(ran).toEqual([name])
  }
})
