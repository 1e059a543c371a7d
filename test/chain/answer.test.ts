import { describe, expect, test } from 'vitest'
import { attributeFailure } from '../../src/chain/rpc/answer.ts'
import { CliError } from '../../src/errors/cli-error.ts'

const mistake = () => {
  const nothing = JSON.parse('null') as { readonly field: string }
  return nothing.field
}
/** What is thrown for work that fails. */
function work(fails: () => unknown, isKnown: boolean): unknown {
  try {
    return attributeFailure('a list', fails, () => isKnown)
  } catch (error) {
    return error
  }
}

describe('what fails in a read', () => {
  test('is a bug of ours where the answers are all of known types', () => {
    expect(work(mistake, true)).toBeInstanceOf(TypeError)
  })

  test('is the endpoint’s where it serves other types, and keeps its cause', () => {
    expect(work(mistake, false)).toMatchObject({
      code: 'E_ENDPOINT',
      cause: expect.any(TypeError),
      message: expect.stringMatching(/make no sense for a list: .*null/),
    })
  })

  test('is the endpoint’s where amounts contradict each other', () => {
    const contradiction = () => {
      throw new CliError('E_BALANCE_UNDERFLOW', { left: '1 TAO', right: '2 TAO' })
    }
    expect(work(contradiction, true)).toMatchObject({ code: 'E_ENDPOINT' })
  })

  test('stays a refusal where it is one', () => {
    const refusal = () => {
      throw new CliError('E_NETUID', { text: 'x' })
    }
    expect(work(refusal, false)).toMatchObject({ code: 'E_NETUID' })
  })

  test('is attributed later too, where the read takes time', async () => {
    const slow = async () => mistake()
    await expect(attributeFailure('a list', slow, () => true)).rejects.toBeInstanceOf(TypeError)
    await expect(attributeFailure('a list', slow, () => false)).rejects.toMatchObject({ code: 'E_ENDPOINT' })
  })
})
