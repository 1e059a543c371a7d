import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { defaultScenario } from '../../../devnet/scenario/default.ts'
import type { RunningDevnet } from '../../../devnet/start.ts'
import {
  coldkey1,
  coldkey2,
  connectTo,
  filesWithWallets,
  hot1,
  hot25,
  hot26,
  startChain,
} from '../../support/test-chain.ts'
import {
  documentOf,
  HOME,
  type Reply,
  startTaoctl,
  type TestHostOptions,
  taoctl,
  until,
} from '../../support/test-host.ts'

let devnet: RunningDevnet
let files: Awaited<ReturnType<typeof filesWithWallets>>

/** A new chain, and a home in which nothing happened. */
async function startAnew(scenario = defaultScenario): Promise<void> {
  await devnet?.stop()
  devnet = await startChain({ scenario })
  files = await filesWithWallets()
}
beforeAll(() => startAnew())
afterEach(async () => {
  if (devnet.chain.tree.best().header.number > 0) await startAnew()
})
afterAll(() => devnet.stop())

const typed = (...texts: readonly string[]): readonly Reply[] => texts.map(text => ({ text }))
const world = (replies: readonly Reply[], more: TestHostOptions = {}) => ({
  ...{ files, connect: connectTo(devnet), replies },
  ...more,
})
/** Runs `taoctl stake ...` on the devnet with what is typed, and a yes at the end. */
const stake = (words: string, texts: readonly string[], last: readonly Reply[] = ['yes']) =>
  taoctl(['stake', ...words.split(' '), '--network', 'local'], world([...typed(...texts), ...last]))

const WALLET = 'Wallet (number, or letters to narrow down): '
const POSITION = 'Position to take from (number, or letters to narrow down): '
const SUBNET = 'Subnet to enter (netuid, or letters to narrow down): '
const HOTKEY = 'Hotkey to enter (number, or letters to narrow down, or an address): '
const OWNER = 'Address of the new owner: '
const AGREE = 'DEVNET: sign and send?'
const howMuch = (held: string) => `How much of ${held} (a number, a share such as 50%, or all): `

const NEW = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY'

/** Of each command: what is typed, the questions, and the options that the command told afterwards has more. */
const runs: readonly (readonly [
  words: string,
  texts: readonly string[],
  questions: readonly string[],
  added: string,
])[] = [
  [
    'swap',
    ['1', '3', '1', '10.5'],
    [WALLET, POSITION, SUBNET, howMuch('42.000000001 α8')],
    `--wallet coldkey_1 --origin 8 --destination 1 --amount 10.5 --hotkey ${hot26}`,
  ],
  ['swap-all --all-hotkeys', ['coldkey_1', '0'], [WALLET, SUBNET], '--wallet coldkey_1 --destination 0'],
  [
    'move',
    ['1', '4', '1', '50%'],
    [WALLET, POSITION, HOTKEY, howMuch('21.536911597 α45')],
    `--wallet coldkey_1 --origin-hotkey ${hot25} --destination-hotkey ${hot26} --origin 45 --amount 50%`,
  ],
  [
    'transfer',
    ['1', '5', NEW, 'all', NEW.slice(-6)],
    [
      ...[WALLET, POSITION, OWNER, howMuch('7.5 α64')],
      'Nothing was sent to this address before. Type its last 6 characters: ',
    ],
    `--wallet coldkey_1 --to ${NEW} --origin 64 --all --hotkey ${hot1}`,
  ],
  [
    'add',
    ['coldkey_2', '45', hot25, '2'],
    [WALLET, SUBNET, HOTKEY, howMuch('50 TAO')],
    `--wallet coldkey_2 --netuid 45 --amount 2 --hotkey ${hot25}`,
  ],
  [
    'remove',
    ['1', '1', 'ALL'],
    [WALLET, POSITION, howMuch('5 τ on root')],
    `--wallet coldkey_1 --netuid 0 --all --hotkey ${hot25}`,
  ],
  ['remove-all --all-hotkeys', ['1'], [WALLET], '--wallet coldkey_1'],
]

