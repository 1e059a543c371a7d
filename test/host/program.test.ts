import { describe, expect, test } from 'vitest'
import { runProgram } from '../../src/host/program.ts'

const node = process.execPath
const run = async (argv: readonly string[], options: Partial<Parameters<typeof runProgram>[1]> = {}) => {
  const givenUp = new AbortController().signal
  const output = await runProgram(argv, { env: {}, timeout: 20_000, limit: 100, givenUp, ...options })
  return new TextDecoder().decode(output)
}
const script = (text: string, ...args: readonly string[]) => [node, '-e', text, ...args]

test('what a program writes is given as it is', async () => {
  expect(await run(script("process.stdout.write(' word\\n')"))).toBe(' word\n')
})

test('arguments are passed without a shell, and the environment is the one given', async () => {
  const text = 'process.stdout.write(process.argv[1] + JSON.stringify(Object.keys(process.env)))'
  expect(await run(script(text, '$HOME; *'), { env: { ONE: '1' } })).toBe('$HOME; *["ONE"]')
})

test('its stdin is empty', async () => {
  expect(await run(script("process.stdin.on('data', () => {}).on('end', () => console.log('end'))"))).toBe(
    'end\n',
  )
})

describe('it is an error, in a few words, when it', () => {
  test.each([
    ['is not there', ['/no/such/program'], {}, '/no/such/program cannot be started (ENOENT)'],
    ['fails', script('process.exit(3)'), {}, 'it ended with exit code 3'],
    ['is killed', script("process.kill(process.pid, 'SIGTERM')"), {}, 'it was ended by SIGTERM'],
    ['writes too much', script("for (;;) console.log('secret')"), {}, 'it wrote more than 100 bytes'],
    ['takes too long', script('setInterval(() => {}, 9e6)'), { timeout: 300 }, 'it did not end within 0.3s'],
  ])('%s', async (_, argv, options, message) => {
    await expect(run(argv, options)).rejects.toThrow(message)
  })

  test('is given up', async () => {
    const leave = new AbortController()
    const running = run(script('setInterval(() => {}, 9e6)'), { givenUp: leave.signal })
    leave.abort()
    await expect(running).rejects.toThrow('it was given up')
  })

  test('leaves a child behind that holds its output', async () => {
    const text =
      "require('node:child_process').spawn(process.execPath, ['-e', 'setTimeout(() => {}, 3000)'], { stdio: 'inherit' })"
    const started = performance.now()
    await expect(run(script(text), { timeout: 500 })).rejects.toThrow('it did not end within 0.5s')
    expect(performance.now() - started).toBeLessThan(2500)
  })
})
