import { resolve } from 'node:path'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { importCircles, sharedTypeNames } from './architecture/circles.ts'
import * as code from './architecture/code.ts'
import { files, inside, outside, parsed, source } from './architecture/files.ts'
import { eagerImports, forbiddenImports, type Table } from './architecture/imports.ts'
import { programOf, root } from './types/compile.ts'

/** What a command may use: everything but the development chain, and of balance not the wire. */
const COMMAND = [
  ...['balance', 'pool', 'scale', 'chain', 'plan', 'trade', 'journal', 'wallet', 'config', 'output', 'host'],
  ...['host/halt', 'app', 'commander', 'package.json'],
]

/** The rooms of the development chain, the lowest first: a room imports only rooms named before it. */
const DEVNET: Table = {
  'devnet/types': ['type scale'],
  'devnet/version': ['type scale'],
  'devnet/chain-properties': [],
  'devnet/state': ['type devnet/types', 'type scale', 'immutable'],
  'devnet/metadata': ['devnet/state', 'scale', '@polkadot-api/substrate-bindings'],
  'devnet/registry': ['type devnet/types', 'devnet/state', 'pool', 'type scale'],
  'devnet/runtime': [
    ...['type devnet/types', 'devnet/state', 'devnet/registry', 'pool', 'scale'],
    '@polkadot-api/substrate-bindings',
  ],
  'devnet/profile': ['devnet/metadata', 'devnet/runtime'],
  'devnet/scenario': [
    ...['type devnet/types', 'balance', 'balance/wire', 'typebox'],
    ...['@polkadot-api/substrate-bindings', '@polkadot/util-crypto'],
  ],
  'devnet/extrinsic': [
    ...['type devnet/types', 'devnet/version', 'devnet/chain-properties', 'scale'],
    ...['@polkadot-api/substrate-bindings', '@polkadot-api/merkleize-metadata', '@polkadot/util-crypto'],
  ],
  'devnet/node': [
    ...['type devnet/types', 'devnet/version', 'devnet/state', 'type devnet/metadata', 'devnet/registry'],
    ...['devnet/runtime', 'devnet/extrinsic', 'scale', '@polkadot-api/substrate-bindings'],
  ],
  'devnet/rpc': [
    ...['devnet/version', 'devnet/chain-properties', 'devnet/extrinsic', 'devnet/node', 'scale'],
    '@polkadot-api/substrate-bindings',
  ],
  'devnet/wire': [
    ...['type devnet/types', 'devnet/node', 'devnet/rpc', 'type @polkadot/api/types', 'ws', 'node:http'],
  ],
  'devnet/control': [
    ...['type devnet/types', 'devnet/version', 'devnet/state', 'devnet/metadata', 'devnet/scenario'],
    ...[
      'devnet/extrinsic',
      'devnet/node',
      'devnet/rpc',
      'type devnet/wire',
      'balance',
      'balance/wire',
      'scale',
    ],
    ...['typebox', '@polkadot-api/substrate-bindings', '@scure/sr25519'],
  ],
  devnet: [
    ...['type devnet/types', 'devnet/metadata', 'devnet/profile', 'devnet/scenario', 'devnet/node'],
    ...['devnet/rpc', 'devnet/wire', 'devnet/control', 'type scale'],
  ],
  // What importers get.
  'devnet/index': [
    ...['devnet', 'devnet/scenario', 'type devnet/control', 'type devnet/node', 'type devnet/wire'],
    ...['balance', 'wallet', 'host'],
  ],
  'devnet/testing': ['type devnet/index', 'balance', 'chain', 'host'],
}

/**
 * Who may import what. Every room may import itself and errors. `type x` is `import type` only; other names are rooms,
 * `balance/wire`, or packages. Of balance only index.ts and wire.ts are open. A room that is not here does not exist.
 */