describe.each(runs)('stake %s', (words, texts, questions, added) => {
  test('asks for what is missing, then does what the command it tells would do', async () => {
    const ended = await stake(words, texts)
    expect(ended.code, ended.err).toBe(0)
    expect(ended.questions).toEqual([...questions, AGREE])
    const same = `taoctl stake ${words} --network local ${added}`
    expect(ended.err.split(`\nThe same without these questions:\n${same}\n`)).toHaveLength(2)

    await startAnew()
    const end = words === 'transfer' ? ['--to-confirm', NEW.slice(-6)] : []
    const again = await taoctl([...same.split(' ').slice(1), ...end, '--yes', '--no-input'], world([]))
    expect(again.code, again.err).toBe(0)
    expect(withoutHashes(again.out)).toBe(withoutHashes(ended.out))
  })

  test.each(
    questions.map((question, n) => [question, n] as const),
  )('Ctrl-C at "%s" ends it, and nothing was sent', async (question, n) => {
    const ended = await stake(words, texts.slice(0, n), ['interrupted'])
    expect(ended).toMatchObject({ code: 130, out: '' })
    expect(ended.questions.at(-1)).toBe(question)
    expect(ended.err).toContain('Interrupted. Nothing was sent.')
    expect(devnet.chain.tree.best().header.number).toBe(0)
  })
})

/** Addresses stay. */
const withoutHashes = (text: string) => text.replace(/0x[0-9a-f]{64}|[0-9a-f-]{36}/g, '#')

describe('a list', () => {
  test('of positions has subnet, hotkey, stake and what selling would bring, on stderr', async () => {
    const { err } = await stake('remove --wallet coldkey_1', ['hot_26'], ['closed'])
    const lists = err.split('\n\n').filter(text => text.includes('If sold'))
    expect(lists).toHaveLength(2)
    expect(lists[0]?.trim().split('\n')).toHaveLength(6)
    expect(
      lists[1]
        ?.trim()
        .split('\n')[1]
        ?.replace(/[\u2066-\u2069]/g, '')
        .split(/ {2,}/),
    ).toEqual([...['3', '8', 'θ ptn', 'hot_26', '42.0000 α8', '1.8351 TAO']])
  })

  test('has only positions of the subnet and the hotkey that are given', async () => {
    const { err, questions } = await stake('remove --wallet coldkey_1 --netuid 64 --all', ['2', '1'], ['yes'])
    expect(questions).toEqual([POSITION, POSITION, AGREE])
    expect(err).toContain("Nothing here matches '2'.")
    expect(err).toContain(`--netuid 64 --all --network local --hotkey ${hot1}`)
  })

  test('shows 20 at once, the rest is found by letters', async () => {
    const subnets = Array.from({ length: 30 }, (_, n) => n + 100)
    const more = subnets.map(netuid => ({
      ...{ netuid, name: `net ${netuid}`, symbol: 'x', alphaIn: '1000', tao: '1000' },
    }))
    await startAnew({ ...defaultScenario, subnets: [...defaultScenario.subnets, ...more] })
    const { err } = await stake('swap-all --wallet coldkey_1', ['net 129'], ['closed'])
    expect(err).toContain('net 114')
    expect(err).not.toContain('net 115')
    expect(err).toContain('… and 15 more: type letters to narrow down')
    expect(err).toContain('net 129')
    await startAnew()
  })

  test('leaves out the subnet the stake is on', async () => {
    const given = 'swap --wallet coldkey_1 --origin 45 --hotkey hot_25 --all'
    const { err, code } = await stake(given, ['45', '8'])
    expect(code).toBe(0)
    expect(err).toContain("Nothing here matches '45'.")
  })

  test('is shown to a person under --json too; stdout stays one document', async () => {
    const ended = await stake('remove --wallet coldkey_1 --json', ['4', '1'])
    expect(documentOf(ended)).toMatchObject({ ok: true, data: { kind: 'finalized' } })
    expect(ended.err).toContain('If sold')
  })
})

describe('a bad answer says why, and the question comes again', () => {
  test.each([
    ['1e3', "'1e3' is not an amount."],
    ['0', 'The amount is 0'],
    ['-1', "'-1' is not an amount."],
    ['120%', "'120%' is not a percentage"],
    ['0.1234567891', 'more than 9 decimals'],
    ['21.536911598', '21.536911598'],
  ])('amount %s', async (bad, reason) => {
    const given = 'remove --wallet coldkey_1 --netuid 45 --hotkey hot_25'
    const { err, questions } = await stake(given, [bad, '', '1'], ['interrupted'])
    expect(questions).toEqual([...Array(3).fill(howMuch('21.536911597 α45')), AGREE])
    expect(err).toContain(reason)
  })

  test('an address with a letter wrong, a hotkey that is none', async () => {
    const bad = NEW.replace('Y', 'Z')
    const given = 'transfer --wallet coldkey_1 --origin 45 --hotkey hot_25 --all'
    const { err, questions } = await stake(given, [bad, 'coldkey_2'], ['closed'])
    expect(err).toContain('its checksum is wrong')
    expect(questions).toEqual([OWNER, OWNER, OWNER])
    const hotkey = await stake('add --wallet coldkey_1 --netuid 1 --amount 1', ['nobody', 'hot_26'])
    expect(hotkey.err).toContain("'nobody'")
    expect(hotkey.code).toBe(0)
  })

  test('ten times at most', async () => {
    const ended = await stake('swap-all --wallet coldkey_1', Array(10).fill('no such'), [])
    expect(ended.code).toBe(2)
    expect(ended.err).toContain('Missing input: --destination.')
  })
})

