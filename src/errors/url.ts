/** Whether a URL holds more than its host: what comes after it may be a key of its user. */
export function holdsKey(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { username, password, pathname, search, hash } = new URL(url)
  return username !== '' || password !== '' || !['', '/'].includes(pathname) || search !== '' || hash !== ''
}

/** A URL as it may be printed and kept: without what may be a key. */
export const withoutKey = (url: string): string => (holdsKey(url) ? new URL(url).origin : url)

/** Words of a command line, the URLs in them without what may be a key. */
export const wordsWithoutKeys = (words: readonly string[]): readonly string[] =>
  words.map(word => word.replace(/wss?:\/\/[^\s,]+/gi, withoutKey))
