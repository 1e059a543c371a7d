import { execFile } from 'node:child_process'
import { chmod, cp, mkdir, readdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { binary, type Home, makeHome, type RunningDevnet } from '../support/binary.ts'

/** A number that no database of users knows. */
const NOBODY = 54_321
/** Only root can run something as somebody else. */
const runs = test.skipIf(process.getuid?.() !== 0)

let home: Home
let devnet: RunningDevnet
let secrets: string
let state: string
beforeAll(async () => {
  home = await makeHome()
  devnet = await home.devnet('--encrypt-wallets')
  // As an orchestrator mounts secrets: of root, readable to all, behind links that it exchanges.
  secrets = join(home.folder, 'secrets')
  await mkdir(join(secrets, '..1'), { recursive: true })
  await cp(home.wallets, join(secrets, '..1/wallets'), { recursive: true })
  await writeFile(join(secrets, '..1/config.toml'), `network = "${devnet.endpoint}"\nwallet = "coldkey_1"\n`)
  await writeFile(join(secrets, '..1/password'), 'devnet\n')
  await symlink('..1', join(secrets, '..data'))
  for (const name of ['wallets', 'config.toml', 'password'])
    await symlink(`..data/${name}`, join(secrets, name))
  state = join(home.folder, 'state')
  await mkdir(state)
  await chmod(home.folder, 0o755)
  await openAll(secrets)
  await chmod(state, 0o1777)
}, 60_000)
afterAll(() => home.remove())

/** Readable to all, writable to root alone. */
async function openAll(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await openAll(path)
    else if (entry.isFile()) await chmod(path, 0o644)
  }
}

/** Runs as a number without a name, with nothing in the environment but what is given. */
const asNobody = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  new Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }>(resolve => {
    const options = { uid: NOBODY, gid: NOBODY, env, cwd: '/' }
    execFile(process.execPath, [binary, ...args], options, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    )
  })

runs('without HOME: the version, and one line for what would be in a home folder', async () => {
  expect(await asNobody(['--version'])).toMatchObject({ code: 0, stderr: '' })
  const { code, stderr } = await asNobody(['wallet', 'list'])
  expect([code, stderr.split('\n').length]).toEqual([2, 3])
  expect(stderr).toContain('no home folder is known')
})

runs(
  'a trade with wallets, config and password of root behind links, and a shared state folder',
  async () => {
    const words = 'stake swap --hotkey hot_25 --origin 45 --destination 0 --amount 1 --yes --json'.split(' ')
    const files = ['--config', `${secrets}/config.toml`, '--wallet-path', `${secrets}/wallets`]
    const given = [...files, '--password-file', `${secrets}/password`]
    const { code, stdout, stderr } = await asNobody([...words, ...given], { XDG_STATE_HOME: state })
    expect([code, stderr]).toEqual([0, ''])
    expect(JSON.parse(stdout)).toMatchObject({ data: { kind: 'finalized' }, warnings: [] })
  },
)
