"""Sealing and opening a contact by AES-256-GCM, bound to its thing: moved to another one a box does not open."""

from __future__ import annotations

import base64
import os
import re
from uuid import UUID

import structlog
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from server.process.contact.keys import Key, ring
from server.process.contact.models import Contact

NONCE = 12
LONG, SHORT = re.compile(r"\d{11,}"), re.compile(r"\d{5,10}")
STAR = "*"

log = structlog.get_logger("grid.contact")


def sealed(kind: str, subject_id: UUID, words: str, key: Key | None = None) -> Contact:
    """The row that keeps it, by the newest key unless one is named. Raises OSError where there is no key: see first
    that we are `able`."""
    key, nonce = key or ring().newest(), os.urandom(NONCE)
    box = nonce + AESGCM(key.secret).encrypt(nonce, words.encode(), _bound(kind, subject_id))
    return Contact(subject_id=subject_id, kind=kind, key_id=key.id, box=base64.b64encode(box).decode())


def opened(row: Contact) -> str | None:
    """What was sealed; None without its key, or where the row is not as it was written."""
    try:
        key = ring().of(row.key_id)
    except OSError as failure:
        log.error("contacts cannot be opened", cause=str(failure))
        return None
    if key is None:
        log.warning("a contact's key is missing", key=row.key_id, kind=row.kind)
        return None
    box = base64.b64decode(row.box)
    try:
        return AESGCM(key.secret).decrypt(box[:NONCE], box[NONCE:], _bound(row.kind, row.subject_id)).decode()
    except InvalidTag:
        log.warning("a contact was changed", kind=row.kind, subject=str(row.subject_id))
        return None


def masked(words: str) -> str:
    """What may be shown: of a mobile number 138****5678, of other numbers the last two digits, of words the first
    character, of a single one none. It is never longer than the words, so that it fits where they did."""
    return " ".join(map(_masked, words.split()))


def _masked(word: str) -> str:
    if LONG.search(word):
        return LONG.sub(lambda one: f"{one[0][:3]}{STAR * 4}{one[0][-4:]}", _closed(word, LONG))
    if SHORT.search(word):
        return SHORT.sub(lambda one: f"{STAR * min(4, len(one[0]) - 2)}{one[0][-2:]}", _closed(word, SHORT))
    return _begun(word, 2)


def _closed(word: str, number: re.Pattern[str]) -> str:
    """The number alone, with a star for what stands around it."""
    found = number.search(word)
    assert found is not None
    before, after = word[: found.start()], word[found.end() :]
    return _begun(before, 1) + found[0] + (after and STAR)


def _begun(word: str, stars: int) -> str:
    """The first character with stars for those that follow; what is one character alone is hidden."""
    return word[0] + STAR * min(stars, len(word) - 1) if len(word) > 1 else STAR * len(word)


def _bound(kind: str, subject_id: UUID) -> bytes:
    return f"{kind} {subject_id}".encode()
