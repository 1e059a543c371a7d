import { describe, expect, test } from 'vitest'
import { defaultScenario } from '../../devnet/scenario/default.ts'
import type { Scenario } from '../../devnet/scenario/schema.ts'
import { connectTo, filesWithWallets, startChain } from '../support/test-chain.ts'
import { documentOf, taoctl } from '../support/test-host.ts'

type Subnet = Scenario['subnets'][number]

/** What `stake list` says of coldkey_1 with subnet 45 changed, for people and for scripts. */
async function listWith(changes: Partial<Subnet>) {
  const subnets = defaultScenario.subnets.map(each => (each.netuid === 45 ? { ...each, ...changes } : each))
  const devnet = await startChain({ scenario: { ...defaultScenario, subnets } })
  const options = { files: await filesWithWallets(), connect: connectTo(devnet) }
  const argv = ['stake', 'list', '--network', 'local', '--wallet', 'coldkey_1']
  const human = await taoctl(argv, options)
  const script = await taoctl([...argv, '--json'], options)
  await devnet.stop()
  expect([human.code, script.code], human.err).toEqual([0, 0])
  const positions: readonly { netuid: number; [key: string]: unknown }[] = documentOf(script).data.positions
  return { human: human.out, json: script.out, position: positions.find(each => each.netuid === 45) }
}

test('a subnet named like a key on this machine is told to be the chain’s, for people alone', async () => {
  const { human, position } = await listWith({ name: 'Hot_25' })
  expect(human).toContain('Hot_25 (on the chain)\u2069')
  expect(position).toMatchObject({ name: 'Hot_25', hotkeyName: 'hot_25' })
  expect((await listWith({ name: 'hot_9' })).human).not.toContain('on the chain')
})

describe('a name that wants to drive the terminal', () => {
  const evil = '\u001b[2J\u001b]0;x\u0007\u202eliame\u2069\n\r\u009b31m'

  test('comes out without its power for people, and whole but escaped for scripts', async () => {
    const { human, json, position } = await listWith({ name: evil, symbol: '\u202e' })
    expect(human).toContain('liame')
    for (const each of ['\u001b', '\u0007', '\u202e', '\r', '\u009b']) {
      expect(human).not.toContain(each)
      expect(json).not.toContain(each)
    }
    expect(json.split('\n')).toHaveLength(2)
    expect(position).toMatchObject({ name: evil, symbol: '\u202e' })
  })

  test('keeps its row, and every isolate that opens closes on its line', async () => {
    const { human } = await listWith({ name: 'שלום עולם', symbol: 'פ' })
    for (const line of human.split('\n')) {
      expect(line.split('\u2068').length).toBe(line.split('\u2069').length)
    }
    expect(human).toMatch(/45 {2}\u2068פ שלום עולם\u2069 .*21\.5369 α45/)
  })
})

describe('a pool that cannot take the position', () => {
  test.each([
    ['nearly empty', { alphaIn: '0.000001', tao: '0.000001' }],
    ['without TAO', { alphaIn: '1000', tao: '0' }],
    ['without alpha', { alphaIn: '0', tao: '1000' }],
    ['without anything', { alphaIn: '0', tao: '0' }],
  ])('%s: the position is listed with no exit value, and called dust', async (_, pool) => {
    const { human, position } = await listWith(pool)
    expect(position).toMatchObject({ exitValue: null, dust: true })
    expect(human).toMatch(/45 .*21\.5369 α45 dust .*none/)
  })
})