describe('as without a person', () => {
  test.each([0, 1, 2, 3])('when the input ends at question %i', async n => {
    const { code, err, out } = await stake('swap', ['1', '4', '8', '1'].slice(0, n), ['closed'])
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(/Missing input: .*\nRun it as: taoctl stake swap .*--amount <decimal or NN%>/)
  })

  test.each([
    [['--no-input'], {}],
    [[], { env: { CI: 'true' } }],
    [[], { terminal: false }],
  ])('with %j %j nothing is asked', async (words, more) => {
    const { code, questions } = await taoctl(['stake', 'swap', ...words], world([], more))
    expect([code, questions]).toEqual([2, []])
  })

  test('where something is missing that is not asked for: with --yes the network is named', async () => {
    const { code, err, questions } = await taoctl(['stake', 'swap', '--yes'], world([]))
    expect([code, questions]).toEqual([2, []])
    expect(err).toContain('--network')
  })
})

test('what is wrong with what was given is said before anything is asked', async () => {
  const { code, questions } = await stake('remove --wallet coldkey_1 --netuid x', [], [])
  expect([code, questions]).toEqual([2, []])
})

test('a coldkey without stake has nothing to take from', async () => {
  const { code, err } = await stake(`remove --coldkey ${NEW} --dry-run`, [], [])
  expect([code, err]).toEqual([3, expect.stringContaining('There is no stake to take from.')])
})

test('a dry run for another account asks too, and needs no wallet', async () => {
  const ended = await stake(`remove --coldkey ${coldkey2} --dry-run`, ['1', '1'], [])
  expect(ended.code, ended.err).toBe(0)
  expect(ended.questions).toEqual([POSITION, howMuch('1000 α64')])
})

test('stake list asks for the wallet', async () => {
  const { code, out } = await stake('list', ['1'], [])
  expect(code).toBe(0)
  expect(out).toContain(coldkey1)
})

test('where there is no wallet it says so', async () => {
  const { code, err } = await taoctl(['stake', 'list'], { replies: [] })
  expect([code, err]).toEqual([4, expect.stringContaining(`${HOME}/.bittensor/wallets`)])
})

test('the deadline stands still while a person thinks', async () => {
  const argv = ['stake', 'list', '--network', 'local', '--timeout', '5s']
  const run = startTaoctl(argv, world(['silence']))
  await until(() => run.questions.length === 1)
  run.clock.advance(60_000)
  run.interrupt()
  expect((await run.ended).code).toBe(130)
})

test('names from the chain cannot drive the terminal', async () => {
  const subnets = defaultScenario.subnets.map(subnet => ({ ...subnet, name: 'a\u001b[2J\u202eb' }))
  await startAnew({ ...defaultScenario, subnets })
  const { err } = await stake('swap --wallet coldkey_1', ['2'], ['closed'])
  expect(err).toContain('a[2Jb')
  expect(err.includes('\u001b') || err.includes('\u202e')).toBe(false)
})

test('a subnet named like a key on this machine is told to be the chain’s in what there is to choose from', async () => {
  const subnets = defaultScenario.subnets.map(each =>
    each.netuid === 45 ? { ...each, name: 'Hot_25' } : each,
  )
  await startAnew({ ...defaultScenario, subnets })
  const { err } = await stake('swap --wallet coldkey_1', ['4', '8', '1'], ['no'])
  expect(err.match(/Hot_25 \(on the chain\)\u2069/g)).toHaveLength(1)
  const asked = await stake('swap --wallet coldkey_1 --origin 8 --hotkey hot_26', ['45', '1'], ['no'])
  expect(asked.err.match(/Hot_25 \(on the chain\)\u2069/g)).toHaveLength(1)
  await startAnew()
})
