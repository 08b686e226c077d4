"""What an answer is made of, as data: values, lists, objects, and where each field of an object comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import is_
from typing import Any, Protocol, TypeAlias

from server.query.output.columns import Told
from server.query.projection import Hanging, Link
from server.query.wants import Wants

# functions over a row and the ground of an answer, which is whatever those who declare them want to know besides
Take: TypeAlias = Callable[[Any, Any], Any]
Guard: TypeAlias = Callable[[Any, Any], bool]


class Ground(Protocol):
    """What an answer asks of its ground. `pending`: fields of this answer that need a statement more."""

    pending: list[Any]

    @property
    def memory(self) -> tuple[object, ...]:
        """What lies in memory: what was made of it holds as long as it is the same."""
        ...


MOST_KEPT = 500  # answers of one field of one document


@dataclass(frozen=True)
class Leaf:
    """A scalar or an enum; `tell` makes its JSON, null apart. `never_null`: its field, if it may not be that."""

    tell: Callable[[Any], str]
    never_null: str = ""


@dataclass(frozen=True)
class Each:
    """A list."""

    of: Form
    never_null: str = ""


@dataclass(frozen=True)
class Whole:
    """An object with its fields. `wants`: of the row that it is, or of the page's rows; None: it lies in memory."""

    slots: tuple[Slot, ...]
    wants: Wants | None
    never_null: str = ""


Form: TypeAlias = Leaf | Each | Whole


@dataclass(frozen=True)
class Always:
    """The same text for every row."""

    key: str
    text: str


@dataclass(frozen=True)
class FromColumn:
    """A column as the database told it."""

    key: str
    wants: Wants
    name: str
    told: Told
    never_null: str = ""


@dataclass(frozen=True)
class Looked:
    """What lies in memory under the key in a column. `kept`: its answer is the same for every row with that key."""

    key: str
    wants: Wants
    name: str
    find: Callable[[Any, Any], Any]
    form: Form
    kept: Kept | None


@dataclass(frozen=True)
class Steady:
    """What a function makes of columns whose values alone decide it. `kept`: its answer by these values."""

    key: str
    wants: Wants
    names: tuple[str, ...]
    take: Take
    form: Form
    kept: Kept


@dataclass(frozen=True)
class Pointed:
    """The row that a column points to, unless `guard` says no. `above`: a guard that mostly need not be asked of each
    row, since where it says yes of the row that they hang on, all of them may be told."""

    key: str
    wants: Wants
    link: Link
    guard: Guard | None
    form: Form
    above: Guard | None = None


@dataclass(frozen=True)
class Hung:
    """The rows that hang on a row; `size`: they are a page of so many, whose cursors are the column `cursor`, `sealed`.

    `total`: how many of them there are.
    """

    key: str
    wants: Wants
    hanging: Hanging
    form: Form
    size: int | None = None
    cursor: str = ""
    sealed: Callable[[int], str] = str
    total: Hanging | None = None


@dataclass(frozen=True)
class Part:
    """The same row once more."""

    key: str
    form: Form


@dataclass(frozen=True)
class Taken:
    """What a function takes of the row, or the attribute `path`. `loose`: not of a row, but of a page or of what lies
    in memory. `waits`: what it takes must be awaited first; the answer is put in later."""

    key: str
    take: Take
    form: Form
    path: str = ""
    loose: bool = False
    waits: bool = False


Slot: TypeAlias = Always | FromColumn | Looked | Steady | Pointed | Hung | Part | Taken


class Kept:
    """Finished answers by the value of a column or of several, as long as what lies in memory is the same."""

    def __init__(self) -> None:
        self._known: dict[Any, str] = {}
        self._memory: tuple[object, ...] = ()

    def of(self, ground: Ground) -> dict[Any, str]:
        """The answers that still hold."""
        memory = ground.memory
        same = len(memory) == len(self._memory) and all(map(is_, memory, self._memory))
        if not same or len(self._known) > MOST_KEPT:
            self._memory, self._known = memory, {}
        return self._known


def as_row(form: Form | Slot) -> bool:
    """Whether a function in it looks at its row, so that there has to be one; else the values are enough."""
    match form:
        case Whole():
            return any(as_row(slot) for slot in form.slots)
        case Each():
            return as_row(form.of)
        case Pointed():
            return form.guard is not None
        case Hung() | Part():
            return as_row(form.form)
        case Taken():
            return as_row(form.form) if form.loose else True
    return False


def waits(form: Form | Slot) -> bool:
    """Whether anything in it has to be awaited."""
    match form:
        case Whole():
            return any(waits(slot) for slot in form.slots)
        case Each():
            return waits(form.of)
        case Looked() | Pointed() | Hung() | Part():
            return waits(form.form)
        case Taken():
            return form.waits or waits(form.form)
    return False


def answered_above(form: Form | Slot) -> Iterator[Guard]:
    """The guards of hanging rows that can be answered by the row above."""
    match form:
        case Each():
            yield from answered_above(form.of)
        case Whole():
            for slot in form.slots:
                yield from answered_above(slot)
        case Part() | Taken():
            yield from answered_above(form.form)
        case Pointed(above=above) if above is not None:
            yield above


def looks(slot: Slot) -> bool:
    """Whether a field wants the Row itself, for its own function or for what hangs on it."""
    match slot:
        case Pointed():
            return slot.guard is not None and slot.above is None
        case Taken():
            return not slot.loose
    return as_row(slot)
