import { describe, expect, test } from 'vitest'
import { holdsKey, shownUrl, withoutKey, withShownUrls } from '../../src/errors/url.ts'

describe('a URL is shown', () => {
  test.each([
    'wss://node.example',
    'wss://node.example/',
    'ws://127.0.0.1:9944',
    'wss://node.example:99999',
    'finney',
    'file:///home/tester/app.js:3:1',
    'a word',
    '',
  ])('as it is where it holds no more than a host: %j', url => {
    expect([shownUrl(url), withoutKey(url), holdsKey(url)]).toEqual([url, url, false])
  })

  test.each([
    ['wss://node.example/KEY', 'wss://node.example/…'],
    ['wss://node.example:444/v1/KEY/', 'wss://node.example:444/…'],
    ['wss://node.example?token=KEY', 'wss://node.example/…'],
    ['wss://node.example#KEY', 'wss://node.example/…'],
    ['wss://user:KEY@node.example', 'wss://node.example/…'],
    ['wss://KEY@node.example/', 'wss://node.example/…'],
    ['https://node.example/KEY', 'https://node.example/…'],
    // None of these can be read.
    ['wss://node.example:99999/KEY', 'wss://node.example:99999/…'],
    ['wss://user:KEY@node.example:99999', 'wss://node.example:99999/…'],
    ['wss://a:KEY@b:KEY@node.example:x?KEY', 'wss://node.example:x/…'],
    ['WSS://node.example:x\\KEY', 'WSS://node.example:x/…'],
  ])('%j by its host and that there is more', (url, shown) => {
    expect(shownUrl(url)).toBe(shown)
    expect(`${withoutKey(url)}/…`).toBe(shown)
    expect(shownUrl(shown)).toBe(shown)
  })

  test('each of several, and nothing else of the text', () => {
    const text = 'finney,wss://a.example/KEY,wss://b.example or ws://c:KEY@d.example'
    expect(withShownUrls(text)).toBe('finney,wss://a.example/…,wss://b.example or ws://d.example/…')
  })
})
