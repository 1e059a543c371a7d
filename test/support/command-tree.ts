import type { Command } from 'commander'
import { buildProgram } from '../../src/commands/grammar/program.ts'
import { testWorld } from './test-host.ts'

/** A command that does something: one without others below it. */
export interface Leaf {
  /** Its words, as in 'stake list'. */
  readonly name: string
  readonly command: Command
}

/** Every command of taoctl, in the order of the help. */
export function commandTree(): readonly Leaf[] {
  return leavesOf(
    buildProgram(testWorld([]).host, async () => undefined),
    [],
  )
}

function leavesOf(parent: Command, words: readonly string[]): readonly Leaf[] {
  return parent.commands.flatMap(command => {
    const path = [...words, command.name()]
    return command.commands.length > 0 ? leavesOf(command, path) : [{ name: path.join(' '), command }]
  })
}
