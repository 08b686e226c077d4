"""A browser in which somebody has signed in before: it bears words of ours, one for each of its last people.

    word = number (12 bytes) | code (16 bytes) of number and login by the server's secret, base64url

A word opens nothing. It names the counter by which errors in this browser are counted (`server.edge.attempts`), so that
nobody elsewhere can lock its people out. Who has it may try as often as anybody may try an account, and all who have
one for the same login together as often as an address may.
"""

from __future__ import annotations

import hmac
import secrets
from hashlib import sha256

from starlette.requests import HTTPConnection

from server.core.settings import Settings
from server.journal import signing

COOKIE, SECURE_COOKIE = "grid-known", "__Host-grid-known"
MOST = 5  # people of one browser
NUMBER, CODE = 12, 16  # bytes
DAYS = 400  # which browsers keep a cookie at most


def number_of(connection: HTTPConnection, secret: bytes, login: str) -> str | None:
    """The number of this browser for this login; None: nobody has signed in so here."""
    return next((word for word in _words(connection) if _fits(word, secret, login)), None)


def cookie(connection: HTTPConnection, settings: Settings, secret: bytes, login: str) -> str:
    """The Set-Cookie header by which this browser is known for this login, too."""
    word = number_of(connection, secret, login) or _made(secret, login)
    words = [word, *(one for one in _words(connection) if one != word)][:MOST]
    name, safe = (SECURE_COOKIE, "; Secure") if settings.secure else (COOKIE, "")
    return f"{name}={'.'.join(words)}; Max-Age={DAYS * 86400}; Path=/; HttpOnly; SameSite=Strict{safe}"


def _words(connection: HTTPConnection) -> list[str]:
    borne = connection.cookies.get(SECURE_COOKIE) or connection.cookies.get(COOKIE) or ""
    return [one for one in borne.split(".")[:MOST] if _raw(one)]


def _raw(word: str) -> bytes | None:
    try:
        raw = signing.untold(word)
    except ValueError:
        return None
    return raw if len(raw) == NUMBER + CODE and signing.encoded(raw) == word else None  # one spelling, one counter


def _fits(word: str, secret: bytes, login: str) -> bool:
    raw = _raw(word) or b""
    return hmac.compare_digest(raw[NUMBER:], _code(secret, raw[:NUMBER], login))


def _made(secret: bytes, login: str) -> str:
    number = secrets.token_bytes(NUMBER)
    return signing.encoded(number + _code(secret, number, login))


def _code(secret: bytes, number: bytes, login: str) -> bytes:
    said = b"gridwhistle known browser" + number + login.encode("utf-8", "surrogatepass")
    return hmac.digest(secret, said, sha256)[:CODE]
