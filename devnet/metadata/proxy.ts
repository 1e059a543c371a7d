import { proxyTypes } from '../state/proxy.ts'
import { accountId, blockNumber, boundedVec, h256, multiAddress, runtimeCall, unit } from './common.ts'
import { dispatchResult } from './dispatch-error.ts'
import { constant, events, map, type Pallet, twox } from './pallet.ts'
import { bool, enumeration, named, option, struct, tuple, u16, u32, u64, units, variant } from './type.ts'

const proxyType = named(
  'T::ProxyType',
  enumeration('subtensor_runtime_common::ProxyType', units(...proxyTypes)),
)
const balance = named('BalanceOf<T>', u64)
const definition = struct(
  'pallet_subtensor_proxy::ProxyDefinition',
  {
    delegate: named('AccountId', accountId),
    proxy_type: named('ProxyType', proxyType),
    delay: named('BlockNumber', u32),
  },
  [
    { name: 'AccountId', type: accountId },
    { name: 'ProxyType', type: proxyType },
    { name: 'BlockNumber', type: u32 },
  ],
)
const depositKind = enumeration('pallet_subtensor_proxy::DepositKind', units('Proxies', 'Announcements'))
const delegation = { delegate: multiAddress, proxy_type: proxyType, delay: blockNumber }
const delegated = { delegator: accountId, delegatee: accountId, proxy_type: proxyType, delay: blockNumber }

/**
 * Proxy, pallet 16, without announcements and pure accounts; deposits in rao.
 * Source: opentensor/subtensor@14bc6f9f pallets/proxy/src/lib.rs:231-310, 690, 719-798, 811, 848; runtime/src/lib.rs:574-585.
 */
export const proxyPallet: Pallet = {
  name: 'Proxy',
  index: 16,
  storage: [
    map('Proxies', [twox(accountId)], tuple(boundedVec(definition), balance)),
    map('RealPaysFee', [twox(accountId), twox(accountId)], unit, 'optional'),
  ],
  constants: [
    constant('ProxyDepositBase', balance, 60_000_000),
    constant('ProxyDepositFactor', balance, 33_000_000),
    constant('MaxProxies', u32, 20),
  ],
  calls: enumeration(
    'pallet_subtensor_proxy::pallet::Call',
    [
      variant(0, 'proxy', {
        real: multiAddress,
        force_proxy_type: named('Option<T::ProxyType>', option(proxyType)),
        call: named('Box<<T as Config>::RuntimeCall>', runtimeCall),
      }),
      variant(1, 'add_proxy', delegation),
      variant(2, 'remove_proxy', delegation),
      variant(3, 'remove_proxies'),
      variant(11, 'set_real_pays_fee', { delegate: multiAddress, pays_fee: bool }),
    ],
    [{ name: 'T' }],
  ),
  events: enumeration(
    'pallet_subtensor_proxy::pallet::Event',
    events(
      ['ProxyExecuted', { result: named('DispatchResult', dispatchResult) }],
      ['PureCreated', { pure: accountId, who: accountId, proxy_type: proxyType, disambiguation_index: u16 }],
      [
        'PureKilled',
        { pure: accountId, spawner: accountId, proxy_type: proxyType, disambiguation_index: u16 },
      ],
      ['Announced', { real: accountId, proxy: accountId, call_hash: named('CallHashOf<T>', h256) }],
      ['ProxyAdded', delegated],
      ['ProxyRemoved', delegated],
      ['DepositPoked', { who: accountId, kind: depositKind, old_deposit: balance, new_deposit: balance }],
      ['RealPaysFeeSet', { real: accountId, delegate: accountId, pays_fee: bool }],
    ),
    [{ name: 'T' }],
  ),
  errors: enumeration(
    'pallet_subtensor_proxy::pallet::Error',
    units(
      'TooMany',
      'NotFound',
      'NotProxy',
      'Unproxyable',
      'Duplicate',
      'NoPermission',
      'Unannounced',
      'NoSelfProxy',
      'AnnouncementDepositInvariantViolated',
      'InvalidDerivedAccountId',
    ),
    [{ name: 'T' }],
  ),
}
