import { CliError } from '../../errors/cli-error.ts'

/** Refuses options that were given together and exclude each other. @throws E_USAGE naming the first of them */
export function refuseTogether(pairs: readonly (readonly [areGiven: boolean, names: string])[]): void {
  const found = pairs.find(([areGiven]) => areGiven)
  if (found) throw new CliError('E_USAGE', { problem: `${found[1]} exclude each other.` })
}
