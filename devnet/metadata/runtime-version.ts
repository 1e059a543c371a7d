import { compactNumber } from '@polkadot-api/substrate-bindings'
import { concat, fromHex, textBytes } from '../../src/scale/bytes.ts'
import { littleEndian } from './bytes.ts'
import { array, named, str, struct, type Type, tuple, u8, u32, vec } from './type.ts'

/** Spec version of the source this runtime follows. Source: opentensor/subtensor@14bc6f9f runtime/src/lib.rs:238. */
const SPEC_VERSION = 425

/** Runtime APIs served: id (blake2-64 of the name) and version. */
export const apiVersions = {
  Core: { id: 'df6acb689907609b', version: 5 },
  Metadata: { id: '37e397fc7c91f5e4', version: 2 },
  TaggedTransactionQueue: { id: 'd2bc9897eed08f15', version: 3 },
  AccountNonceApi: { id: 'bc9d89904f5b923f', version: 1 },
  TransactionPaymentApi: { id: '37c8bb1350a9a2a8', version: 4 },
  SubnetInfoRuntimeApi: { id: '8375104b299b74c5', version: 2 },
  StakeInfoRuntimeApi: { id: '5d1fbfbe852f2807', version: 1 },
  SwapRuntimeApi: { id: 'a8b093e6508d9e9c', version: 1 },
} as const

export type ApiName = keyof typeof apiVersions

/** All APIs in the order metadata lists them. */
export const apiNames = [
  'Core',
  'Metadata',
  'TaggedTransactionQueue',
  'AccountNonceApi',
  'TransactionPaymentApi',
  'SubnetInfoRuntimeApi',
  'StakeInfoRuntimeApi',
  'SwapRuntimeApi',
] as const satisfies readonly ApiName[]

/** What `state_getRuntimeVersion` answers. */
export interface DeclaredVersion {
  readonly specName: string
  readonly implName: string
  readonly authoringVersion: number
  readonly specVersion: number
  readonly implVersion: number
  readonly apis: readonly (readonly [id: `0x${string}`, version: number])[]
  readonly transactionVersion: number
  readonly systemVersion: number
}

/** The runtime's version. Source: opentensor/subtensor@14bc6f9f runtime/src/lib.rs:227-242. */
export function runtimeVersion(
  specVersion: number = SPEC_VERSION,
  apis: readonly { readonly id: string; readonly version: number }[] = apiNames.map(
    name => apiVersions[name],
  ),
): DeclaredVersion {
  return {
    specName: 'node-subtensor',
    implName: 'node-subtensor',
    authoringVersion: 1,
    specVersion,
    implVersion: 1,
    apis: apis.map(({ id, version }) => [`0x${id}`, version]),
    transactionVersion: 1,
    systemVersion: 1,
  }
}

/** SCALE bytes of a version, as `Core_version` and the constant System.Version give it. */
export function encodeVersion(version: DeclaredVersion): Uint8Array {
  const u32Bytes = (value: number) => littleEndian(BigInt(value), 4)
  return concat([
    textBytes(version.specName),
    textBytes(version.implName),
    u32Bytes(version.authoringVersion),
    u32Bytes(version.specVersion),
    u32Bytes(version.implVersion),
    compactNumber.enc(version.apis.length),
    ...version.apis.flatMap(([id, number]) => [fromHex(id), u32Bytes(number)]),
    u32Bytes(version.transactionVersion),
    littleEndian(BigInt(version.systemVersion), 1),
  ])
}

/** Text that Rust may borrow. */
export const cowText = named("Cow<'static, str>", cow(str))

export const runtimeVersionType = struct('sp_version::RuntimeVersion', {
  spec_name: cowText,
  impl_name: cowText,
  authoring_version: u32,
  spec_version: u32,
  impl_version: u32,
  apis: named('ApisVec', cow(vec(tuple(array(u8, 8), u32)))),
  transaction_version: u32,
  system_version: u8,
})

function cow(of: Type): Type {
  return struct('Cow', [of], [{ name: 'T', type: of }])
}
