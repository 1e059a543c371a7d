import { AccountId } from '@polkadot-api/substrate-bindings'
import { type Hex, isHex } from '../../src/scale/bytes.ts'
import { invalidParams } from './error.ts'

/** Positional parameters of a request. */
export type Params = readonly unknown[]

/** A hex parameter, with or without 0x in front, as nodes take it. @throws RpcError -32602 */
export function hexAt(params: Params, index: number): Hex {
  const value = params[index]
  const hex = typeof value === 'string' && !value.startsWith('0x') ? `0x${value}` : value
  if (!isHex(hex)) throw invalidParams(`parameter ${index} must be an even number of hex digits`)
  return hex.toLowerCase() as Hex
}

/** A hex parameter that may be absent, null or `""`. @throws RpcError -32602 */
export function optionalHexAt(params: Params, index: number): Hex | undefined {
  const value = params[index]
  return value === undefined || value === null || value === '' ? undefined : hexAt(params, index)
}

/** A list of hex values. @throws RpcError -32602 */
export function hexListAt(params: Params, index: number): readonly Hex[] {
  const value = params[index]
  if (!Array.isArray(value)) throw invalidParams(`parameter ${index} must be a list`)
  return value.map((_, position) => hexAt(value, position))
}

/** A whole number from 0 to `most`. @throws RpcError -32602 */
export function integerAt(params: Params, index: number, most: number): number {
  const value = params[index]
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > most) {
    throw invalidParams(`parameter ${index} must be a whole number from 0 to ${most}`)
  }
  return value
}

/** A text. @throws RpcError -32602 */
export function textAt(params: Params, index: number): string {
  const value = params[index]
  if (typeof value !== 'string') throw invalidParams(`parameter ${index} must be a text`)
  return value
}

/** An amount of rao, which is a JSON number. @throws RpcError -32602 */
export function amountAt(params: Params, index: number): bigint {
  return BigInt(integerAt(params, index, Number.MAX_SAFE_INTEGER))
}

/** An address in the chain's form, whatever its prefix. @throws RpcError -32602 */
export function addressAt(params: Params, index: number): string {
  const text = textAt(params, index)
  const codec = AccountId(42)
  try {
    return codec.dec(codec.enc(text))
  } catch {
    throw invalidParams(`parameter ${index} must be an SS58 address`)
  }
}
