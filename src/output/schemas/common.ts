import Type, { type TSchema } from 'typebox'

// What is published stays open: within v1 keys are added. Tests close it, so that none is added in silence.

export const netuid = Type.Integer({ minimum: 0, maximum: 65_535 })
export const address = Type.String({
  description: 'SS58 with prefix 42',
  pattern: '^5[1-9A-HJ-NP-Za-km-z]{47}$',
})
export const hash = Type.String({ pattern: '^0x[0-9a-f]{64}$' })
/** A number as text, since JSON numbers are floating. */
export const decimal = Type.String({ pattern: '^-?[0-9]+(\\.[0-9]+)?$' })

const amountOf = (unit: readonly ('TAO' | 'alpha')[], description: string) =>
  Type.Object(
    {
      unit: Type.Enum([...unit]),
      netuid,
      rao: Type.String({ pattern: '^[0-9]+$', description: 'the exact integer; 1 TAO or alpha is 10^9 rao' }),
      decimal: Type.String({ pattern: '^[0-9]+(\\.[0-9]{1,9})?$' }),
    },
    { description },
  )

export const anyAmount = amountOf(['TAO', 'alpha'], 'an amount of TAO, or of the alpha of a subnet')
export const taoAmount = amountOf(['TAO'], 'an amount of TAO')
export const alphaAmount = amountOf(['alpha'], 'an amount of the alpha of a subnet; of root too')

/** As `Believed` has them. */
export const believed = Type.Array(
  Type.Enum(['pools', 'fee-rate', 'weights', 'cut-offs', 'no-pool', 'stake']),
  { description: "what the floor takes the endpoint's word for" },
)

export const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])

export const warnings = Type.Array(
  Type.Object({ code: Type.String({ pattern: '^W_' }), message: Type.String() }),
)

const network = Type.Object({
  name: Type.String(),
  endpoint: Type.String(),
  genesisHash: hash,
  specVersion: Type.Integer({ minimum: 0 }),
})
const block = Type.Object({ number: Type.Integer({ minimum: 0 }), hash })

/** The document of a command that succeeds. `chain`: whether it spoke to one. */
export function success<T extends TSchema>(
  name: string,
  data: T,
  chain: 'always' | 'perhaps' | 'never' = 'never',
) {
  const context = { network, block }
  const ofChain =
    chain === 'always' ? context : { network: Type.Optional(network), block: Type.Optional(block) }
  return Type.Object(
    {
      schema: Type.Literal(`taoctl/${name}/v1`),
      ok: Type.Literal(true),
      ...(chain !== 'never' && ofChain),
      data,
      warnings,
    },
    { $schema: 'https://json-schema.org/draft/2020-12/schema', title: `taoctl/${name}/v1` },
  )
}
