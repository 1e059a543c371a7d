import { Command } from 'commander'

/** A noun with its commands, as in `taoctl stake`. */
export function group(name: string, description: string, commands: readonly Command[]): Command {
  const parent = new Command(name).description(description)
  for (const command of commands) parent.addCommand(command)
  return parent
}
