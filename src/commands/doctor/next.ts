import type { App } from '../../app/app.ts'
import { specOf } from '../../chain/metadata/facts.ts'
import { publicNetwork } from '../../chain/network/network.ts'
import { expandHome } from '../../config/paths.ts'
import { CliError } from '../../errors/cli-error.ts'
import { messageOf } from '../../errors/message.ts'
import { shownUrl } from '../../errors/url.ts'
import type { Check } from '../../output/faces/doctor.ts'
import { fromHex, isHex } from '../../scale/bytes.ts'
import { type Runtime, readRuntime } from '../../scale/runtime.ts'
import { readNamedFile } from '../inputs/read-file.ts'
import { ok, outcome, problem } from './check.ts'
import { checkRules } from './rules.ts'
import { checkItems } from './runtime.ts'

/** A runtime that does not run yet on the chain in use. */
interface NextRuntime {
  readonly runtime: Runtime
  readonly specVersion: number
  readonly isPublic: boolean
}

const FORMS = 'Give metadata of V15 or V16, as bytes or as hex, or a ws:// or wss:// URL.'

/**
 * The verdict on a runtime to come: of a file with its metadata (V15 or V16, bytes or hex), or of the chain behind a
 * ws:// or wss:// URL on which it runs already.
 */
export async function checkNext(app: App, source: string): Promise<readonly Check[]> {
  const next = await outcome(
    app.halt.race(/^wss?:\/\//.test(source) ? fromChain(app, source) : fromFile(app, source)),
  )
  if (next instanceof CliError) return [problem('next', next)]
  const items = checkItems('next', next)
  const stopped = items.some(({ status, hint }) => status === 'problem' || hint !== undefined)
  const says = stopped ? 'does not have all that commands stand on' : 'has all that commands stand on'
  return [
    ok('next', `Spec ${next.specVersion} of ${shownUrl(source)} ${says}.`),
    ...items,
    ...checkRules('next', next.runtime),
  ]
}

async function fromChain(app: App, url: string): Promise<NextRuntime> {
  const { runtime, specVersion, genesis } = await app.chainAt(url)
  return { runtime, specVersion, isPublic: publicNetwork(genesis) !== undefined }
}

/** @throws E_METADATA for a file that cannot be read, or holds something else */
async function fromFile(app: App, path: string): Promise<NextRuntime> {
  const { host, network } = app
  const refuse = (problem: string) => new CliError('E_METADATA', { source: path, problem }, { hint: FORMS })
  const bytes = await readNamedFile(app, expandHome(path, host.home), refuse)
  try {
    const text = new TextDecoder().decode(bytes).trim()
    const runtime = readRuntime(isHex(text) ? fromHex(text) : bytes)
    return { runtime, specVersion: specOf(runtime), isPublic: network().genesis !== undefined }
  } catch (error) {
    throw refuse(messageOf(error).replace(/\.$/, ''))
  }
}
