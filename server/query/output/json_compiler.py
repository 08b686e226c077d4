"""Makes the function that writes an answer: from the rows that were read straight to the text of their JSON.

Decision: the function is written out and compiled, as `dataclasses` does, since an answer has thousands of fields and a
loop over closures costs each of them three calls. What is written are names that are made here, never a client's; keys
and type names are names by GraphQL's grammar. Text and not dicts, because a dict is built only to be taken apart again,
and what is the same for many rows (an area, a person) is written once. A row of the database stays the list of its
values; only where a function of the contract wants to look at it, it becomes a `Row`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, TypeAlias

import orjson

from server.data.database import dialect
from server.query.keyset import Cursors, Paged
from server.query.output.plan import (
    Always,
    Each,
    Form,
    FromColumn,
    Guard,
    Hung,
    Leaf,
    Looked,
    Part,
    Pointed,
    Slot,
    Steady,
    Whole,
    answered_above,
    looks,
    waits,
)
from server.query.output.waiting import later
from server.query.projection import MOST_VALUES, Hanging, column_field
from server.query.rows import Row, Shape, decoder, place_of, width
from server.query.wants import Wants

Write: TypeAlias = Callable[[Any, Any], str]


def maker(form: Form) -> Write:
    """The function from what a choice answered, and the ground, to the text of its JSON. It raises TypeError where
    something is null that may not be. What has to wait leaves a mark; `filled` puts it in."""
    script = Script()
    script.add(f"return {script.value(form, Here('found'))}")
    source = "\n".join(["def write(found, ground):", *script.head, *script.lines])
    exec(source, script.names)  # nothing in it comes from outside
    write: Write = script.names["write"]
    return write


@dataclass(frozen=True)
class Here:
    """A variable of the function. `raw`: it holds the values of a row and no Row (or a page of such); `above` then
    holds the Row that they hang on. `sure`: it is not null. `known`: by guard, what holds its word of the row
    above."""

    name: str
    raw: bool = False
    above: str = "None"
    sure: bool = False
    known: tuple[tuple[Guard, str], ...] = ()


class Script:
    """The lines of one function, and the names in it. `head` are the lines that run once."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.head: list[str] = []
        self.names: dict[str, Any] = {"Row": Row, "Paged": Paged, "Cursors": Cursors, "loads": orjson.loads,
                                      "missing": missing, "later": later, "joined": joined}  # fmt: skip
        self._depth, self._count = 1, 0

    # --- the words of the script

    def add(self, line: str) -> None:
        self.lines.append("    " * self._depth + line)

    @contextmanager
    def deeper(self, line: str) -> Iterator[None]:
        self.add(line)
        self._depth += 1
        yield
        self._depth -= 1

    def new(self) -> str:
        self._count += 1
        return f"v{self._count}"

    def name(self, value: Any) -> str:
        """A fresh name by which the compiled code reaches `value`."""
        self._count += 1
        self.names[f"k{self._count}"] = value
        return f"k{self._count}"

    def once(self, expression: str) -> str:
        """A variable that is set when the function begins."""
        made = self.new()
        self.head.append(f"    {made} = {expression}")
        return made

    def null(self, never_null: str) -> str:
        return f"missing({never_null!r})" if never_null else '"null"'

    # --- values

    def value(self, form: Form, here: Here) -> str:
        """An expression for the text of what `here` holds, after the lines that find it."""
        if here.sure:
            return self._sure(form, here)
        text = self.new()
        with self.deeper(f"if {here.name} is None:"):
            self.add(f"{text} = {self.null(form.never_null)}")
        with self.deeper("else:"):
            self.add(f"{text} = {self._sure(form, here)}")
        return text

    def _sure(self, form: Form, here: Here) -> str:
        match form:
            case Leaf():
                return f"{self.name(form.tell)}({here.name})"
            case Each():
                parts, one = self.new(), self.new()
                self.add(f"{parts} = []")
                with self.deeper(f"for {one} in {here.name}:"):
                    self.add(f"{parts}.append({self.value(form.of, replace(here, name=one, sure=here.raw))})")
                return f'"[" + ",".join({parts}) + "]"'
            case Whole():
                return self.object(form, here)

    def object(self, form: Whole, here: Here) -> str:
        """The text of an object."""
        values = here.name
        if here.raw and form.wants is not None and any(looks(slot) for slot in form.slots):
            shape = self.name(Shape(form.wants, dialect()))
            row = self.held(f"Row({here.name}, {place_of(form.wants)}, {shape}, {here.above})")
            here = Here(row, sure=True, known=here.known)
        elif not here.raw and any(
            isinstance(slot, FromColumn | Looked | Steady | Pointed | Hung) for slot in form.slots
        ):
            values = self.new()
            self.add(f"{values} = {here.name}._values")
        said = ",".join(f'"{slot.key}":{self.slot(slot, here, values)}' for slot in form.slots)
        return f"f'{{{{{said}}}}}'"

    # --- fields

    def slot(self, slot: Slot, here: Here, values: str) -> str:
        """A field of an object as a piece of an f-string."""
        match slot:
            case Always():
                return f'"{slot.text}"'
            case FromColumn():
                return self.column(slot, values)
            case Looked():
                return f"{{{self.looked(slot, values)}}}"
            case Steady():
                return f"{{{self.steady(slot, here, values)}}}"
            case Pointed():
                return f"{{{self.pointed(slot, here, values)}}}"
            case Hung():
                return f"{{{self.hung(slot, here, values)}}}"
            case Part():
                return f"{{{self.held(self.value(slot.form, replace(here, sure=True)))}}}"
        if slot.waits:
            wait = f"later(ground, {self.name(slot.take)}({here.name}, ground), {self.name(maker(slot.form))})"
            return f"{{{self.held(wait)}}}"
        taken = f"{here.name}.{slot.path}" if slot.path else f"{self.name(slot.take)}({here.name}, ground)"
        found = self.held(taken)
        return f"{{{self.held(self.value(slot.form, replace(here, name=found, sure=False)))}}}"

    def held(self, expression: str) -> str:
        """A variable with the value of an expression."""
        made = self.new()
        self.add(f"{made} = {expression}")
        return made

    def column(self, slot: FromColumn, values: str) -> str:
        names = {name: self.name(value) for name, value in slot.told.names.items()}
        found = f"{values}[{place_of(slot.wants) + slot.wants.columns[slot.name]}]"
        if _never_null(slot.wants, slot.name):
            said = self._told(slot, names, found)
            return f'"{{{said}}}"' if slot.told.quoted else f"{{{said}}}"
        value = self.held(found)
        said = self._told(slot, names, value)
        quoted = f"""'"' + ({said}) + '"'""" if slot.told.quoted else said
        return f"{{{self.held(f'{self.null(slot.never_null)} if {value} is None else {quoted}')}}}"

    def _told(self, slot: FromColumn, names: dict[str, str], value: str) -> str:
        expression = slot.told.expression
        for name, ours in names.items():
            expression = expression.replace(name, ours)
        return expression.format(value)

    def looked(self, slot: Looked, values: str) -> str:
        """What lies in memory, by its key."""
        known = self.once(f"{self.name(slot.kept)}.of(ground)") if slot.kept else None
        key, text = self.held(f"{values}[{place_of(slot.wants) + slot.wants.columns[slot.name]}]"), self.new()
        decode = decoder(column_field(slot.wants.model, slot.name), dialect=dialect(), in_json=slot.wants.in_json)
        told = f"{self.name(decode)}({key})" if decode else key
        with self.deeper(f"if {key} is None:"):
            self.add(f"{text} = {self.null(slot.form.never_null)}")
        with self.deeper("else:"):
            if known:
                self.add(f"{text} = {known}.get({key})")
                with self.deeper(f"if {text} is None:"):
                    found = self.held(f"{self.name(slot.find)}(ground, {told})")
                    self.add(f"{text} = {known}[{key}] = {self.value(slot.form, Here(found))}")
            else:
                found = self.held(f"{self.name(slot.find)}(ground, {told})")
                self.add(f"{text} = {self.value(slot.form, Here(found))}")
        return text

    def steady(self, slot: Steady, here: Here, values: str) -> str:
        """What is made of some columns, once for the same values; only then the function sees a Row."""
        at, known = place_of(slot.wants), self.once(f"{self.name(slot.kept)}.of(ground)")
        told = "".join(f"{values}[{at + slot.wants.columns[name]}], " for name in slot.names)
        key, text = self.held(f"({told})"), self.new()
        self.add(f"{text} = {known}.get({key})")
        with self.deeper(f"if {text} is None:"):
            shape = self.name(Shape(slot.wants, dialect()))
            row = f"Row({here.name}, {at}, {shape}, {here.above})" if here.raw else here.name
            found = self.held(f"{self.name(slot.take)}({row}, ground)")
            self.add(f"{text} = {known}[{key}] = {self.value(slot.form, Here(found))}")
        return text

    def pointed(self, slot: Pointed, here: Here, values: str) -> str:
        """The row that a column points to: written once in an answer, however often it is pointed to."""
        below = slot.wants.ones[slot.link]
        known = self.once("{}")
        key, text = self.held(f"{values}[{place_of(below) + below.columns[slot.link.there]}]"), self.new()
        hidden = f" or not {self.told_by(slot, slot.guard, here)}" if slot.guard else ""
        with self.deeper(f"if {key} is None{hidden}:"):
            self.add(f"{text} = {self.null(slot.form.never_null)}")
        with self.deeper("else:"):
            self.add(f"{text} = {known}.get({key})")
            with self.deeper(f"if {text} is None:"):
                made = self.value(slot.form, Here(values, raw=True, sure=True))
                self.add(f"{text} = {made}" if waits(slot.form) else f"{text} = {known}[{key}] = {made}")
        return text

    def told_by(self, slot: Pointed, guard: Guard, here: Here) -> str:
        asked = f"{self.name(guard)}({here.name}, ground)"
        word = dict(here.known).get(slot.above) if slot.above else None
        if word is None:
            return asked
        if not here.raw:
            return f"({word} or {asked})"
        shape = self.name(Shape(slot.wants, dialect()))
        row = f"Row({here.name}, {place_of(slot.wants)}, {shape}, {here.above})"
        return f"({word} or {self.name(guard)}({row}, ground))"

    def hung(self, slot: Hung, here: Here, values: str) -> str:
        """The rows that hang on a row."""
        below = slot.wants.many[slot.hanging]
        found = self.hanging(slot.wants, slot.hanging, values)
        rows = self.held(found if slot.wants.in_json else f"loads({found})")
        if width(below) > MOST_VALUES:
            self.add(f"{rows} = [joined(one) for one in {rows}]")
        if slot.size is not None:
            cursor = self.name(_cursor(below.columns[slot.cursor], slot.sealed))
            cut = self.held(f"{rows}[:{slot.size}]")
            total = f".of({self.hanging(slot.wants, slot.total, values)})" if slot.total else ""
            behind = slot.hanging.beyond is not None
            told = f"Paged({cut}, Cursors({cut}, {cursor}), len({rows}) > {slot.size}, behind={behind})"
            rows = self.held(told + total)
        above = "None" if here.raw else here.name
        known = tuple((guard, self.held(f"{self.name(guard)}({above}, ground)"))
                      for guard in dict.fromkeys(answered_above(slot.form)))  # fmt: skip
        return self.held(self.value(slot.form, Here(rows, raw=True, above=above, sure=True, known=known)))

    def hanging(self, wants: Wants, hanging: Hanging, values: str) -> str:
        """What the database told of what hangs on a row."""
        behind = len(wants.many) - list(wants.many).index(hanging)
        return f"{values}[{place_of(wants) + width(wants) - behind}]"


def _never_null(wants: Wants, name: str) -> bool:
    return not column_field(wants.model, name).null


def _cursor(place: int, sealed: Callable[[int], str]) -> Callable[[Any], str]:
    return lambda values: sealed(values[place])


def joined(parts: Any) -> list[Any]:
    return list(chain.from_iterable(parts))


def missing(name: str) -> str:
    raise TypeError(f"{name} may not be null")
