import type { Restart, Upgrade } from '../../../devnet/control/types.ts'
import type { NodeBlock } from '../../../devnet/node/block.ts'
import type { PoolLimits, Seal } from '../../../devnet/node/settings.ts'
import { type RunningDevnet, startDevnet } from '../../../devnet/start.ts'
import type { DispatchCall } from '../../../devnet/types.ts'
import type { Fault } from '../../../devnet/wire/fault.ts'
import { someAlpha } from '../../../src/balance/index.ts'
import { balanceFromRao } from '../../../src/balance/wire.ts'
import { type Hex, toHex } from '../../../src/scale/bytes.ts'
import { nodeRpc } from '../../support/node-rpc.ts'
import { createManualClock, type ManualClock } from '../node/manual-clock.ts'

interface NewBlocks {
  readonly count?: number
  readonly parent?: Hex
  readonly include?: readonly Hex[]
  readonly exclude?: readonly Hex[]
}

/** The controls of a chain, whichever handle they are worked by. Blocks go by their hashes. */
export interface Driver {
  readonly devnet: RunningDevnet
  readonly clock: ManualClock
  newBlock(options?: NewBlocks): Promise<Hex>
  finalize(block?: Hex): Promise<Hex>
  seal(seal: Seal): Promise<void>
  pause(): Promise<void>
  resume(): Promise<void>
  finalizeByItself(automatic: boolean): Promise<void>
  setTime(milliseconds: number): Promise<void>
  advanceTime(milliseconds: number): Promise<void>
  setRaw(key: Hex, value: Hex | null): Promise<void>
  write(pallet: string, item: string, key: readonly string[], value: unknown): Promise<void>
  dividend(hotkey: string, netuid: number, rao: bigint): Promise<void>
  reorg(reorg: { parent?: Hex; drop?: readonly Hex[]; include?: readonly Hex[] }): Promise<readonly Hex[]>
  limitPool(limits: PoolLimits): Promise<void>
  /** A call of a development key, right before the next transaction of this call. */
  placeBefore(signer: string, call: DispatchCall, victim: string): Promise<void>
  upgrade(upgrade: Upgrade): Promise<void>
  restart(options?: Restart): Promise<void>
  addFault(fault: Fault): Promise<number>
  removeFault(id: number): Promise<boolean>
  hits(): Promise<readonly number[]>
  stop(): Promise<void>
}

/** Both ways to work the controls. */
export const handles = ['in process', 'over the socket'] as const

export async function openDriver(
  handle: (typeof handles)[number],
  seal: Seal = { kind: 'manual' },
): Promise<Driver> {
  const clock = createManualClock()
  const devnet = await startDevnet({ clock, seal, port: 0 })
  return handle === 'in process' ? inProcess(devnet, clock) : overSocket(devnet, clock)
}

function inProcess(devnet: RunningDevnet, clock: ManualClock): Driver {
  const { blocks, sealing, time, storage, messages, pool, trades, runtime, network } = devnet.control
  const blockOf = (hash: Hex): NodeBlock => {
    const block = devnet.chain.tree.block(hash)
    if (block === undefined) throw new Error(`there is no block ${hash}`)
    return block
  }
  return {
    devnet,
    clock,
    newBlock: async ({ parent, ...options } = {}) =>
      blocks.make({ ...options, ...(parent && { parent: blockOf(parent) }) }).hash,
    finalize: async block => blocks.finalize(block && blockOf(block)).hash,
    seal: async seal => sealing.set(seal),
    pause: async () => sealing.pause(),
    resume: async () => sealing.resume(),
    finalizeByItself: async automatic => sealing.finalize(automatic),
    setTime: async milliseconds => time.set(milliseconds),
    advanceTime: async milliseconds => time.advance(milliseconds),
    setRaw: async (key, value) => storage.set([[key, value]]),
    write: async (pallet, item, key, value) => storage.write(pallet, item, key, value),
    dividend: async (hotkey, netuid, alpha) =>
      storage.dividend({ hotkey, alpha: balanceFromRao(alpha, someAlpha(netuid)) }),
    reorg: async ({ parent, ...reorg }) =>
      blocks.reorg({ ...reorg, ...(parent && { parent: blockOf(parent) }) }).map(block => block.hash),
    limitPool: async limits => pool.limit(limits),
    placeBefore: (signer, call, victim) => trades.before({ signer, call, before: { call: victim } }),
    upgrade: async upgrade => runtime.upgrade(upgrade),
    restart: options => network.restart(options),
    addFault: async fault => messages.add(fault),
    removeFault: async id => messages.remove(id),
    hits: async () => messages.list().map(fault => fault.hits),
    stop: () => devnet.stop(),
  }
}

