"""A device that makes and shows passkeys as WebAuthn says, in software, with every way of doing it wrong."""

import json
import os
from dataclasses import dataclass, field
from hashlib import sha256

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


@dataclass
class Device:
    """One passkey. `origin`: the page that asks; `verifies`: whether it looks who holds it."""

    origin: str = "https://help.county.example"
    site: str = "help.county.example"
    verifies: bool = True
    counter: int = 0
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    identifier: bytes = field(default_factory=lambda: os.urandom(32))
    owner: bytes = b""

    def make(self, options: str) -> str:
        asked = json.loads(options)
        self.owner = websafe_decode(asked["user"]["id"])
        public = cbor.encode(dict(ES256.from_cryptography_key(self.key.public_key())))
        attested = bytes(16) + len(self.identifier).to_bytes(2) + self.identifier + public
        attestation = cbor.encode({"fmt": "none", "attStmt": {}, "authData": self._data(ATTESTED) + attested})
        return self._answer({"clientDataJSON": self._told("webauthn.create", asked), "attestationObject": attestation})

    def show(self, options: str) -> str:
        told, data = self._told("webauthn.get", json.loads(options)), self._data(0)
        signed = self.key.sign(data + sha256(told).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer({"clientDataJSON": told, "authenticatorData": data, "signature": signed, "userHandle": self.owner})

    def _told(self, kind: str, asked: dict) -> bytes:
        return json.dumps({"type": kind, "challenge": asked["challenge"], "origin": self.origin, "crossOrigin": False}).encode()

    def _data(self, more: int) -> bytes:
        flags = PRESENT | (VERIFIED if self.verifies else 0) | more
        return sha256(self.site.encode()).digest() + bytes([flags]) + self.counter.to_bytes(4)

    def _answer(self, response: dict[str, bytes]) -> str:
        name = websafe_encode(self.identifier)
        shown = {part: websafe_encode(value) for part, value in response.items()}
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": shown, "clientExtensionResults": {}})
