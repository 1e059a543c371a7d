/** What `system_properties` tells of the chain's token and addresses. */
export const chainProperties = { ss58Format: 42, tokenDecimals: 9, tokenSymbol: 'TAO' } as const
