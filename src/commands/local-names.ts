import type { App } from '../app/app.ts'
import { type IsLocal, localNames } from '../output/faces/chain-name.ts'

/** Tells names of keys on this machine; none where no wallet folder is known. */
export async function readLocalNames(app: Pick<App, 'names'>): Promise<IsLocal> {
  const names: ReadonlyMap<string, string> = await app.names().catch(() => new Map())
  return localNames(names.values())
}
