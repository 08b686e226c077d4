"""A noun with states: its table, the rows that hang on it and how each kind may change, and what guards a write."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from enum import Enum, auto
from functools import cache, cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from tortoise import Model

from server.data import orm
from server.process import digest

if TYPE_CHECKING:
    from server.process.change import Change


class Aggregate(Protocol):
    """A thing with its rows, as decisions see it: a frozen dataclass, or a model's row that is its own aggregate."""

    @property
    def id(self) -> Any: ...


S = TypeVar("S", bound=Aggregate)

UNLOADED: Any = object()  # of a part that was not read: never a deletion


class How(Enum):
    """How rows of one kind may change."""

    APPEND = auto()  # only added
    ONCE = auto()  # only added; what another added under the same key stays
    RUNNING = auto()  # changed only while they run
    DECIDED = auto()  # changed only while they are undecided; whoever comes second decides anew
    REPLACE = auto()  # changed at any time, and may vanish


@dataclass(frozen=True)
class Part:
    """Rows that hang on an aggregate: the field `name` has them as a tuple, or one of them or None.

    `still` are columns as they have to be for a row to be changed (of REPLACE: to vanish). `owner` is the column that
    names what it hangs on, where the row itself does not have it. `key` is the column by which the log names a row: of
    ONCE what is there once only, since whoever is second does not learn the id of what stayed.
    """

    name: str
    model: type[Model]
    how: How
    still: Mapping[str, Any] = field(default_factory=dict)
    owner: str | None = None
    parts: tuple[Part, ...] = ()
    key: str = "id"

    @cached_property
    def inner(self) -> frozenset[str]:
        """The fields of its rows that are no columns."""
        return frozenset(one.name for one in self.parts)


def append(name: str, model: type[Model], owner: str | None = None, key: str = "id") -> Part:
    return Part(name, model, How.APPEND, owner=owner, key=key)


def once(name: str, model: type[Model], owner: str | None = None, *, key: str) -> Part:
    return Part(name, model, How.ONCE, owner=owner, key=key)


def running(name: str, model: type[Model], owner: str | None = None, **still: Any) -> Part:
    return Part(name, model, How.RUNNING, still, owner)


def decided(name: str, model: type[Model], owner: str | None = None, **still: Any) -> Part:
    return Part(name, model, How.DECIDED, still, owner)


def replaced(
    name: str, model: type[Model], owner: str | None = None, *parts: Part, still: Mapping[str, Any] | None = None
) -> Part:
    return Part(name, model, How.REPLACE, still or {}, owner, parts)


@dataclass(frozen=True, eq=False)
class Noun(Generic[S]):
    """`called` is its name in messages. `guards` are columns that must be as they were read when a change is written;
    the first is the version that such a change makes. `area` places its events. `follows` write, in the same
    transaction, what is derived from it and is nobody's row. `harmless` are kinds of its events that touch nothing on
    which a verb that rebases decides. `undigested` are columns ("incident.whistling") that may change without an event
    of its own; `since` are those that came after the first form of its digest, with the number of the form
    (`server.process.digest`)."""

    called: str
    model: type[Model]
    guards: tuple[str, ...] = ("version",)
    area: Callable[[S], str] = attrgetter("area")
    parts: tuple[Part, ...] = ()
    derived: frozenset[str] = frozenset()  # fields of the aggregate that are no columns of its row
    follows: tuple[Callable[[Change[S]], Awaitable[None]], ...] = ()
    harmless: frozenset[str] = frozenset()
    undigested: frozenset[str] = frozenset()
    since: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if digest.SALT not in orm.fields(self.model):
            raise TypeError(f"{self.model.__name__} wants `salt = fields.CharField(32, default=new_salt)`")

    @cached_property
    def name(self) -> str:
        """`called` as programs write it: in names of verbs, files and addresses."""
        return self.called.replace(" ", "_")

    @cached_property
    def form(self) -> int:
        """The number of the present form of its digest."""
        return max(self.since.values(), default=1)

    @cached_property
    def forms(self) -> dict[type[Model], digest.Form]:
        """The present forms of its tables."""
        return digest.forms(self, self.form)

    def columns(self, aggregate: S) -> dict[str, Any]:
        """The aggregate's own row, ready for its model."""
        if not is_dataclass(aggregate):
            return {name: getattr(aggregate, name) for name in orm.columns(self.model)}
        return columns(aggregate, self.besides)

    @cached_property
    def besides(self) -> frozenset[str]:
        """The fields of the aggregate that are no columns of its own row."""
        return self.derived.union(part.name for part in self.parts)


def columns(row: Any, without: frozenset[str] = frozenset()) -> dict[str, Any]:
    """A row's own columns."""
    names, values = _columns_of(row.__class__, without)
    return dict(zip(names, values(row), strict=True))


@cache
def _columns_of(kind: Any, without: frozenset[str]) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    names = tuple(field.name for field in fields(kind) if field.name not in without)
    return names, attrgetter(*names)
