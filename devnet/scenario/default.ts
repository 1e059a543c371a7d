import type { Scenario } from './schema.ts'

/** The scenario a development chain starts with: two wallets, root and four subnets as large as real ones. */
export const defaultScenario: Scenario = {
  name: 'default',
  genesisTime: '2026-01-01T00:00:00Z',
  wallets: [
    { name: 'coldkey_1', free: '100', hotkeys: ['hot_25', 'hot_26'] },
    { name: 'coldkey_2', free: '50', hotkeys: ['hot_1'], identity: 'North Star' },
  ],
  subnets: [
    { netuid: 0, name: 'root', symbol: 'Τ', tao: '1000000' },
    { netuid: 1, name: 'apex', symbol: 'α', alphaIn: '2450000', tao: '41300' },
    { netuid: 8, name: 'ptn', symbol: 'θ', alphaIn: '2212000', tao: '96700' },
    {
      netuid: 45,
      name: 'gen42',
      symbol: 'פ',
      alphaIn: '2600000',
      tao: '90154',
      quoteWeight: '0.5',
      feeRate: 33,
    },
    { netuid: 64, name: 'chutes', symbol: 'ش', alphaIn: '1980000', tao: '203500' },
  ],
  positions: [
    { coldkey: 'coldkey_1', hotkey: 'hot_25', netuid: 45, alpha: '21.536911597' },
    { coldkey: 'coldkey_1', hotkey: 'hot_25', netuid: 0, alpha: '5' },
    { coldkey: 'coldkey_1', hotkey: 'hot_25', netuid: 1, alpha: '310.25' },
    { coldkey: 'coldkey_1', hotkey: 'hot_26', netuid: 8, alpha: '42.000000001' },
    { coldkey: 'coldkey_1', hotkey: 'coldkey_2/hot_1', netuid: 64, alpha: '7.5' },
    { coldkey: 'coldkey_2', hotkey: 'hot_1', netuid: 64, alpha: '1000' },
  ],
}