const ROOMS: Table = {
  errors: [],
  balance: ['decimal.js'],
  pool: [],
  scale: ['@polkadot-api/*'],
  // @scure/sr25519: for the key of a trial, which is no secret.
  chain: [
    ...['balance', 'balance/wire', 'scale', 'pool', 'type host', '@polkadot*', '@scure/sr25519', 'node:util'],
  ],
  plan: ['balance', 'type chain'],
  trade: [
    'journal',
    'balance',
    'chain',
    'plan',
    'type wallet',
    'type config',
    'type output',
    'type host',
    'type host/halt',
  ],
  journal: ['balance', 'scale', 'type host', 'type host/halt', 'chain', 'typebox'],
  wallet: [
    'chain',
    'type config',
    'type host',
    'type host/halt',
    '@scure/sr25519',
    '@polkadot/keyring',
    '@polkadot/util-crypto',
    '@polkadot/util',
  ],
  config: ['balance', 'type host', 'smol-toml', 'node:util'],
  output: [
    'balance',
    'type plan',
    'type chain',
    'type trade',
    'type journal',
    'type config',
    'type host',
    'cli-table3',
    'typebox',
    'node:util',
  ],
  host: ['ws', 'node:*', 'sodium-native', 'libsodium-wrappers-sumo'],
  'host/halt': ['type host'],
  ...DEVNET,
  commands: [...COMMAND, 'commands/grammar', 'commands/devnet'],
  'commands/grammar': ['commands', 'commands/devnet', 'type host', 'commander', 'package.json'],
  'commands/devnet': [
    ...[...COMMAND, 'commands', 'devnet', 'devnet/scenario', 'devnet/metadata', 'type devnet/node'],
    'type devnet/profile',
  ],
  app: ['balance', 'chain', 'trade', 'wallet', 'config', 'journal', 'output', 'type host', 'host/halt'],
  main: ['app', 'commands', 'commands/grammar', 'config', 'output', 'type host', 'commander'],
  bin: ['main', 'host', 'node:*', 'esbuild'],
}

/** What hands extrinsics in: the caller, the provider that lets their bytes pass, and how the method is defined. */
const SUBMITTERS = ['submit', 'provider', 'polkadot-api'].map(name => `src/chain/extrinsic/${name}.ts`)

interface Rule {
  readonly name: string
  /** Where it holds, by path. */
  readonly holds: (path: string) => boolean
  readonly check: (path: string, file: ts.SourceFile, checker: ts.TypeChecker) => readonly string[]
  /** Small sources the rule must refuse: path and text. */
  readonly refuses: readonly (readonly [path: string, text: string])[]
  /** And some near them that it must let pass. */
  readonly accepts: readonly (readonly [path: string, text: string])[]
}

const AMOUNTS = "import { parseTao as p, type Balance, type Tao, type Unit } from '../balance/index.ts'\n"

