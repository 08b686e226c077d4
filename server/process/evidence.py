"""Evidence of any noun: photos that its things hold, each named by the SHA-256 of its bytes, which may arrive later."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from tortoise.expressions import Q

from server.core.viewer import Viewer
from server.data.database import reader
from server.ground.media import actions as media
from server.process.change import Change
from server.process.fields import Said
from server.process.validation import Check
from server.query.door import Door
from server.slices import slices

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


def named(check: Check, command: Any, field: str = "photos") -> tuple[str, ...]:
    """The photos that a command names, as many as its field allows."""
    return hashes(check, getattr(command, field), most=Said.of(type(command))[field].most or 0, field=field)


def fresh(check: Check, given: Iterable[P], known: Iterable[Named], *, most: int) -> list[P]:
    """Those that the thing does not hold yet, each once."""
    named = {photo.sha256: photo for photo in given}
    for old in known:
        named.pop(old.sha256, None)
    hashes(check, named, most=most)
    return list(named.values())


@dataclass(frozen=True)
class Photos:
    """Which things of a noun are `holding` a photo, named by its SHA-256: who sees one of them may have its pixels."""

    door: Door[Any]
    holding: Callable[[str], Q]

    async def seen(self, viewer: Viewer, sha256: str) -> bool:
        return await self.door.seen(viewer, self.holding(sha256)).using_db(reader()).exists()

    async def held(self, sha256: str) -> bool:
        """Whether there is one, for a transaction that is writing."""
        found: bool = await self.door.model.filter(self.holding(sha256)).exists()
        return found


def listed_in(door: Door[Any], column: str = "photos") -> Photos:
    """The photos of things that name them in one column, a blank between two."""
    return Photos(door, lambda sha256: Q(**{f"{column}__contains": sha256}))


def let_go(column: str = "photos") -> Callable[[Change[Any]], Awaitable[None]]:
    """Follows what takes photos off a thing that names them in one column: nobody has those any more that nothing else
    holds, and their bytes go."""

    async def follows(change: Change[Any]) -> None:
        before, after = ([] if row is None else getattr(row, column).split() for row in (change.before, change.after))
        for sha256 in sorted(set(before) - set(after)):
            if not any([await one.photos.held(sha256) for one in slices() if one.photos]):
                await media.let_go(sha256)

    return follows
