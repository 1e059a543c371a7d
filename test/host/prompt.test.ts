import { PassThrough } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { nodePrompt } from '../../src/host/prompt.ts'

function terminal() {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => undefined })
  const output = Object.assign(new PassThrough(), { isTTY: true, columns: 80 })
  return { input, output, prompt: nodePrompt(input, output), leave: new AbortController() }
}
const ask = (typed: string) => {
  const { input, prompt, leave } = terminal()
  const answer = prompt.confirm('Sign?', leave.signal)
  input.write(typed)
  return answer
}

describe('a question', () => {
  test.each(['y', 'Y', 'yes', 'YES', ' y '])('answered %j is agreed to', async typed => {
    expect(await ask(`${typed}\r`)).toBe('yes')
  })

  test.each(['', 'n', 'no', 'yep', 'y n', 'ja', '1', 'yesyes', 'ｙ'])('answered %j is not', async typed => {
    expect(await ask(`${typed}\r`)).toBe('no')
  })

  test('says what it asks, and that no is the default', async () => {
    const { input, output, prompt, leave } = terminal()
    const answer = prompt.confirm('Sign?', leave.signal)
    input.write('n\r')
    await answer
    expect(String(output.read())).toContain('Sign? [y/N] ')
  })

  test('is interrupted by Ctrl-C', async () => {
    expect(await ask('ye\u0003')).toBe('interrupted')
  })

  test('is closed by the end of the input, also after half an answer', async () => {
    expect(await ask('\u0004')).toBe('closed')
    const { input, prompt, leave } = terminal()
    const answer = prompt.confirm('Sign?', leave.signal)
    input.write('y')
    input.end()
    expect(await answer).not.toBe('yes')
  })

  test('leaves the line when it is closed', async () => {
    const { input, output, prompt, leave } = terminal()
    const answer = prompt.text('Which? ', leave.signal)
    input.write('\u0004')
    await answer
    expect(String(output.read())).toMatch(/Which\? [^\n]*\n$/)
  })

  test('is closed when it is given up', async () => {
    const { prompt, leave } = terminal()
    const answer = prompt.confirm('Sign?', leave.signal)
    leave.abort()
    expect(await answer).toBe('closed')
  })

  test('may be followed by another', async () => {
    const { input, prompt, leave } = terminal()
    const first = prompt.confirm('One?', leave.signal)
    input.write('y\r')
    expect(await first).toBe('yes')
    const second = prompt.confirm('Two?', leave.signal)
    input.write('n\r')
    expect(await second).toBe('no')
  })
})

describe('a secret', () => {
  const type = async (typed: string) => {
    const { input, output, prompt, leave } = terminal()
    const answer = prompt.secret('Password: ', leave.signal)
    input.write(typed)
    return { answer: await answer, shown: String(output.read()) }
  }

  test('is taken as it was typed and not shown', async () => {
    expect(await type(' pass wörd\r')).toEqual({ answer: { text: ' pass wörd' }, shown: 'Password: \n' })
  })

  test('can be corrected while it is typed', async () => {
    expect((await type('wrong\u0015rigth\u007f\u007fht\r')).answer).toEqual({ text: 'right' })
  })

  test('is interrupted by Ctrl-C and closed by the end of the input, whatever was typed', async () => {
    expect((await type('secr\u0003')).answer).toBe('interrupted')
    expect((await type('\u0004')).answer).toBe('closed')
    const { input, prompt, leave } = terminal()
    const answer = prompt.secret('Password: ', leave.signal)
    input.end()
    expect(await answer).toBe('closed')
  })

  test('is closed when it is given up', async () => {
    const { prompt, leave } = terminal()
    const answer = prompt.secret('Password: ', leave.signal)
    leave.abort()
    expect(await answer).toBe('closed')
  })

  test('may follow a question', async () => {
    const { input, prompt, leave } = terminal()
    const first = prompt.confirm('One?', leave.signal)
    input.write('y\r')
    expect(await first).toBe('yes')
    const second = prompt.secret('Two: ', leave.signal)
    input.write('two\r')
    expect(await second).toEqual({ text: 'two' })
  })
})