const RULES: readonly Rule[] = [
  {
    name: 'imports follow the table',
    holds: () => true,
    check: (path, file) => forbiddenImports(path, file, ROOMS),
    refuses: [
      ['src/errors/x.ts', "import { parseTao } from '../balance/index.ts'"],
      ['src/balance/x.ts', "import type { Chain } from '../chain/types.ts'"],
      ['src/balance/x.ts', "import fc from 'fast-check'"],
      ['src/chain/x.ts', "import { make } from '../balance/balance.ts'"],
      ['src/chain/x.ts', "import type { Balance } from '../balance/balance.ts'"],
      ['src/chain/x.ts', "import { nodeHost } from '../host/node.ts'"],
      ['src/chain/x.ts', "import { type Clock } from '../host/types.ts'"],
      ['src/chain/x.ts', "import { readFile } from 'node:fs/promises'"],
      ['src/plan/x.ts', "import { raoOf } from '../balance/wire.ts'"],
      ['src/plan/x.ts', "import { connect } from '../chain/connect.ts'"],
      ['src/plan/x.ts', "import { type View } from '../chain/types.ts'"],
      ['src/plan/x.ts', "export { connect } from '../chain/connect.ts'"],
      ['src/plan/x.ts', "export * from '../chain/connect.ts'"],
      ['src/plan/x.ts', "const c = await import('../chain/connect.ts')"],
      ['src/plan/x.ts', 'const c = await import(name)'],
      ['src/plan/x.ts', "import { inspect } from 'node:util'"],
      ['src/plan/x.ts', "import '../chain/connect.ts'"],
      ['src/plan/deep/x.ts', "import { sell } from '../../pool/swap.ts'"],
      ['src/output/x.ts', "import { planSwap } from '../plan/swap.ts'"],
      ['src/wallet/x.ts', "import { ApiPromise } from '@polkadot/api'"],
      ['src/commands/x.ts', "import { startDevnet } from '../../devnet/start.ts'"],
      ['src/commands/stake/x.ts', "import { raoOf } from '../../balance/wire.ts'"],
      ['src/commands/x.ts', "import { ApiPromise } from '@polkadot/api'"],
      ['src/commands/devnet/x.ts', "import { raoOf } from '../../balance/wire.ts'"],
      ['src/commands/grammar/x.ts', "const { connect } = await import('../../chain/connect.ts')"],
      ['src/trade/x.ts', "import { startHalt } from '../host/halt.ts'"],
      ['src/app/x.ts', "import { startDevnet } from '../../devnet/start.ts'"],
      ['devnet/x.ts', "import { connect } from '../src/chain/connect.ts'"],
      ['devnet/rpc/x.ts', "import { ControlError } from '../control/error.ts'"],
      ['devnet/runtime/staking/x.ts', "import type { Chain } from '../../node/chain-types.ts'"],
      ['devnet/state/x.ts', "import { rao } from '../../src/balance/wire.ts'"],
      ['devnet/index.ts', "import { createControl } from './control/control.ts'"],
      ['devnet/x.ts', "type C = import('../src/chain/types.ts').Chain"],
      ['devnet/x.ts', "const c = require('../src/chain/connect.ts')"],
      ['devnet/x.ts', "import c = require('../src/chain/connect.ts')"],
      ['devnet/x.ts', "import { helper } from '../test/setup.ts'"],
      ['src/newroom/x.ts', ''],
      ['src/other.ts', ''],
    ],
    accepts: [
      [
        'src/chain/x.ts',
        "import { raoOf } from '../balance/wire.ts'\nimport type { Clock } from '../host/types.ts'",
      ],
      ['src/chain/x.ts', "import { ApiPromise } from '@polkadot/api'\nimport { h } from './header.ts'"],
      [
        'src/plan/x.ts',
        "import type { View } from '../chain/types.ts'\nimport { CliError } from '../errors/cli-error.ts'",
      ],
      [
        'src/plan/x.ts',
        "export type { View } from '../chain/types.ts'\ntype V = import('../chain/types.ts').View",
      ],
      ['src/commands/devnet/start.ts', "import { startDevnet } from '../../../devnet/start.ts'"],
      ['src/commands/devnet.ts', "import { startDevnet } from '../../devnet/start.ts'"],
      ['src/commands/grammar/program.ts', "import { devnetCommand } from '../devnet/start.ts'"],
      ['src/balance/x.ts', "import { make } from './balance.ts'\nimport { Decimal } from 'decimal.js'"],
      ['bin/x.ts', "import { main } from '../src/main.ts'\nimport { nodeHost } from '../src/host/node.ts'"],
    ],
  },
  {
    name: 'the grammar loads a command only when it runs',
    holds: inside('src/commands/grammar'),
    check: (path, file) =>
      eagerImports(path, file, ROOMS, ['commands/grammar', 'errors', 'commander', 'package.json']),
    refuses: [
      ['src/commands/grammar/x.ts', "import { runSwap } from '../stake/swap.ts'"],
      ['src/commands/grammar/x.ts', "import { type SwapFlags } from '../stake/swap.ts'"],
      ['src/commands/grammar/x.ts', "export { runSwap } from '../stake/swap.ts'"],
      ['src/commands/grammar/x.ts', "import { tao } from '../../balance/index.ts'"],
    ],
    accepts: [
      ['src/commands/grammar/x.ts', "import type { SwapFlags } from '../stake/swap.ts'"],
      ['src/commands/grammar/x.ts', "const f = async () => (await import('../stake/swap.ts')).runSwap"],
      ['src/commands/grammar/x.ts', "import { Command } from 'commander'\nimport { a } from './options.ts'"],
    ],
  },
  {
    name: 'only bin/ names process',
    holds: source,
    check: code.processUse,
    refuses: [
      ['src/host/x.ts', 'process.exit(1)'],
      ['src/host/x.ts', "import { env } from 'node:process'"],
      ['src/host/x.ts', "import p from 'process'"],
      ['src/host/x.ts', 'globalThis.process.env'],
      ['src/host/x.ts', "globalThis['process']"],
      ['src/host/x.ts', 'const { process: p } = globalThis'],
      ['src/host/x.ts', 'type P = typeof process'],
    ],
    accepts: [
      ['src/host/x.ts', "const x = { process: 1 }; x.process; 'to process'"],
      ['bin/x.ts', 'process.exit(1)'],
    ],
  },
  {
    name: 'no cast over unknown outside balance/wire.ts',
    holds: path => path !== 'src/balance/wire.ts',
    check: code.doubleCast,
    refuses: [
      ['src/chain/x.ts', 'const a = 1 as unknown as string'],
      ['src/balance/x.ts', 'const a = (1 as unknown) as string'],
      ['src/chain/x.ts', 'const a = <string><unknown>1'],
      ['bin/x.ts', 'const a = 1 as any as string'],
    ],
    accepts: [
      ['src/chain/x.ts', "const a = JSON.parse('1') as unknown; const c = a as string"],
      ['src/balance/wire.ts', 'const a = 1 as unknown as string'],
    ],
  },
  {
    name: 'no floating number where amounts are',
    holds: inside('src/balance', 'src/chain', 'src/plan', 'src/trade', 'src/commands'),
    check: code.numberUse,
    refuses: [
      ['src/plan/x.ts', "Number('1')"],
      ['src/plan/x.ts', "['1'].map(Number)"],
      ['src/plan/x.ts', "globalThis.Number('1')"],
      ['src/chain/x.ts', "parseFloat('1')"],
      ['src/chain/x.ts', "Number.parseFloat('1')"],
      ['src/balance/x.ts', "parseInt('1')"],
      ['src/trade/x.ts', '(1).toFixed(2)'],
      ['src/commands/stake/x.ts', "Number.parseInt('1', 10)"],
    ],
    accepts: [
      ['src/plan/x.ts', '// Number(x)\nNumber.isInteger(1)\ntype N = number'],
      ['src/config/x.ts', "Number('1')"],
    ],
  },
  {
    name: 'no operator compares amounts',
    holds: source,
    check: (path, file, checker) => code.amountComparison(checker)(path, file),
    refuses: [
      ['src/plan/x.ts', `${AMOUNTS}p('1') === p('1')`],
      ['src/plan/x.ts', `${AMOUNTS}p('1') !== p('1')`],
      ['src/plan/x.ts', `${AMOUNTS}p('1') == p('1')`],
      ['src/plan/x.ts', `${AMOUNTS}p('1') < p('1')`],
      [
        'src/plan/x.ts',
        `${AMOUNTS}const f = (a: Balance<Tao> | undefined, b: Balance<Tao> | null) => a === b`,
      ],
      ['src/plan/x.ts', `${AMOUNTS}const f = <U extends Unit>(a: Balance<U>, b: Balance<U>) => a === b`],
      ['src/plan/x.ts', `${AMOUNTS}const f = <B extends Balance<Tao>>(a: B, b: B) => a !== b`],
      [
        'src/plan/x.ts',
        `${AMOUNTS}const f = (x: { a: Balance<Tao> }, y: { a: Balance<Tao> }) => x.a === y.a`,
      ],
      ['src/plan/x.ts', `${AMOUNTS}switch (p('1')) { case p('1'): }`],
    ],
    accepts: [
      ['src/plan/x.ts', `${AMOUNTS}const f = (a?: Balance<Tao>) => a === undefined`],
      [
        'src/plan/x.ts',
        `${AMOUNTS}const f = (a: Balance<Tao>, b: Balance<Tao>) => a.toJSON().rao === b.toJSON().rao`,
      ],
      ['src/plan/x.ts', 'class Balance {}; new Balance() === new Balance()'],
    ],
  },
  {
    name: 'no default exports',
    holds: source,
    check: code.defaultExport,
    refuses: [
      ['src/plan/x.ts', 'export default 1'],
      ['src/plan/x.ts', 'export default function f() {}'],
      ['src/plan/x.ts', 'const a = 1; export { a as default }'],
      ['src/plan/x.ts', 'export = 1'],
    ],
    accepts: [['src/plan/x.ts', 'export const a = { default: 1 }']],
  },
  {
    name: 'no enums',
    holds: source,
    check: code.enumUse,
    refuses: [
      ['src/plan/x.ts', 'enum A { B }'],
      ['src/plan/x.ts', 'declare const enum A { B }'],
    ],
    accepts: [['src/plan/x.ts', "type Enum = 'a' | 'b'"]],
  },
  {
    name: 'no file over 300 lines',
    holds: source,
    check: code.tooLong,
    refuses: [['src/plan/x.ts', 'a\n'.repeat(301)]],
    accepts: [['src/plan/x.ts', 'a\n'.repeat(300)]],
  },
  {
    name: 'no clock, timer or chance outside host',
    holds: outside('src/host'),
    check: code.clockUse,
    refuses: [
      ['src/plan/x.ts', 'Date.now()'],
      ['src/plan/x.ts', 'globalThis.Date.now()'],
      ['src/plan/x.ts', 'const f = (x: Date) => x'],
      ['devnet/x.ts', 'Math.random()'],
      ['devnet/x.ts', 'setTimeout(() => {}, 1)'],
      ['src/trade/x.ts', 'setInterval(() => performance.now(), 1)'],
    ],
    accepts: [
      ['src/plan/x.ts', '// new Date()\nMath.max(1, 2); const x = { Date: 1 }; x.Date'],
      ['src/host/x.ts', 'new Date(); Math.random(); setTimeout(() => {}, 1)'],
    ],
  },
  {
    name: 'extrinsics are handed in by chain/extrinsic/submit.ts alone',
    holds: path => inside('src', 'bin')(path) && !SUBMITTERS.includes(path),
    check: code.submission,
    refuses: [
      ['src/chain/x.ts', "rpc.subscribe('author_submitAndWatchExtrinsic', [bytes], 'x')"],
      ['src/trade/x.ts', "chain.rpc.request('author_submitExtrinsic', [bytes])"],
      ['src/trade/x.ts', "rpc.request('author_' + name, [bytes])"],
      ['src/chain/extrinsic/x.ts', 'api.rpc.author.submitAndWatchExtrinsic(bytes, told)'],
      ['src/chain/extrinsic/x.ts', "api.rpc.author['submitExtrinsic'](bytes)"],
      ['src/chain/extrinsic/x.ts', 'const { submitExtrinsic: go } = api.rpc.author'],
      ['src/chain/extrinsic/compose.ts', 'await tx.signAndSend(pair)'],
      ['src/chain/outcome/x.ts', 'outbox.leaveFor(bytes)'],
    ],
    accepts: [
      ['src/chain/extrinsic/submit.ts', 'api.rx.rpc.author.submitAndWatchExtrinsic(bytes, 1)'],
      ['src/chain/outcome/x.ts', '// author_submit\nsubmitAndWatch(chain, recorded)'],
      ['src/trade/x.ts', 'await signAndSend(run, signer)'],
    ],
  },
  {
    name: 'plans are not asynchronous',
    holds: inside('src/plan'),
    check: code.asyncUse,
    refuses: [
      ['src/plan/x.ts', 'async function f() {}'],
      ['src/plan/x.ts', 'const a = { async f() {} }'],
      ['src/plan/x.ts', 'await f()'],
      ['src/plan/x.ts', 'for await (const x of y) {}'],
      ['src/plan/x.ts', 'const f = (): Promise<number> => g()'],
    ],
    accepts: [['src/chain/x.ts', 'async function f() {}']],
  },
]

