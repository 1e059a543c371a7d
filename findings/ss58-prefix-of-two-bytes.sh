#!/usr/bin/env bash
# @polkadot-api/substrate-bindings 0.20.3 (npm): getSs58AddressInfo gives an address whose SS58 prefix takes two bytes
# (64 and above) as valid, with the right public key, but `ss58Format` holds the two prefix bytes as they stand, big
# endian, and not the number of the prefix. An address written by its own encoder does not come back with its prefix.
#
# Seen: prefix 13116 (registered for Bittensor) is told as 20275, and 64 as 20480. One-byte prefixes are right.
# Why it matters: a message that names the chain of a foreign address names another one.
# Needs Node 20. Fails when the library behaves otherwise.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @polkadot-api/substrate-bindings@0.20.3
cat > show.mjs <<'JS'
import { AccountId, getSs58AddressInfo } from '@polkadot-api/substrate-bindings'

const key = Uint8Array.from({ length: 32 }, (_, i) => i)
for (const prefix of [42, 63, 64, 13116]) {
  const { isValid, ss58Format, publicKey } = getSs58AddressInfo(AccountId(prefix).dec(key))
  const isSameKey = Buffer.from(publicKey).equals(Buffer.from(key))
  console.log(`prefix ${prefix} is told as ${ss58Format}, valid ${isValid}, same key ${isSameKey}`)
}
JS
node show.mjs | tee seen.txt
diff seen.txt - <<'EXPECTED'
prefix 42 is told as 42, valid true, same key true
prefix 63 is told as 63, valid true, same key true
prefix 64 is told as 20480, valid true, same key true
prefix 13116 is told as 20275, valid true, same key true
EXPECTED
echo 'as stated'
