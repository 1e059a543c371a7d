import type { Static } from 'typebox'
import Value from 'typebox/value'
import { netuidFrom, parseAlpha, widen } from '../../src/balance/index.ts'
import { fromHex, type Hex } from '../../src/scale/bytes.ts'
import type { NodeBlock } from '../node/block.ts'
import type { NodeChain } from '../node/chain-types.ts'
import type { Seal } from '../node/settings.ts'
import { parsed } from '../scenario/amount.ts'
import { parseTime } from '../scenario/time.ts'
import type { After } from '../types.ts'
import type { Fault } from '../wire/fault.ts'
import { accountOf } from './account.ts'
import { ControlError } from './error.ts'
import { valueFromJson } from './json-value.ts'
import { type ControlMethod, parameters } from './schema.ts'
import type { Control } from './types.ts'

/** What requests work on. */
export interface Controlled {
  readonly chain: NodeChain
  readonly control: Control
  readonly after: After
}

type Answers = {
  readonly [M in ControlMethod]: (on: Controlled, params: Static<(typeof parameters)[M]>) => unknown
}

const answers: Answers = {
  dev_newBlock: ({ chain, control }, { block }) => {
    if (typeof block === 'string') return control.blocks.make({ parent: blockOf(chain, block) }).hash
    const { parent, include, exclude, count } = block ?? {}
    return control.blocks.make({
      ...(parent !== undefined && { parent: blockOf(chain, parent) }),
      ...(include && { include: include.map(lower) }),
      ...(exclude && { exclude: exclude.map(lower) }),
      ...(count !== undefined && { count }),
    }).hash
  },
  dev_finalizeBlock: ({ chain, control }, { block }) =>
    control.blocks.finalize(block === undefined ? undefined : blockOf(chain, block)).hash,
  dev_setBlockBuildMode: ({ control }, { mode }) => control.sealing.set(sealOf(mode)),
  dev_pause: ({ control }) => control.sealing.pause(),
  dev_resume: ({ control }) => control.sealing.resume(),
  dev_setAutoFinality: ({ control }, { automatic }) => control.sealing.finalize(automatic),
  dev_timeTravel: ({ control }, { time }) => {
    const milliseconds = typeof time === 'number' ? time : Number(parseTime(time) ?? Number.NaN)
    if (Number.isNaN(milliseconds)) throw new ControlError('not a time such as 2026-01-01T00:00:00Z')
    control.time.set(milliseconds)
    return milliseconds
  },
  dev_advanceTime: ({ control }, { milliseconds }) => control.time.advance(milliseconds),
  dev_setStorage: ({ chain, control }, { storage }) => {
    if (Array.isArray(storage)) return control.storage.set(storage as [Hex, Hex | null][])
    for (const [pallet, items] of Object.entries(storage)) {
      for (const [item, rows] of Object.entries(items)) {
        for (const [key, json] of rows) {
          const value = json === null ? undefined : valueFromJson(json, patternOf(chain, pallet, item, key))
          control.storage.write(pallet, item, key, value)
        }
      }
    }
  },
  dev_addDividend: ({ control }, { dividend: { hotkey, netuid, alpha } }) =>
    control.storage.dividend({
      hotkey: accountOf(hotkey),
      alpha: parsed(() => widen(parseAlpha(alpha, netuidFrom(netuid, 'dividend'))), 'alpha', refuse),
    }),
  dev_reorg: ({ chain, control }, { reorg = {} }) => {
    const { parent, depth = 1, drop = [], include = [] } = reorg
    const height = chain.tree.best().header.number - depth
    const from = parent === undefined ? chain.tree.at(height) : blockOf(chain, parent)
    if (from === undefined) throw new ControlError(`there is no block ${height}`)
    return control.blocks
      .reorg({ parent: from, drop: drop.map(lower), include: include.map(lower) })
      .map(block => block.hash)
  },
  dev_setPoolLimits: ({ control }, { limits }) => control.pool.limit(limits),
  dev_placeBefore: async ({ control }, { frontRun: { signer, call, before } }) => {
    await control.trades.before({
      signer,
      call: lower(call),
      before: {
        ...(before.hash !== undefined && { hash: lower(before.hash) }),
        ...(before.signer !== undefined && { signer: accountOf(before.signer) }),
        ...(before.call !== undefined && { call: before.call }),
      },
    })
  },
  dev_upgrade: ({ control }, { upgrade }) =>
    control.runtime.upgrade('metadata' in upgrade ? { metadata: fromHex(lower(upgrade.metadata)) } : upgrade),
  // Behind the answer, which would be lost with the connection.
  dev_hangUp: ({ control, after }) => void after(0, () => control.network.hangUp()),
  dev_restart: ({ control, after }, { restart = {} }) =>
    void after(0, () => void control.network.restart(restart)),
  dev_addFault: ({ control }, { fault }) => control.messages.add(fault as Fault),
  dev_removeFault: ({ control }, { fault }) => {
    if (fault !== undefined) return control.messages.remove(fault)
    control.messages.clear()
    return true
  },
  dev_faults: ({ control }) => control.messages.list(),
}

/** Answers a request for control, whose parameters come in the order of the method's schema. @throws ControlError */
export function answerControl(method: ControlMethod, on: Controlled, params: readonly unknown[]): unknown {
  return answered(method, on, params)
}

function answered<M extends ControlMethod>(method: M, on: Controlled, params: readonly unknown[]): unknown {
  const schema = parameters[method]
  const names = Object.keys(schema.properties)
  if (params.length > names.length) throw new ControlError(`${method} has ${names.length} parameters`)
  const given = Object.fromEntries(
    params.flatMap((value, index) => (value === undefined || value === null ? [] : [[names[index], value]])),
  )
  if (!Value.Check(schema, given)) {
    const [error] = Value.Errors(schema, given)
    throw new ControlError(`${error?.instancePath.slice(1) || names[0]}: ${error?.message ?? 'wrong shape'}`)
  }
  return answers[method](on, given as Static<(typeof parameters)[M]>)
}

const lower = (hex: string) => hex.toLowerCase() as Hex

function blockOf(chain: NodeChain, hash: string): NodeBlock {
  const block = chain.tree.block(lower(hash))
  if (block === undefined) throw new ControlError(`there is no block ${hash}`)
  return block
}

function sealOf(mode: 'Instant' | 'Manual' | number): Seal {
  if (typeof mode === 'number') return { kind: 'interval', milliseconds: mode }
  return { kind: mode === 'Instant' ? 'instant' : 'manual' }
}

/** What is stored there now, or what an absent key reads as. */
function patternOf(
  chain: NodeChain,
  pallet: string,
  item: string,
  key: readonly (string | number)[],
): unknown {
  const stored = chain.stateOf(chain.tree.best()).stored(pallet, item, key)
  return stored ?? chain.runtime.storage(pallet, item)?.fallback
}

const refuse = (place: string, problem: string): never => {
  throw new ControlError(`${place}: ${problem}`)
}
