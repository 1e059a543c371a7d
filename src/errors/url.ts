/** Whether a URL holds more than its host: what comes after it may be a key of its user. A file's holds a path. */
export function holdsKey(url: string): boolean {
  if (!URL.canParse(url)) return wholeOf(url) !== url
  const { protocol, username, password, pathname, search, hash } = new URL(url)
  if (protocol === 'file:') return false
  return username !== '' || password !== '' || !['', '/'].includes(pathname) || search !== '' || hash !== ''
}

/** A URL as it may be kept, and stand in a command: without what may be a key. */
export const withoutKey = (url: string): string => {
  if (!holdsKey(url)) return url
  return URL.canParse(url) ? new URL(url).origin : wholeOf(url)
}

/** What is left of a URL that cannot be read; a text that is none is left whole. */
function wholeOf(text: string): string {
  const found = /^([a-z][a-z0-9+.-]*:\/\/)([^/\\?#]*)/i.exec(text)
  const [, scheme = '', authority = ''] = found ?? []
  const whole = `${scheme}${authority.slice(authority.lastIndexOf('@') + 1)}`
  return found && text !== `${whole}/` ? whole : text
}

/** A URL as people see it: of one that may hold a key its host, and that there is more. */
export const shownUrl = (url: string): string => (holdsKey(url) ? `${withoutKey(url)}/…` : url)

/** A value that may hold URLs, each as people see it. */
export const withShownUrls = (value: string): string =>
  value.replace(/[a-z][a-z0-9+.-]*:\/\/[^\s,]+/gi, shownUrl)

/** Words of a command line, the URLs in them without what may be a key. */
export const wordsWithoutKeys = (words: readonly string[]): readonly string[] =>
  words.map(word => word.replace(/wss?:\/\/[^\s,]+/gi, withoutKey))