async function overSocket(devnet: RunningDevnet, clock: ManualClock): Promise<Driver> {
  let node = await nodeRpc(devnet.endpoint)
  const ask = async <T>(method: string, ...params: readonly unknown[]) =>
    (await node.request(method, ...params)) as unknown as T
  return {
    devnet,
    clock,
    newBlock: options => ask('dev_newBlock', ...(options ? [options] : [])),
    finalize: block => ask('dev_finalizeBlock', ...(block ? [block] : [])),
    seal: seal => ask('dev_setBlockBuildMode', modeOf(seal)),
    pause: () => ask('dev_pause'),
    resume: () => ask('dev_resume'),
    finalizeByItself: automatic => ask('dev_setAutoFinality', automatic),
    setTime: milliseconds => ask('dev_timeTravel', milliseconds),
    advanceTime: milliseconds => ask('dev_advanceTime', milliseconds),
    setRaw: (key, value) => ask('dev_setStorage', [[key, value]]),
    write: (pallet, item, key, value) =>
      ask('dev_setStorage', { [pallet]: { [item]: [[key, json(value)]] } }),
    dividend: (hotkey, netuid, rao) =>
      ask('dev_addDividend', {
        hotkey,
        netuid,
        alpha: `${rao / 10n ** 9n}.${String(rao % 10n ** 9n).padStart(9, '0')}`,
      }),
    reorg: reorg => ask('dev_reorg', reorg),
    limitPool: limits => ask('dev_setPoolLimits', limits),
    placeBefore: (signer, call, victim) =>
      ask('dev_placeBefore', {
        signer,
        call: toHex(devnet.chain.runtime.call.enc(call)),
        before: { call: victim },
      }),
    upgrade: upgrade =>
      ask('dev_upgrade', 'metadata' in upgrade ? { metadata: toHex(upgrade.metadata) } : upgrade),
    restart: async (options = {}) => {
      await ask('dev_restart', options)
      clock.advance(0)
      await node.closed
      for (;;) {
        clock.advance(options.downFor ?? 0)
        const again = await nodeRpc(devnet.endpoint).catch(() => undefined)
        if (again === undefined) continue
        node = again
        return
      }
    },
    addFault: fault => ask('dev_addFault', fault),
    removeFault: id => ask('dev_removeFault', id),
    hits: async () => (await ask<{ hits: number }[]>('dev_faults')).map(fault => fault.hits),
    stop: async () => {
      node.close()
      await devnet.stop()
    },
  }
}

const modeOf = (seal: Seal) =>
  seal.kind === 'interval' ? seal.milliseconds : seal.kind === 'instant' ? 'Instant' : 'Manual'

/** A value as JSON carries it: integers beyond 32 bits as text. */
const json = (value: unknown): unknown =>
  value === undefined
    ? null
    : JSON.parse(JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? String(part) : part)))

/** Message of what must be refused. */
export async function refusal(work: Promise<unknown>): Promise<string> {
  return await work.then(
    value => Promise.reject(new Error(`succeeded with ${String(value)}`)),
    (failure: Error) => failure.message,
  )
}
