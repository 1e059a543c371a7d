import { describe, expect, test } from 'vitest'
import type { Settings } from '../../src/config/settings.ts'
import { flagName, sources, variables } from '../../src/config/table.ts'
import { memoryFiles } from '../support/memory-files.ts'
import { documentOf, HOME, taoctl } from '../support/test-host.ts'

const CONFIG = `${HOME}/.config/taoctl/config.toml`
const ENV = '/c/.env'
const hash = (digit: string) => `0x${digit.repeat(64)}`

interface Case {
  /** A value for each place, all different: flag, environment, env file, config file. */
  readonly values: readonly [string, string, string, string]
  readonly fallback: string | null
}

/** A setting without a case does not compile. */
const cases: { readonly [K in keyof Settings]: Case } = {
  network: { values: ['local', 'test', 'archive', 'ws://localhost:1'], fallback: 'finney' },
  genesis: { values: [hash('1'), hash('2'), hash('3'), hash('4')], fallback: null },
  fallbacks: { values: ['wss://a', 'wss://b,wss://c', 'ws://d', 'wss://e'], fallback: null },
  wallet: { values: ['a', 'b', 'c', 'd'], fallback: null },
  walletPath: { values: ['/a', '/b', '/c', '/d'], fallback: '~/.bittensor/wallets' },
  hotkeys: { values: ['a', 'b,c', 'd', 'e,f'], fallback: null },
  wait: { values: ['included', 'finalized', 'included', 'finalized'], fallback: 'finalized' },
  timeout: { values: ['1s', '2s', '3s', '4s'], fallback: '5m' },
  tolerance: { values: ['1%', '2%', '3%', '4%'], fallback: '0.5%' },
  guardFactor: { values: ['101', '200', '1000', '10000'], fallback: '100' },
  trustEndpoint: { values: ['wss://a', 'wss://b', 'wss://c', 'ws://127.0.0.1:1'], fallback: null },
  era: { values: ['4', '8', '32', '64'], fallback: '16' },
  acceptSpec: { values: ['475', '475..', '470..480', '0'], fallback: null },
}

/** A place a value can come from, by rank. */
interface Place {
  readonly rank: number
  readonly title: string
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly envFile: string
  readonly config: string
  readonly value: string
  readonly origin: object
}

const nothing = { argv: [], env: {}, envFile: '', config: '' }

function placesOf(name: keyof Settings): readonly Place[] {
  const { key, environment, flag } = sources[name]
  const [byFlag, byEnv, byEnvFile, byFile] = cases[name].values
  const option = flagName({ flag })
  return [
    {
      ...nothing,
      title: option,
      argv: [option, byFlag],
      value: byFlag,
      origin: { kind: 'flag', name: option },
    },
    ...environment.map(variable => ({
      ...nothing,
      title: variable,
      env: { [variable]: byEnv },
      value: byEnv,
      origin: { kind: 'environment', name: variable },
    })),
    ...environment.map(variable => ({
      ...nothing,
      title: `${variable} in the env file`,
      envFile: `${variable}='${byEnvFile}'\n`,
      value: byEnvFile,
      origin: { kind: 'env-file', name: variable, path: ENV },
    })),
    {
      ...nothing,
      title: 'the config file',
      config: `${key} = "${byFile}"\n`,
      value: byFile,
      origin: { kind: 'file', path: CONFIG },
    },
  ].map((place, rank) => ({ ...place, rank }))
}

async function shown(name: keyof Settings, places: readonly Place[]) {
  const files = memoryFiles({
    [CONFIG]: places.map(({ config }) => config).join(''),
    [ENV]: places.map(({ envFile }) => envFile).join(''),
  })
  const env = Object.assign({}, ...places.map(place => place.env))
  // The genesis of finney is pinned; another network shows what was given.
  const network = name === 'genesis' ? ['--network', 'local'] : []
  const argv = [
    'config',
    'show',
    '--json',
    '--dotenv',
    ENV,
    ...network,
    ...places.flatMap(({ argv }) => argv),
  ]
  const ended = await taoctl(argv, { files, env })
  expect(ended.code, ended.out).toBe(0)
  const { settings } = documentOf(ended).data
  return settings.find((each: { name: string }) => each.name === sources[name].key)
}

const names = Object.keys(sources) as (keyof Settings)[]

test('every setting has a case', () => {
  expect(Object.keys(cases).sort()).toEqual([...names].sort())
})

describe.each(names)('%s', name => {
  const places = placesOf(name)

  test.each(places)('from $title', async place => {
    expect(await shown(name, [place])).toEqual({
      name: sources[name].key,
      value: place.value,
      origin: place.origin,
    })
  })

  test('by default', async () => {
    expect(await shown(name, [])).toEqual({
      name: sources[name].key,
      value: cases[name].fallback,
      origin: { kind: 'default' },
    })
  })

  const pairs = places.flatMap(first =>
    places.filter(({ rank }) => rank > first.rank).map(second => ({ first, second })),
  )
  test.each(pairs)('$first.title comes before $second.title', async ({ first, second }) => {
    expect(await shown(name, [second, first])).toMatchObject({ value: first.value, origin: first.origin })
  })

  test('not from an empty variable', async () => {
    const [last] = places.slice(-1)
    if (!last) throw new Error('no places')
    const env = Object.fromEntries(sources[name].environment.map(variable => [variable, '']))
    const empty = {
      ...last,
      env,
      envFile: Object.keys(env)
        .map(variable => `${variable}=\n`)
        .join(''),
    }
    expect(await shown(name, [empty])).toMatchObject({ origin: last.origin })
  })
})

test('repeated flags are all shown', async () => {
  const ended = await taoctl(['config', 'get', 'hotkey', '-H', 'a', '-H', 'b'])
  expect(ended.out).toBe('a,b\n')
})

test('all variables are those of settings, the config file and passwords', () => {
  const others = variables.filter(each => !names.some(name => sources[name].environment.includes(each)))
  expect(others).toEqual([
    ...['TAOCTL_CONFIG', 'TAOCTL_PASSWORD', 'TAOCTL_PASSWORD_FILE'],
    ...['BT_WALLET_PASSWORD', 'BT_WALLET_PASSWORD_FILE'],
  ])
})
