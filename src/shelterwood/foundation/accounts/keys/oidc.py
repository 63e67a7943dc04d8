"""An organization's own sign-in: OpenID Connect Core 1.0, authorization code with PKCE (RFC 7636), state and nonce.

Nothing that the browser carries is believed: the code is exchanged by this machine, and the signed token is checked against the
keys that the issuer publishes.
"""

from __future__ import annotations

import base64
import hmac
import http.client
import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from shelterwood.foundation.accounts.keys.webauthn import NotProved

PATIENCE = 8  # seconds for each answer of the provider
LARGEST = 200_000  # bytes of an answer
ALGORITHMS = ["RS256", "PS256", "ES256", "EdDSA", "Ed25519"]  # signed with a private key; never HS256, nor none
LEEWAY = 60  # seconds that two clocks may be apart
HERE = ("localhost", "127.0.0.1", "::1")


class NotThere(Exception):
    """The provider does not answer, or not as OpenID Connect says."""


@dataclass(frozen=True)
class Asked:
    """One sign-in under way, kept in the session: what must come back."""

    state: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    nonce: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    verifier: str = field(default_factory=lambda: secrets.token_urlsafe(64))

    @property
    def challenge(self) -> str:
        return base64.urlsafe_b64encode(sha256(self.verifier.encode()).digest()).rstrip(b"=").decode()


@dataclass(frozen=True)
class Client:
    """This site as the provider knows it. `secret` is empty for a public client."""

    issuer: str
    client_id: str
    secret: str
    back: str


@dataclass(frozen=True)
class Told:
    """What the provider says of somebody. `mail` is empty unless it was verified there; `proofs` are `acr` and every `amr`."""

    subject: str
    mail: str
    proofs: tuple[str, ...]


def address_to_ask(client: Client, asked: Asked) -> str:
    """Where the browser goes. Raises NotThere."""
    words = {
        "response_type": "code", "client_id": client.client_id, "redirect_uri": client.back, "scope": "openid email", "state": asked.state,
        "nonce": asked.nonce, "code_challenge": asked.challenge, "code_challenge_method": "S256", "prompt": "login",
    }  # fmt: skip
    address = _of(_published(client.issuer), "authorization_endpoint")
    return f"{address}{'&' if '?' in address else '?'}{urlencode(words)}"


def told(client: Client, asked: Asked, *, state: str, code: str) -> Told:
    """Exchange the code and read the token. Raises NotProved where anything does not fit, NotThere where the provider does not answer."""
    if not hmac.compare_digest(state.encode(), asked.state.encode()) or not code:
        raise NotProved
    published = _published(client.issuer)
    answer = _ask(_of(published, "token_endpoint"), _exchange(client, asked, code), secret=_basic(client))
    try:
        keys = KeySet.import_key_set(_ask(_of(published, "jwks_uri")))  # type: ignore[arg-type]  # what it holds is checked there
        claims = jwt.decode(str(answer.get("id_token", "")), keys, algorithms=ALGORITHMS).claims
        _rules(client, asked).validate(claims)
    except (JoseError, ValueError, KeyError, TypeError) as problem:
        raise NotProved from problem
    if isinstance(claims["aud"], list) and len(claims["aud"]) > 1 and claims.get("azp") != client.client_id:
        raise NotProved
    return _read(claims)


def _read(claims: dict[str, Any]) -> Told:
    amr = claims.get("amr")
    proofs: Iterable[Any] = [claims.get("acr"), *(amr if isinstance(amr, list) else [amr])]
    verified = claims.get("email_verified") is True and isinstance(claims.get("email"), str)
    return Told(str(claims["sub"])[:255], claims["email"] if verified else "", tuple(each for each in proofs if isinstance(each, str)))


def _rules(client: Client, asked: Asked) -> jwt.JWTClaimsRegistry:
    return jwt.JWTClaimsRegistry(
        leeway=LEEWAY,
        iss={"essential": True, "value": client.issuer},
        aud={"essential": True, "value": client.client_id},
        sub={"essential": True},
        exp={"essential": True},
        iat={"essential": True},
        nonce={"essential": True, "value": asked.nonce},
    )


def _exchange(client: Client, asked: Asked, code: str) -> bytes:
    words = {"grant_type": "authorization_code", "code": code, "redirect_uri": client.back, "code_verifier": asked.verifier}
    return urlencode(words | ({} if client.secret else {"client_id": client.client_id})).encode()


def _basic(client: Client) -> str:
    pair = f"{quote(client.client_id, safe='')}:{quote(client.secret, safe='')}".encode()  # RFC 6749, section 2.3.1
    return f"Basic {base64.b64encode(pair).decode()}" if client.secret else ""


def _published(issuer: str) -> dict[str, Any]:
    """What the issuer publishes of itself; it must name itself as it was entered (OpenID Connect Discovery, section 4.3)."""
    found = _ask(issuer.rstrip("/") + "/.well-known/openid-configuration")
    if found.get("issuer") != issuer:
        raise NotThere(f"{issuer} names itself differently")
    return found


def _of(published: dict[str, Any], name: str) -> str:
    address = published.get(name)
    if not isinstance(address, str) or not is_safe(address):
        raise NotThere(f"no {name} that can be used")
    return address


def is_safe(address: str) -> bool:
    """Whether an address is encrypted; one of this very machine need not be."""
    try:
        parts = urlsplit(address)
        return bool(parts.hostname) and (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in HERE)) and parts.port != 0
    except ValueError:
        return False


def _ask(address: str, body: bytes | None = None, *, secret: str = "") -> dict[str, Any]:
    """One request, without following anything: an address that leads elsewhere is none that the issuer published."""
    parts = urlsplit(address)
    connect = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    asked = connect(parts.hostname or "", parts.port, timeout=PATIENCE)
    headers = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
    if secret:
        headers["Authorization"] = secret
    try:
        asked.request("POST" if body else "GET", (parts.path or "/") + (f"?{parts.query}" if parts.query else ""), body, headers)
        answer = asked.getresponse()
        content = answer.read(LARGEST)
    except (OSError, http.client.HTTPException) as problem:
        raise NotThere(parts.hostname) from problem
    finally:
        asked.close()
    if body and answer.status in (400, 401):
        raise NotProved  # the code was not one that it gave out, or was used
    return _json(content) if answer.status == 200 else _refuse(parts.hostname, answer.status)


def _json(content: bytes) -> dict[str, Any]:
    try:
        found = json.loads(content)
    except ValueError as problem:
        raise NotThere("no JSON") from problem
    if not isinstance(found, dict):
        raise NotThere("no object")
    return found


def _refuse(host: str | None, status: int) -> dict[str, Any]:
    raise NotThere(f"{host} answers {status}")
