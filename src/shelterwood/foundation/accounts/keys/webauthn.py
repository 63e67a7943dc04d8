"""The ceremonies of WebAuthn level 3, with user verification required in each. The one place that calls the library."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest
from fido2.server import Fido2Server
from fido2.utils import websafe_decode
from fido2.webauthn import AttestedCredentialData, AuthenticatorData, ResidentKeyRequirement, UserVerificationRequirement

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Person

STATE = "webauthn"
LARGEST = 20_000  # letters of an answer; an attested key with its certificates needs some thousand


class NotProved(Exception):
    """What was shown proves nothing; deliberately without saying what was wrong with it."""


@dataclass(frozen=True)
class Shown:
    """A passkey that was shown: which one, whose it says it is, and its counter."""

    credential_id: bytes
    owner: bytes
    answer: dict[str, Any]


def begin_making(request: HttpRequest, person: Person, keys: Iterable[bytes]) -> str:
    """What the browser needs to make a passkey, as JSON; the challenge is kept in the session and serves once."""
    user: dict[str, Any] = {"id": person.pk.bytes, "name": person.username, "displayName": person.name}
    options, state = _server(request).register_begin(
        user,  # type: ignore[arg-type]  # the library reads a mapping too
        credentials=[AttestedCredentialData(bytes(each)) for each in keys],
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    request.session[STATE] = state
    return json.dumps(dict(options)["publicKey"])


def made(request: HttpRequest, answer: str) -> AuthenticatorData:
    """The key that the browser made. Raises NotProved."""
    state = _state(request)
    try:
        return _server(request).register_complete(state, json.loads(answer[:LARGEST]))
    except Exception as problem:  # its parsers raise whatever a hostile answer makes them trip over
        raise NotProved from problem


def begin_showing(request: HttpRequest, keys: Iterable[bytes] | None = None) -> str:
    """What the browser needs to show a passkey, as JSON: any that it holds for this site, or one of these."""
    options, state = _server(request).authenticate_begin(
        [AttestedCredentialData(bytes(each)) for each in keys] if keys is not None else None,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    request.session[STATE] = state
    return json.dumps(dict(options)["publicKey"])


def read(answer: str) -> Shown:
    """Which passkey somebody says they hold, before anything is proved. Raises NotProved."""
    try:
        told = json.loads(answer[:LARGEST])
        return Shown(websafe_decode(told["rawId"]), websafe_decode(told["response"].get("userHandle") or ""), told)
    except Exception as problem:  # as above
        raise NotProved from problem


def check(request: HttpRequest, shown: Shown, credential: bytes) -> int:
    """Check the signature, the origin, the challenge and that its owner was verified; the key's counter. Raises NotProved."""
    state = _state(request)
    try:
        _server(request).authenticate_complete(state, [AttestedCredentialData(credential)], shown.answer)
        return AuthenticatorData(websafe_decode(shown.answer["response"]["authenticatorData"])).counter
    except Exception as problem:  # as above
        raise NotProved from problem


def _server(request: HttpRequest) -> Fido2Server:
    """For this very origin: a neighboring name under the same domain is another site."""
    own = f"{request.scheme}://{request.get_host()}"
    server = Fido2Server({"id": settings.PASSKEYS_FOR, "name": "Shelterwood"}, verify_origin=lambda origin: origin == own)  # type: ignore[arg-type]
    server.timeout = 300_000  # type: ignore[assignment]  # milliseconds; the library names no type
    return server


def _state(request: HttpRequest) -> Any:
    state = request.session.pop(STATE, None)
    if state is None:
        raise NotProved
    return state
