"""From what the database answers to rows with the values that the models would have: ids, enums, moments, lists."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from enum import StrEnum
from itertools import chain
from typing import Any, TypeAlias
from uuid import UUID, SafeUUID

import orjson
from tortoise import fields
from tortoise.fields.data import CharEnumFieldInstance

from server.query.needs import forgotten
from server.query.projection import MOST_VALUES, column_field
from server.query.wants import Wants

Decode: TypeAlias = Callable[[Any], Any]
Find: TypeAlias = Callable[["Row"], Any]

_new, _set, _unknown = object.__new__, object.__setattr__, SafeUUID.unknown


class Row:
    """A row as a plan reads it: has exactly the attributes that were wanted, so that a forgotten one is an error.

    `_values` from the place `_at` on are its own as the database told them; an attribute is made of them when it is
    first asked for, since most columns go into the answer as they are. `_above` is the row that this one hangs on.
    """

    __slots__ = ("__dict__", "_above", "_at", "_shape", "_values")

    def __init__(self, values: Sequence[Any], at: int, shape: Shape, above: Row | None = None) -> None:
        self._values, self._at, self._shape, self._above = values, at, shape, above

    def __getattr__(self, name: str) -> Any:
        find = self._shape.finds.get(name)
        if find is None:
            raise forgotten(name, self._shape.readers)
        found = self.__dict__[name] = find(self)
        return found


class Shape:
    """Where the attributes of the rows of some wants stand. Made when all that is wanted is known."""

    def __init__(self, wants: Wants, dialect: str) -> None:
        self.readers = wants.readers
        self.finds: dict[str, Find] = {}
        for name, place in wants.columns.items():
            decode = decoder(column_field(wants.model, name), dialect=dialect, in_json=wants.in_json)
            self.finds[name] = _column(place, decode)
        at = len(wants.columns)
        for link, sub in wants.ones.items():
            self.finds[link.name] = _one(at, list(sub.columns).index(link.there), Shape(sub, dialect))
            at += width(sub)
        for hanging, sub in wants.many.items():
            many = _many(at, Shape(sub, dialect), loads=not wants.in_json, parted=width(sub) > MOST_VALUES)
            self.finds[wants.attribute(hanging)] = _column(at, None) if hanging.counts else many
            at += 1
        for name in wants.backs:
            self.finds[name] = _above


def _column(place: int, decode: Decode | None) -> Find:
    if decode is None:
        return lambda row: row._values[row._at + place]
    return lambda row: None if (value := row._values[row._at + place]) is None else decode(value)


def _one(place: int, key: int, shape: Shape) -> Find:
    """The row pointed to, whose values begin at `place`; None when its key is null."""

    def find(row: Row) -> Row | None:
        at = row._at + place
        return Row(row._values, at, shape) if row._values[at + key] is not None else None

    return find


def _many(place: int, shape: Shape, *, loads: bool, parted: bool) -> Find:
    """The rows that hang on a row; `parted`: each in several arrays, being wider than one may be."""

    def find(row: Row) -> list[Row]:
        found = row._values[row._at + place]
        rows = orjson.loads(found) if loads else found
        return [Row(list(chain.from_iterable(one)) if parted else one, 0, shape, row) for one in rows]

    return find


def _above(row: Row) -> Row | None:
    return row._above


def uuid_of(text: str) -> UUID:
    """The UUID that the database wrote: as `UUID(text)`, in a third of the time, since its form is known."""
    made: UUID = _new(UUID)
    _set(made, "int", int(text.replace("-", ""), 16))
    _set(made, "is_safe", _unknown)
    return made


def decoder(field: Any, *, dialect: str, in_json: bool) -> Decode | None:
    """What makes the value of a model's field of what the database says; None where it is that already."""
    text = in_json or dialect == "sqlite"
    if isinstance(field, CharEnumFieldInstance):
        return {str(member.value): member for member in field.enum_type}.__getitem__
    if isinstance(field, fields.UUIDField):
        return uuid_of if text else None
    if isinstance(field, fields.DatetimeField):
        return datetime.fromisoformat if text else None
    if isinstance(field, fields.DateField):
        return date.fromisoformat if text else None
    if isinstance(field, fields.BooleanField):
        return bool
    if isinstance(field, fields.JSONField):
        return None if in_json else orjson.loads
    return None


class Said(StrEnum):
    """How the database tells a column, for whoever writes it into an answer as it is."""

    TEXT = "TEXT"
    NUMBER = "NUMBER"
    FLAG = "FLAG"  # true or false, or 1 or 0
    CODE = "CODE"  # the value of an enum's member
    ID = "ID"  # a UUID as text
    DAY = "DAY"  # as ISO 8601
    MOMENT = "MOMENT"  # as ISO 8601 with a blank where the T is
    OTHER = "OTHER"


def said(field: Any, *, dialect: str, in_json: bool) -> Said:
    """How a model's field is told. OTHER: go by the value that `decoder` makes."""
    text = in_json or dialect == "sqlite"
    match field:
        case CharEnumFieldInstance():
            return Said.CODE
        case fields.CharField() | fields.TextField():
            return Said.TEXT
        case fields.IntField() | fields.BigIntField() | fields.SmallIntField():
            return Said.NUMBER
        case fields.BooleanField():
            return Said.FLAG
        case fields.UUIDField() if text:
            return Said.ID
        case fields.DatetimeField() if dialect == "sqlite":
            return Said.MOMENT
        case fields.DateField() if text and not isinstance(field, fields.DatetimeField):
            return Said.DAY
    return Said.OTHER


def width(wants: Wants) -> int:
    """How many values of an answer belong to one row of it."""
    return len(wants.columns) + sum(map(width, wants.ones.values())) + len(wants.many)


def place_of(wants: Wants) -> int:
    """Where in their list the values of these rows begin, once all that is wanted is known."""
    if (parent := wants.beside) is None:
        return 0
    before = []
    for sub in parent.ones.values():
        if sub is wants:
            break
        before.append(width(sub))
    return place_of(parent) + len(parent.columns) + sum(before)
