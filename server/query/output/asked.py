"""What is asked, told field by field: it gathers what the statement reads, and how each field is written.

asked = Asked.of(choice, "incidents")            what a choice amounts to
asked.never_null(); asked.listed()               what stands there: rows in a list
field = asked.field("leader", "lead_unit")       a field of them, as `leader` of the answer
field.one(LEAD_UNIT, …)                          where it comes from; what is asked of that is told to it in turn
answer = asked.answered(choice)                  all being said: what answers a choice of this form
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import Any

from server.query.execute import Reading
from server.query.needs import Needs
from server.query.output import columns
from server.query.output.answer import Answer
from server.query.output.columns import Scalar
from server.query.output.json_compiler import maker
from server.query.output.plan import (
    Always,
    Each,
    Form,
    FromColumn,
    Guard,
    Hung,
    Kept,
    Leaf,
    Looked,
    Part,
    Pointed,
    Slot,
    Steady,
    Take,
    Taken,
    Whole,
)
from server.query.projection import Hanging, Link
from server.query.row_query import Choice, Chosen
from server.query.sql import is_json
from server.query.wants import Wants

TOTAL = {"total", "exact"}  # what only counting tells of a page


@dataclass
class _Page:
    """What is asked of a page itself, and whether its rows are."""

    asked: set[str] = field(default_factory=set)
    rows: bool = False

    @property
    def reads_rows(self) -> bool:
        """Whether any row is needed, or only the total."""
        return self.rows or not self.asked or bool(self.asked - TOTAL)


class Asked:
    """A field as it is asked: `key` in the answer, `name` in the contract. An object, unless it is said to be a leaf.

    `wants` is what is read of the rows that stand there; None: what stands there lies in memory.
    """

    def __init__(self, key: str, name: str, of: Asked | None = None, wants: Wants | None = None) -> None:
        self.key, self.name, self.wants = key, name, wants
        self.page = _Page()
        self.fields: list[Asked] = []
        self._of = of
        self._scalar: Scalar | None = None
        self._required = [False]  # whether null may stand there; for a list, then whether in it, and so on
        self._slot: Callable[[Form, bool], Slot]
        self._steady = True

    @classmethod
    def of(cls, chosen: Chosen, name: str) -> Asked:
        """What a choice amounts to, of which nothing is asked yet."""
        return cls(name, name, wants=Wants(chosen.model) if isinstance(chosen, Choice) else None)

    def field(self, key: str, name: str) -> Asked:
        """One field more of what stands there."""
        self.fields.append(Asked(key, name, self))
        return self.fields[-1]

    # --- what stands there

    def never_null(self) -> None:
        """It may not be null; after `listed`, none of the list may."""
        self._required[-1] = True

    def listed(self) -> None:
        """It is a list; what is said from now on is said of what is in it."""
        self._required.append(False)

    def leaf(self, name: str, tell: Callable[[Any], Any], codes: Mapping[Any, str] | None = None) -> None:
        """It is a scalar of this name, whose JSON value is what `tell` makes, or an enum; `codes` are the names of its
        members by their values."""
        self._scalar = Scalar(name, tell, codes)

    # --- where it comes from

    def always(self, text: str) -> None:
        """The same text for every row."""
        self._is(lambda form, same: Always(self.key, text))

    def column(self, name: str, made: Callable[[Any], Any] | None = None) -> None:
        """A column, `made` into what is told of it; where the row lies in memory, its attribute, dots reaching
        further."""
        wants = self._above.wants
        if wants is not None:
            wants.column(name)
        if wants is not None and self._scalar is not None and len(self._required) == 1:
            told = columns.told(wants, name, self._scalar, made)
            self._is(lambda form, same: FromColumn(self.key, wants, name, told, form.never_null))
        else:
            self._taken(attribute(name, made), path="" if made else name)

    def seen(self, get: Callable[[Any], Any]) -> None:
        """The same row, or the rows of the same page, as `get` takes it out of what stands for it here."""
        self._shares()
        self._taken(lambda row, ground: get(row), loose=True)

    def same(self) -> None:
        """The same row or page under another name."""
        self._shares()
        if self.wants is None:
            self._taken(lambda row, ground: row)
        else:
            self._is(lambda form, same: Part(self.key, form))

    def paging(self, name: str) -> None:
        """What a page tells of itself and not of its rows."""
        self._above.page.asked.add(name)
        self._taken(lambda page, ground: getattr(page, name), loose=True, steady=False)

    def one(self, link: Link, guard: Guard | None, needs: Needs, above: tuple[Link, Guard] | None) -> None:
        """The row that a column points to, null where the guard says no. `above`: by which link to what row, of which a
        guard may say yes for all that hangs there."""
        wants = self._rows(link.name)
        if guard is not None:
            wants.read_by(needs)
        self.wants = wants.one(link)
        if link not in wants.ones:  # it leads back to the row that ours hangs on
            self._taken(guarded(attrgetter(link.name), guard), steady=False)
            return

        def pointed(form: Form, same: bool) -> Slot:
            known = above[1] if above and above[0].name in wants.backs else None
            return Pointed(self.key, wants, link, guard, form, known)

        self._is(pointed, steady=False)

    def many(self, hanging: Hanging, guard: Guard | None, needs: Needs) -> None:
        """All rows that hang on ours, without those of which the guard says no."""
        wants = self._rows(hanging.name)
        name, self.wants = wants.hanging(hanging)
        wants.column(hanging.here)
        if guard is None:
            self._is(lambda form, same: Hung(self.key, wants, hanging, form), steady=False)
            return
        told = guard
        self.wants.read_by(needs)
        self._taken(lambda row, ground: [one for one in getattr(row, name) if told(one, ground)], steady=False)

    def pages(
        self,
        hanging: Hanging,
        cursor: str,
        sealed: Callable[[int], str],
        *,
        size: int,
        beyond: int | None,
        peeks: bool,
        counts: bool,
    ) -> None:
        """A page of the rows that hang on ours, behind the one whose whole number `cursor` is `beyond`.

        `sealed` makes the cursor of it. `peeks`: it is asked whether more follow; `counts`: how many there are.
        """
        wants = self._rows(hanging.name)
        cut = hanging.cut(size + peeks, None if beyond is None else (cursor, beyond))
        _, self.wants = wants.hanging(cut)
        self.wants.column(cursor)
        total = hanging.counted() if counts else None
        if total is not None:
            wants.hanging(total)
        self._is(lambda form, same: Hung(self.key, wants, cut, form, size, cursor, sealed, total), steady=False)

    def computed(
        self, function: Callable[..., Any], needs: Needs, args: dict[str, Any], *, steady: bool, waits: bool
    ) -> None:
        """What a function makes of the row, the ground and its arguments. `steady`: of nothing but the row."""
        wants = self._above.wants
        take: Take = (lambda row, ground: function(row, ground, **args)) if args else function
        if wants is not None:
            wants.read_by(needs)
        if (
            wants is None
            or args
            or not steady
            or any(not isinstance(one, str) or is_json(wants, one) for one in needs.wanted)
        ):
            self._taken(take, steady=steady, waits=waits)
            return
        names = tuple(map(str, needs.wanted))

        def made(form: Form, same: bool) -> Slot:
            if same:
                return Steady(self.key, wants, names, take, form, Kept())
            return Taken(self.key, take, form)

        self._is(made)

    def looked_up(self, name: str, find: Callable[[Any, Any], Any]) -> None:
        """What lies in memory under the key that a column holds: `find(ground, key)`."""
        wants = self._above.wants
        if wants is None:
            self._taken(found_by(name, find))
            return
        wants.column(name)
        self._is(lambda form, same: Looked(self.key, wants, name, find, form, Kept() if same else None))

    # --- all being said

    def answered(self, chosen: Chosen) -> Answer:
        """What answers a choice of this form."""
        form, _ = self._form()
        if self.wants is None or not isinstance(chosen, Choice):
            return Answer(None, maker(form))
        total = bool(self.page.asked & TOTAL)
        return Answer(Reading.of(self.wants, chosen, total=total, rows=self.page.reads_rows), maker(form))

    @property
    def _above(self) -> Asked:
        assert self._of is not None, "a choice comes from nowhere"
        return self._of

    def _rows(self, name: str) -> Wants:
        if self._above.wants is None:
            raise LookupError(f"{name} is read from the database, its owner lies in memory")
        return self._above.wants

    def _shares(self) -> None:
        """What stands there is the same row or page as above."""
        self.wants, self.page = self._above.wants, self._above.page
        self.page.rows = True

    def _is(self, slot: Callable[[Form, bool], Slot], *, steady: bool = True) -> None:
        """`slot` makes its place in the answer of what stands there, and of whether that is the same for everybody at
        any time, as long as its row is; `steady`: the field itself adds nothing that is not."""
        self._slot, self._steady = slot, steady

    def _taken(
        self, take: Take, *, path: str = "", loose: bool = False, steady: bool = True, waits: bool = False
    ) -> None:
        loose = loose or self._above.wants is None
        self._is(lambda form, same: Taken(self.key, take, form, path, loose=loose, waits=waits), steady=steady)

    def _form(self) -> tuple[Form, bool]:
        """What a value becomes, and whether it is steady."""
        form: Form
        if self._scalar is not None:
            form, steady = Leaf(columns.written(self._scalar)), True
        else:
            form, steady = self._whole()
        for depth, required in reversed(list(enumerate(self._required))):
            form = replace(form, never_null=self.name if required else "")
            form = Each(form) if depth else form
        return form, steady

    def _whole(self) -> tuple[Whole, bool]:
        slots, steady = [], True
        for one in self.fields:
            form, same = one._form()
            slots.append(one._slot(form, same))
            steady = steady and same and one._steady
        return Whole(tuple(slots), self.wants), steady


def attribute(name: str, made: Callable[[Any], Any] | None) -> Take:
    """An attribute, and what is made of it unless it is null."""
    read = attrgetter(name)
    if made is None:
        return lambda row, ground: read(row)
    return lambda row, ground: None if (value := read(row)) is None else made(value)


def guarded(read: Callable[[Any], Any], guard: Guard | None) -> Take:
    if guard is None:
        return lambda row, ground: read(row)
    return lambda row, ground: read(row) if guard(row, ground) else None


def found_by(name: str, find: Callable[[Any, Any], Any]) -> Take:
    read = attrgetter(name)
    return lambda row, ground: None if (value := read(row)) is None else find(ground, value)