function violations(rule: Rule, program: ts.Program, paths: readonly string[]): readonly string[] {
  return paths.filter(rule.holds).flatMap(path => {
    const file = program.getSourceFile(resolve(root, path)) ?? parsed(path)
    return rule.check(path, file, program.getTypeChecker())
  })
}

test('the rooms of the development chain have no circles', () => {
  const rooms = Object.keys(DEVNET)
  const upward = Object.entries(DEVNET).flatMap(([room, row]) =>
    row
      .map(entry => entry.replace(/^type /, ''))
      .filter(name => rooms.indexOf(name) >= rooms.indexOf(room))
      .map(name => `${room} -> ${name}`),
  )
  expect(upward).toEqual([])
})

const sourceOf = (path: string, text: string): readonly [string, ts.SourceFile] => [
  path,
  ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true),
]

describe('files together', () => {
  const sources = new Map(files.map(path => [path, parsed(path)]))

  test('no files import each other in a circle, types counted', () => {
    expect(importCircles(sources)).toEqual([])
  })

  test('a circle over a type import and a dynamic one is found', () => {
    const circle = new Map([
      sourceOf('src/plan/a.ts', "import type { B } from './b.ts'"),
      sourceOf('src/plan/b.ts', "export { c } from '../trade/c.ts'"),
      sourceOf('src/trade/c.ts', "const a = await import('../plan/a.ts')"),
      sourceOf('src/trade/d.ts', "import { c } from './c.ts'"),
    ])
    expect(importCircles(circle)).toEqual(['src/plan/a.ts <-> src/plan/b.ts <-> src/trade/c.ts'])
  })

  test('an exported type name exists once', () => {
    expect(sharedTypeNames(sources)).toEqual([])
  })

  test('a name that two files export as a type is found', () => {
    const twice = new Map([
      sourceOf('src/plan/a.ts', 'export interface Line {}'),
      sourceOf('src/trade/b.ts', 'export type Line = string'),
      sourceOf('devnet/c.ts', 'interface Line {}'),
    ])
    expect(sharedTypeNames(twice)).toEqual(['Line: src/plan/a.ts, src/trade/b.ts'])
  })
})

describe('the rules hold', () => {
  const program = programOf(files.filter(path => path.endsWith('ts')))

  test('for all files, and there are some', () => {
    expect(files.length).toBeGreaterThan(10)
    expect(files).toContain('src/balance/wire.ts')
  })

  test.each(RULES)('$name', rule => {
    expect(violations(rule, program, files)).toEqual([])
  })
})

describe.each(RULES)('$name: can fail', rule => {
  const judge = ([path, text]: readonly [string, string]) =>
    violations(rule, programOf([path], new Map([[path, text]])), [path])

  test('refuses every sample', () => {
    expect(rule.refuses.length).toBeGreaterThan(0)
    expect(rule.refuses.filter(sample => judge(sample).length === 0)).toEqual([])
  })

  test('and lets pass what is allowed', () => {
    expect(rule.accepts.length).toBeGreaterThan(0)
    expect(rule.accepts.flatMap(judge)).toEqual([])
  })
})
