import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { defaultScenario } from '../../devnet/scenario/default.ts'
import type { RunningDevnet } from '../../devnet/start.ts'
import { connectTo, filesWithWallets, startChain } from '../support/test-chain.ts'
import { documentOf, startTaoctl, taoctl, turns, until } from '../support/test-host.ts'

let devnet: RunningDevnet
beforeEach(async () => {
  devnet = await startChain()
})
afterEach(() => devnet.stop())

const run = (...words: readonly string[]) =>
  taoctl([...words, '--network', 'local'], { connect: connectTo(devnet), terminal: false })
const json = async (...words: readonly string[]) => documentOf(await run(...words, '--json'))
/** Changes what the next block has. */
const deepen = () => {
  devnet.control.storage.write('SubtensorModule', 'SubnetTAO', [45], 100_000_000_000_000n)
  devnet.chain.newBlock()
}

test('a name like one on this machine is told to be the chain’s', async () => {
  await devnet.stop()
  const subnets = defaultScenario.subnets.map(each =>
    each.netuid === 45 ? { ...each, name: 'Hot_25' } : each,
  )
  devnet = await startChain({ scenario: { ...defaultScenario, subnets } })
  const files = await filesWithWallets()
  for (const words of ['list', 'show 45', 'price 45']) {
    const argv = ['subnet', ...words.split(' '), '--network', 'local']
    const shown = await taoctl(argv, { connect: connectTo(devnet), files })
    expect(shown.out).toContain('Hot_25 (on the chain)\u2069')
    expect((await taoctl([...argv, '--json'], { connect: connectTo(devnet), files })).out).not.toContain(
      'on the',
    )
    const elsewhere = await taoctl(argv, { connect: connectTo(devnet), hasHome: false })
    expect([elsewhere.code, elsewhere.out]).toEqual([0, expect.not.stringContaining('on the chain')])
  }
})

describe('--csv', () => {
  test('of all subnets has a line for each, amounts in full', async () => {
    const { code, out, err } = await run('subnet', 'list', '--csv')
    expect([code, err]).toEqual([0, ''])
    const lines = out.split('\r\n')
    expect([lines.length, lines.at(-1)]).toEqual([7, ''])
    expect(lines[0]).toBe(
      'netuid,name,symbol,price,moving_price,tao_in,alpha_in,alpha_out,volume_rao,has_pool,fee_rate,tao_weight,' +
        'tempo,started,owner,owner_hotkey',
    )
    expect(lines.find(line => line.startsWith('45,'))).toMatch(
      /^45,gen42,פ,0\.034674615,0\.034674615,90154,2600000,21\.536911597,0,true,33,0\.5,360,true,5/,
    )
  })

  test('of prices has those that were named', async () => {
    const { out } = await run('subnet', 'price', '8', '0', '--csv')
    expect(out.split('\r\n').map(line => line.split(',')[0])).toEqual(['netuid', '8', '0', ''])
  })

  test('is no JSON', async () => {
    expect((await run('subnet', 'list', '--csv', '--json')).code).toBe(2)
  })
})

describe('--block', () => {
  test.each([
    [['subnet', 'list']],
    [['subnet', 'show', '45']],
    [['subnet', 'price', '45']],
  ])('%j shows what a block had, by number or hash', async words => {
    const before = await json(...words)
    const { hash } = devnet.chain.tree.best()
    deepen()
    expect((await json(...words)).data).not.toEqual(before.data)
    expect(await json(...words, '--block', '0')).toEqual(before)
    expect(await json(...words, '--block', hash)).toEqual(before)
  })

  test('refuses a block that is not there', async () => {
    expect((await json('subnet', 'price', '--block', '9')).error).toMatchObject({
      code: 'E_BLOCK_UNKNOWN',
      exit: 3,
    })
  })
})

describe('a runtime upgrade', () => {
  const list = ['stake', 'list', '--wallet', 'coldkey_1', '--network', 'local', '--json']
  const upgrade = (specVersion: number) => {
    devnet.control.runtime.upgrade({ specVersion })
    devnet.chain.newBlock()
  }
  const world = async () => ({ files: await filesWithWallets(), connect: connectTo(devnet) })

  test('leaves older blocks to the runtime they had', async () => {
    const options = await world()
    const before = documentOf(await taoctl(list, options))
    upgrade(500)
    const now = documentOf(await taoctl(list, options))
    expect([now.network.specVersion, now.warnings]).toMatchObject([500, [{ code: 'W_SPEC' }]])
    expect(documentOf(await taoctl([...list, '--block', '0'], options))).toEqual(before)
    expect((await json('subnet', 'show', '45', '--block', '0')).network.specVersion).toBe(425)
  })

  test('while a watch goes on is followed, its metadata read once', async () => {
    const asked: string[] = []
    const connect = connectTo(devnet, {
      request(message) {
        if (String(message.params?.[0]).startsWith('Metadata_metadata_at')) asked.push('metadata')
        return message
      },
    })
    const watching = startTaoctl([...list, '--watch'], { ...(await world()), connect })
    const documents = () =>
      watching.out
        .split('\n')
        .filter(line => line !== '')
        .map(line => JSON.parse(line))
    await until(() => documents().length === 1)
    const first = asked.length
    upgrade(500)
    await until(() => documents().length === 2)
    devnet.chain.newBlock()
    await until(() => documents().length === 3)
    watching.interrupt()
    expect((await watching.ended).code).toBe(130)
    expect(documents().map(({ network }) => network.specVersion)).toEqual([425, 500, 500])
    const [, second, third] = documents()
    expect(third.data).toEqual(second.data)
    expect(asked.length).toBe(first + 1)
  })

  test('and a lost connection do not end a watch', async () => {
    const watching = startTaoctl([...list, '--watch'], await world())
    const specs = () =>
      watching.out
        .split('\n')
        .filter(line => line !== '')
        .map(line => JSON.parse(line).network.specVersion)
    await until(() => specs().length === 1)
    devnet.control.runtime.upgrade({ specVersion: 500 })
    devnet.control.network.hangUp()
    for (let round = 0; round < 20 && specs().length === 1; round += 1) {
      watching.clock.advance(1_000)
      await turns()
      devnet.chain.newBlock()
      await turns()
    }
    watching.interrupt()
    const { code, err } = await watching.ended
    expect([code, err]).toEqual([130, expect.not.stringContaining('was upgraded')])
    expect([...new Set(specs())]).toEqual([425, 500])
  })
})
