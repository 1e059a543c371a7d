import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { nodeProcesses } from '../../src/host/processes.ts'

const processes = nodeProcesses(process)

test('this process is running, and known by more than its number', async () => {
  const self = await processes.self()
  expect(self.pid).toBe(process.pid)
  expect(self).toEqual(await processes.self())
  expect(await processes.find(self)).toBe('running')
})

describe('a process', () => {
  test('that ended is gone', async () => {
    const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)'], { stdio: 'ignore' })
    const pid = child.pid ?? 0
    const mark = await nodeProcesses({ pid, kill: process.kill }).self()
    expect(await processes.find(mark)).toBe('running')
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(await processes.find(mark)).toBe('gone')
  })

  test.runIf(existsSync('/proc/self/stat'))('whose number another one has now is gone', async () => {
    const self = await processes.self()
    expect(await processes.find({ ...self, start: '1' })).toBe('gone')
  })

  test('of an earlier boot of this machine is gone', async () => {
    expect(await processes.find({ ...(await processes.self()), boot: 'another' })).toBe('gone')
  })

  test('of another machine, or of another container, cannot be seen', async () => {
    const self = await processes.self()
    expect(await processes.find({ ...self, boot: 'another', machine: 'pluto' })).toBe('elsewhere')
    expect(await processes.find({ ...self, space: 'pid:[1]' })).toBe('elsewhere')
  })

  test('of someone else is running, though it may not be signalled', async () => {
    const refuse = () => {
      throw Object.assign(new Error('EPERM'), { code: 'EPERM' })
    }
    const self = await processes.self()
    expect(await nodeProcesses({ pid: process.pid, kill: refuse }).find(self)).toBe('running')
  })
})
