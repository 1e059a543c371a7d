import { RpcError } from './rpc.ts'

/** What a node sends. */
export type RpcMessage =
  | { readonly kind: 'answer'; readonly id: number; readonly result: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly error: RpcError }
  | News

/** A notification of a subscription. */
export interface News {
  readonly kind: 'news'
  readonly subscription: string
  readonly result: unknown
}

/** Lists and objects inside each other; a block with its extrinsics has 4. */
const MAX_DEPTH = 32
/** Entries of all lists and objects together; a page of keys has 1,000. Each may take a hundred bytes of memory. */
const MAX_ENTRIES = 500_000

/** A message of a node; undefined where the text is no JSON-RPC, or nests deeper or has more entries than any answer does. */
export function readMessage(text: string): RpcMessage | undefined {
  if (!isBearable(text)) return undefined
  const message = parseObject(text)
  if (!message) return undefined
  const { id, method, params, error, result } = message
  if (typeof method === 'string' && isObject(params)) {
    return { kind: 'news', subscription: String(params.subscription), result: params.result }
  }
  if (typeof id !== 'number') return undefined
  if (!isObject(error)) return { kind: 'answer', id, result }
  const { code, message: reason, data } = error
  const cause = new RpcError(typeof code === 'number' ? code : 0, String(reason).slice(0, 500), data)
  return { kind: 'failure', id, error: cause }
}

/** Looks at what stands outside of texts, and stops at a limit: nothing deeper, and no more, is ever parsed. */
function isBearable(text: string): boolean {
  let depth = 0
  let entries = 0
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at]
    if (char === '"') at = endOfText(text, at)
    else if (char === '[' || char === '{') depth += 1
    else if (char === ']' || char === '}') depth -= 1
    else if (char === ',') entries += 1
    if (depth > MAX_DEPTH || entries > MAX_ENTRIES) return false
  }
  return true
}

/** Where the text that begins at a quote ends; metadata is one text of a megabyte, so this jumps. */
function endOfText(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let escapes = 0
    while (text[at - 1 - escapes] === '\\') escapes += 1
    if (escapes % 2 === 0) return at
  }
  return text.length
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}
