"""Evidence of any noun: photos that its things hold, each named by the SHA-256 of its bytes, which may arrive later."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterable
from typing import Any, Protocol, TypeVar

from tortoise.expressions import Q

from server.core.viewer import Viewer
from server.data.database import reader
from server.process.validation import Check
from server.query.door import Door

SHA256 = re.compile(r"[0-9a-f]{64}")


class Named(Protocol):
    """A photo by its name."""

    @property
    def sha256(self) -> str: ...


P = TypeVar("P", bound=Named)


def hashes(check: Check, given: Iterable[str], *, most: int, field: str = "photos") -> tuple[str, ...]:
    """Photos by their names, each once."""
    named = tuple(dict.fromkeys(given))
    check.need(len(named) <= most, field, f"at most {most} photos at once")
    check.need(all(map(SHA256.fullmatch, named)), field, "a photo is named by its SHA-256 in lower-case hex")
    return named


def fresh(check: Check, given: Iterable[P], known: Iterable[Named], *, most: int) -> list[P]:
    """Those that the thing does not hold yet, each once."""
    named = {photo.sha256: photo for photo in given}
    for old in known:
        named.pop(old.sha256, None)
    hashes(check, named, most=most)
    return list(named.values())


def listed_in(door: Door[Any], column: str = "photos") -> Callable[[Viewer, str], Awaitable[bool]]:
    """The same of things whose photos stand in one column, by their names."""
    return seen_by(door, lambda sha256: Q(**{f"{column}__contains": sha256}))


def seen_by(door: Door[Any], holding: Callable[[str], Q]) -> Callable[[Viewer, str], Awaitable[bool]]:
    """Whether a viewer sees one of the things that are `holding` a photo: who does may have its pixels."""

    async def sees(viewer: Viewer, sha256: str) -> bool:
        return await door.seen(viewer, holding(sha256)).using_db(reader()).exists()

    return sees
