"""PINs of phones: `PUT /session/pin` sets one with the password, `POST` opens a session by it, `DELETE` ends it.

    signed = "gridwhistle pin 1" LF challenge LF device LF person LF proof      by the phone's own key, r ‖ s

The challenge comes from `GET /session/challenge`, holds for two minutes and is good for one try: nothing that was once
sent opens anything later. It is a code of the server's secret, so that any process may have given it; with the PIN is
kept when the last one that was tried was made, and only a later one is tried.
"""

from __future__ import annotations

import hmac
import secrets
import time
from functools import partial
from hashlib import sha256
from typing import Any
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from server.core.settings import Settings
from server.data.resting import Stale
from server.edge.attempts import Attempts
from server.edge.body import KIB, read_json
from server.edge.caller import Caller, address_of, caller_of
from server.edge.doors.session import opened
from server.edge.refusal import Refused, json
from server.ground.person import failures, pins, queries, viewers
from server.ground.person.resting import same_password
from server.ground.person.secrets import digest_of, verify_password
from server.journal import signing
from server.reach.sync import devices

MOST = 4 * KIB
HOLDS = 120  # seconds that a challenge holds
STAMP, NONCE, CODE = 8, 8, 16  # bytes of a challenge
MICROSECONDS = 1_000_000


class PinDoor:
    """What a phone does with a PIN. Who signs by the phone's key is counted by that phone alone, everybody else with
    the logins from their address."""

    def __init__(self, settings: Settings, secret: bytes, attempts: Attempts) -> None:
        self.settings, self.secret, self.attempts = settings, secret, attempts

    def routes(self) -> list[BaseRoute]:
        return [
            Route("/session/challenge", self.challenge, methods=["GET"]),
            Route("/session/pin", self.open, methods=["POST"]),
            Route("/session/pin", self.set, methods=["PUT"]),
            Route("/session/pin/{device}", self.end, methods=["DELETE"]),
        ]

    async def challenge(self, request: Request) -> Response:
        return json({"challenge": made(self.secret, time.time())})

    async def open(self, request: Request) -> Response:
        """A session for whom the PIN names. Raises Refused: 401 PIN_WRONG, PIN_GONE, CHALLENGE_OLD; 400; 429."""
        body = await read_json(request, MOST)
        person, device, proof = _named(body, "person"), _named(body, "device"), _proof(body)
        challenge, signature = _text(body, "challenge"), _raw(_text(body, "signature"))
        if not holds(self.secret, challenge, time.time()):
            raise _old()
        said = "\n".join(["gridwhistle pin 1", challenge, str(device), str(person), proof])
        viewer = await viewers.viewer_of(person)
        signed = bool(viewer.seats) and await devices.has_signed(person, device, signature, said.encode())
        login, own = f"pin:{device}:{person}", str(device) if signed else None
        async with self.attempts.attempt(login, address_of(request), own=own):
            if not signed:
                raise Refused(401, "PIN_GONE", "no PIN opens this phone; sign in with the password")
            tries, stamp = self.settings.pin_tries, _stamp(signing.untold(challenge))
            checked = await pins.verify(person, device, proof, tries=tries, challenge=stamp)
            if not checked.right and not checked.spent:
                source = self.attempts.source(address_of(request))
                then = partial(failures.note, None if checked.left else person, "PIN", source)
                code = "PIN_WRONG" if checked.left else "PIN_GONE"
                raise Refused(401, code, f"{checked.left} tries are left", then=then)
        if checked.spent:  # by another tab, which is no error of anybody's
            raise _old()
        try:
            return await opened(request, self.settings, viewer, checked.rests_on)
        except Stale:  # it was ended while it was looked at
            raise Refused(401, "PIN_GONE", "no PIN opens this phone; sign in with the password") from None

    async def set(self, request: Request) -> Response:
        """Set or replace one's own on a registered phone. Raises Refused: 401 LOGIN_FAILED, 409 DEVICE_UNKNOWN."""
        caller = await _in_person(request)
        body = await read_json(request, MOST)
        device, proof, password = _named(body, "device"), _proof(body), _text(body, "password")
        person = await queries.person(_id_of(caller))
        async with self.attempts.attempt(
            f"password:{digest_of(caller.secret)}", address_of(request), own=caller.secret
        ):
            if person is None or not await verify_password(person.password_hash, password):
                raise Refused(401, "LOGIN_FAILED", "the password is wrong")
        if await devices.key_of(person.id, device) is None:
            raise Refused(409, "DEVICE_UNKNOWN", "register this phone's key first")
        try:
            await pins.set_pin(caller.viewer, person.id, device, proof, rests_on=[same_password(person)])
        except Stale:
            raise Refused(401, "LOGIN_FAILED", "the password was changed meanwhile") from None
        return Response(status_code=204, headers={"cache-control": "no-store"})

    async def end(self, request: Request) -> Response:
        """End one's own on a phone; where there is none nothing changes."""
        caller = await _in_person(request)
        device = _named({"device": request.path_params["device"]}, "device")
        await pins.end_pin(caller.viewer, _id_of(caller), device)
        return Response(status_code=204, headers={"cache-control": "no-store"})


async def _in_person(request: Request) -> Caller:
    """The caller in their own browser: a program with a token has no phone. Raises Refused 401."""
    caller = await caller_of(request)
    if not caller.viewer.signed_in or caller.by_token:
        raise Refused(401, "AUTH_EXPIRED", "sign in first")
    return caller


def _old() -> Refused:
    return Refused(401, "CHALLENGE_OLD", "ask for a fresh challenge and sign that")


def _id_of(caller: Caller) -> UUID:
    assert caller.viewer.person_id is not None
    return caller.viewer.person_id


def made(secret: bytes, now: float) -> str:
    """A challenge of this moment (seconds since 1970)."""
    stamped = int(now * MICROSECONDS).to_bytes(STAMP) + secrets.token_bytes(NONCE)
    return signing.encoded(stamped + _code(secret, stamped))


def holds(secret: bytes, challenge: str, now: float) -> bool:
    """Whether we made it, and no longer ago than it holds."""
    try:
        raw = signing.untold(challenge)
    except ValueError:
        return False
    stamped, code = raw[: STAMP + NONCE], raw[STAMP + NONCE :]
    fresh = 0 <= int(now * MICROSECONDS) - _stamp(stamped) <= HOLDS * MICROSECONDS
    return hmac.compare_digest(code, _code(secret, stamped)) and fresh


def _stamp(challenge: bytes) -> int:
    """When it was made, in microseconds since 1970."""
    return int.from_bytes(challenge[:STAMP])


def _code(secret: bytes, stamped: bytes) -> bytes:
    return hmac.digest(secret, b"gridwhistle challenge" + stamped, sha256)[:CODE]


def _text(body: Any, name: str) -> str:
    found = body.get(name) if isinstance(body, dict) else None
    if not isinstance(found, str):
        raise Refused(400, "PIN_MALFORMED", f"{name} is text")
    return found


def _named(body: Any, name: str) -> UUID:
    try:
        return UUID(_text(body, name))
    except ValueError:
        raise Refused(400, "PIN_MALFORMED", f"{name} is an id") from None


def _proof(body: Any) -> str:
    proof = _text(body, "proof")
    if not pins.PROOF.fullmatch(proof):
        raise Refused(400, "PIN_MALFORMED", "a proof is 32 bytes in base64url")
    return proof


def _raw(text: str) -> bytes:
    try:
        return signing.untold(text)
    except ValueError:
        raise Refused(400, "PIN_MALFORMED", "bytes come in base64url") from None
