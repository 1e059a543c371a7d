import { createClient, type PolkadotClient } from 'polkadot-api'
import { getPolkadotSigner } from 'polkadot-api/signer'
import { getWsProvider } from 'polkadot-api/ws'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { type RunningDevnet, startDevnet } from '../../../devnet/start.ts'
import { describeOnEachRuntime } from '../../support/runtimes.ts'
import { hot25, pairOf } from '../node/harness.ts'

const alice = pairOf('coldkey_1')
const signer = getPolkadotSigner(alice.publicKey, 'Sr25519', message => alice.sign(message))

describeOnEachRuntime('polkadot-api over WebSocket', runtime => {
  let devnet: RunningDevnet
  let client: PolkadotClient

  beforeEach(async () => {
    const after = (milliseconds: number, work: () => void) => {
      const timer = setTimeout(work, milliseconds)
      return () => clearTimeout(timer)
    }
    devnet = await startDevnet({ clock: { after }, port: 0, metadata: runtime.metadata() })
    // Node 20 has no WebSocket of its own.
    const websocketClass = WebSocket as unknown as typeof globalThis.WebSocket
    client = createClient(getWsProvider(devnet.endpoint, { websocketClass }))
  })
  afterEach(async () => {
    client.destroy()
    await devnet.stop()
  })

  const stakeOf = async (netuid: number): Promise<bigint> => {
    const { StakeInfoRuntimeApi } = client.getUnsafeApi().apis
    const info = await StakeInfoRuntimeApi?.get_stake_info_for_hotkey_coldkey_netuid?.(
      ...[hot25, alice.address, netuid],
    )
    return (info as { stake: bigint }).stake
  }

  test('reads a position', async () => {
    expect(await stakeOf(45)).toBe(21_536_911_597n)
  })

  test('signs and submits swap_stake, which executes', async () => {
    const tx = client.getUnsafeApi().tx.SubtensorModule?.swap_stake?.({
      hotkey: hot25,
      origin_netuid: 45,
      destination_netuid: 0,
      alpha_amount: 21_536_911_597n,
    })
    const outcome = await tx?.signAndSubmit(signer)
    expect(outcome).toMatchObject({ ok: true, block: { number: 1, hash: devnet.chain.tree.at(1)?.hash } })
    const names = outcome?.events.map(event => `${event.type}.${event.value.type}`)
    expect(names).toContain('SubtensorModule.StakeSwapped')
  })
})
