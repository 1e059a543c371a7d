#!/usr/bin/env bash
# bittensor-wallet 4.1.1 (PyPI, Rust) says "Wrong password" to the right password of a coldkey in the Fernet format of
# early bittensor versions; 1.0.0 (Python) opens the same file with it.
#
# Seen: 1.0.0 prints the address; 4.1.1 raises KeyFileError "Decryption error: Wrong password for decryption."
# Why it matters: a person with an old wallet concludes that the password is lost. docs/wallet.md names the version to use.
# Needs python3 with venv. Fails when either version behaves otherwise.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for version in 1.0.0 4.1.1; do
  python3 -m venv "$work/$version"
  "$work/$version/bin/pip" install --quiet --disable-pip-version-check "bittensor-wallet==$version"
done

# A throwaway key in a Fernet file: the key is PBKDF2-HMAC-SHA256 of the password, with the fixed salt and the ten million
# rounds of that format.
cat > "$work/make.py" <<'PY'
import base64, json, os, sys
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
from substrateinterface import Keypair

root = sys.argv[1]
salt = b"Iguesscyborgslikemyselfhaveatendencytobeparanoidaboutourorigins"
kdf = PBKDF2HMAC(algorithm=hashes.SHA256(), length=32, salt=salt, iterations=10_000_000)
fernet = Fernet(base64.urlsafe_b64encode(kdf.derive(b"right")))
pair = Keypair.create_from_seed("0x" + "11" * 32)
public = {"accountId": "0x" + pair.public_key.hex(), "publicKey": "0x" + pair.public_key.hex(),
          "ss58Address": pair.ss58_address}
secret = {**public, "secretPhrase": None, "secretSeed": "0x" + "11" * 32}
os.makedirs(f"{root}/w/old/hotkeys")
open(f"{root}/w/old/coldkey", "wb").write(fernet.encrypt(json.dumps(secret).encode()))
open(f"{root}/w/old/coldkeypub.txt", "w").write(json.dumps(public))
PY
cat > "$work/open.py" <<'PY'
import sys
from bittensor_wallet import Wallet

keyfile = Wallet(name="old", path=sys.argv[1] + "/w").coldkey_file
try:
    print("opened", keyfile.get_keypair(password="right").ss58_address)
except Exception as error:
    print("refused", type(error).__name__, str(error).strip())
PY
"$work/1.0.0/bin/python" "$work/make.py" "$work"
for version in 1.0.0 4.1.1; do
  "$work/$version/bin/python" "$work/open.py" "$work" 2>&1 | grep -E '^(opened|refused)' | tee "$work/$version.txt"
done
grep -q '^opened 5' "$work/1.0.0.txt"
grep -q '^refused KeyFileError Decryption error: Wrong password' "$work/4.1.1.txt"
echo 'as stated'
