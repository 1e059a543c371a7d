import { expect, test } from 'vitest'
import { createFrame } from '../../src/output/frame.ts'

function frameOf(height?: number) {
  let written = ''
  const out = {
    write(text: string) {
      written += text
    },
  }
  const draw = createFrame({ out, ...(height !== undefined && { height }) })
  return (text: string) => {
    written = ''
    draw(text)
    return written
  }
}

test('the first is drawn as it is, the next over it, line by line, without erasing first', () => {
  const draw = frameOf()
  expect(draw('a\nb')).toBe('a\u001b[K\nb\u001b[K\n\u001b[J')
  expect(draw('a\nc')).toBe('\u001b[2A\nc\u001b[K\n\u001b[J')
})

test('the same text is not drawn again', () => {
  const draw = frameOf()
  draw('a\nb')
  expect(draw('a\nb')).toBe('')
})

test('what is gone leaves nothing behind', () => {
  const draw = frameOf()
  draw('a\nb\nc')
  expect(draw('a')).toBe('\u001b[3A\n\u001b[J')
})

test('what is higher than the terminal is cut, and says so', () => {
  const draw = frameOf(4)
  expect(draw('1\n2\n3\n4\n5')).toBe('1\u001b[K\n2\u001b[K\n(3 more lines)\u001b[K\n\u001b[J')
})
