"""Evidence of any noun: photos and files that its things hold, each named by the SHA-256 of its bytes, which may arrive
later."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol, TypeVar

from tortoise.expressions import Q

from server.core.viewer import Viewer
from server.data.database import asked, reader
from server.ground.media import actions as media
from server.ground.media import queries
from server.process.change import Change
from server.process.fields import Said
from server.process.validation import Check
from server.query.door import Door
from server.slices import slices

KEPT, EVIDENCE = timedelta(days=365), timedelta(days=3 * 365)
SHA256 = re.compile(r"[0-9a-f]{64}")


class Named(Protocol):
    """A photo or a file by its name."""

    @property
    def sha256(self) -> str: ...


P = TypeVar("P", bound=Named)
Keeping = Callable[[Collection[str], datetime], Awaitable[set[str]]]  # which of these pictures something keeps still


def hashes(check: Check, given: Iterable[str], *, most: int, field: str = "photos") -> tuple[str, ...]:
    """Photos or files by their names, each once."""
    named = tuple(dict.fromkeys(given))
    check.need(len(named) <= most, field, f"at most {most} {field} at once")
    check.need(all(map(SHA256.fullmatch, named)), field, "each is named by its SHA-256 in lower-case hex")
    return named


def held(check: Check, command: Any, *fields: str) -> dict[str, str]:
    """Columns of the names of the photos and files in a command's fields, as many as each allows, a blank between
    two."""
    known = Said.of(type(command))
    return {one: " ".join(hashes(check, getattr(command, one), most=known[one].most or 0, field=one)) for one in fields}


def fresh(check: Check, given: Iterable[P], known: Iterable[Named], *, most: int) -> list[P]:
    """Those that the thing does not hold yet, each once."""
    named = {photo.sha256: photo for photo in given}
    for old in known:
        named.pop(old.sha256, None)
    hashes(check, named, most=most)
    return list(named.values())


@dataclass(frozen=True)
class Photos:
    """Which things of a noun are `holding` a photo or a file, named by its SHA-256 by somebody who sent it themselves:
    who sees one of them may have its bytes. What others name by a hash that they have read shows nobody anything."""

    door: Door[Any]
    holding: Callable[[str], Q]

    async def seen(self, viewer: Viewer, sha256: str) -> bool:
        return await self.door.seen(viewer, self.holding(sha256)).using_db(reader()).exists()

    async def held(self, sha256: str) -> bool:
        """Whether there is one, for a transaction that is writing."""
        found: bool = await self.door.model.filter(self.holding(sha256)).exists()
        return found


def still(ended: datetime | None, now: datetime, *, evidence: bool = False) -> bool:
    """Whether a thing that ended then keeps what it holds: for a year, what is evidence for three."""
    return ended is None or ended > now - (EVIDENCE if evidence else KEPT)


def listed_in(door: Door[Any], by: str, *columns: str) -> Photos:
    """The photos and files of things that name them in columns, a blank between two, as the one whom `by` names."""

    def holding(sha256: str) -> Q:
        named = Q(*(Q(**{f"{column}__contains": sha256}) for column in columns), join_type=Q.OR)
        return named & queries.by_sender(by, sha256)

    return Photos(door, holding)


def keeping_listed(table: str, ended: str, columns: Mapping[str, int]) -> Keeping:
    """Which pictures the rows of a table keep until a year after the end, which a column tells. `columns`: where they
    name them, a blank between two, and how many at most."""

    async def keeping(names: Collection[str], now: datetime) -> set[str]:
        places = [f"substr({one}, {1 + 65 * at}, 64)" for one, most in columns.items() for at in range(most)]
        kept = f"({ended} IS NULL OR {ended} > ?)"
        every = " UNION ALL ".join(f"SELECT {one} AS named FROM held" for one in places)
        listed = ", ".join("?" * len(names))
        found = await asked(
            f"WITH held AS (SELECT {', '.join(columns)} FROM {table} WHERE {kept})"
            f" SELECT DISTINCT named FROM ({every}) AS one WHERE named IN ({listed})",
            [now - KEPT, *names],
        )
        return {str(named) for (named,) in found}

    return keeping


def let_go(by: str, *columns: str) -> Callable[[Change[Any]], Awaitable[None]]:
    """Follows what takes photos and files off a thing that names them in columns, as the one whom `by` names: nobody
    has those any more that nothing else holds, and their bytes go unless somebody else has sent them, too."""

    def listed(row: Any) -> set[str]:
        return set() if row is None else {name for column in columns for name in getattr(row, column).split()}

    async def follows(change: Change[Any]) -> None:
        for sha256 in sorted(listed(change.before) - listed(change.after)):
            if not any([await one.photos.held(sha256) for one in slices() if one.photos]):
                await media.let_go(sha256, getattr(change.before, by))

    return follows
