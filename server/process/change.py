"""A change: what a decision answers. Pure: the aggregate before and after, and the one event that tells of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from copy import copy
from dataclasses import dataclass, field, is_dataclass, replace
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar, cast
from uuid import UUID

from tortoise import Model

from server.core.ids import new_salt
from server.core.viewer import Seat
from server.data.resting import Rest
from server.process.noun import Aggregate, Noun, S

R = TypeVar("R", bound=Aggregate)


class Late(Protocol):
    """A value that only the writer can give, anew in each run of the transaction."""

    async def take(self) -> Any: ...


@dataclass(frozen=True)
class Effect:
    """A write of another noun, which offers it by name: it may add, never set. `model` and `key` are the row that it
    changes, `write` answers whether it was there, `also` is how the event tells of it, where it does."""

    model: type[Model]
    key: UUID
    write: Callable[[], Awaitable[bool]]
    also: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Change(Generic[S]):
    """From `before` (None: it begins) to `after`; `told` is the payload of the event `kind`.

    `late` names columns that only the writer can fill; each is told under the same name. `together` are changes of
    other nouns that are written with it or not at all, each with its own event. `rests_on` are rows that were only read
    and decided. `guards` are the columns that must be as they were: None means the noun's, where the first of
    them changes, so that what only adds conflicts with nobody.
    """

    noun: Noun[S]
    kind: str
    at: datetime
    seat: Seat | None  # None: without a post, or the system
    told: dict[str, Any]
    before: S | None
    after: S
    late: Mapping[str, Late] = field(default_factory=dict)
    effects: tuple[Effect, ...] = ()
    rests_on: tuple[Rest, ...] = ()
    together: tuple[Change[Any], ...] = ()
    guards: tuple[str, ...] | None = None

    def settled(self, given: Mapping[str, Any]) -> Change[S]:
        """The same change with its late values."""
        return replace(self, after=altered(self.after, **given), told=self.told | dict(given), late={})


def altered(aggregate: S, **columns: Any) -> S:
    """A copy with other columns: of a frozen dataclass, or of a model's row that is its own aggregate."""
    if is_dataclass(aggregate):
        return cast(S, replace(cast(Any, aggregate), **columns))
    later = copy(aggregate)
    for name, value in columns.items():
        setattr(later, name, value)
    return later


def erased(*texts: str) -> dict[str, str]:
    """The columns of words that are taken away, with a new salt: nobody can then try out by what the log said of them
    which they were."""
    return dict.fromkeys(texts, "") | {"salt": new_salt()}


def renewed(rows: tuple[R, ...], changed: Iterable[R]) -> tuple[R, ...]:
    """The rows with those of the same id changed, and the new ones behind them."""
    now = {one.id: one for one in changed}
    kept = tuple(now.pop(one.id, one) for one in rows)
    return (*kept, *now.values())
