"""The state digest: what an event says of the rows that its change wrote, so that an audit can hold rows against it.

An event about a noun names each row that it made, changed or took away, by table and key, with a digest of the row as
it is afterwards (null: it is gone): {"form": 1, "incident": {"0193…": "64 hex digits"}, "incident_clock": {…}}. What
the newest event says of a row is what the row has to be (of rows that are added `once`: what the first says).

The digest of a row is the SHA-256 of the canonical JSON [form, table, salt, row]: UTF-8, no spaces, keys sorted also
within JSON columns, `row` an object of all columns of the form by name, null where nothing is. UUIDs are in lower case
with hyphens, times in UTC as 2026-11-30T08:00:00.000001+00:00, without the fraction where it is nought, days as
2026-11-30, codes as their text, yes and no as true and false. So it is the same of a row on SQLite and on PostgreSQL,
whatever the time zone in which it was written.

In the form are all columns of a noun's tables but the salt, what the database counts by itself, and those that the noun
names because they may change without an event of its own. The number counts the lists of columns: one that comes later
is said to be in them `since` the next number, and digests of before, which leave it out, stay true.

The salt is the aggregate's, random, on its own row: without it nobody can try out which words a digest was made of. Who
takes words away gives a new salt in the same change, and its event says all rows ("anew": true): what was said before
can be held against nothing any more, what is left is held against what is said now.

Decision: one digest for each row, not one of the whole aggregate. Notes, warnings and joined rows conflict with nobody
and are written side by side, so that nobody who writes knows the whole; of a row that is changed the database itself
tells what it has become, in the same statement. And an audit names the row.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, cached_property
from operator import itemgetter
from typing import TYPE_CHECKING, Any
from uuid import UUID

import orjson
from tortoise import Model, fields

from server.data import orm
from server.journal import chain

if TYPE_CHECKING:
    from server.process.noun import Noun, Part

SALT = "salt"
PLAIN = (fields.CharField, fields.TextField, fields.IntField, fields.BigIntField, fields.SmallIntField,
         fields.BooleanField, fields.UUIDField, fields.DateField)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Form:
    """The columns of one table that are in a digest, and the column by which events name its rows."""

    model: type[Model]
    number: int
    key: str
    columns: tuple[str, ...]

    @classmethod
    def of(cls, noun: Noun[Any], model: type[Model], number: int, key: str = "id") -> Form:
        """The form with this number of one of a noun's tables. Raises RuntimeError before a database was opened, since
        models do not know yet which columns name other rows."""
        if not orm.linked(model):
            raise RuntimeError(f"open a database before you ask for the form of {model.__name__}")
        table = orm.table(model)
        names = sorted(
            name
            for name in orm.columns(model)
            if name != SALT
            and not orm.field(model, name).generated
            and f"{table}.{name}" not in noun.undigested
            and noun.since.get(f"{table}.{name}", 1) <= number
        )
        return cls(model, number, key, tuple(names))

    @cached_property
    def table(self) -> str:
        return orm.table(self.model)

    @cached_property
    def read_by(self) -> str:
        """The columns as SQL names them, with the salt of the aggregate's own row."""
        projection = orm.columns(self.model)
        names = (*self.columns, SALT) if SALT in projection else self.columns
        return ", ".join(f'"{projection[name]}" AS "{name}"' for name in names)

    def row(self, told: Mapping[str, Any]) -> dict[str, Any]:
        """A row as the database told it."""
        made = self._made
        return {name: made[name](value) for name, value in told.items()}

    def digest(self, salt: str, row: Mapping[str, Any]) -> str:
        """The digest of a row that has at least the form's columns."""
        named = dict(zip(self.columns, self._values(row), strict=True))
        for name, formed in self._formed:
            if (value := named[name]) is not None:
                named[name] = formed(value)
        return hashlib.sha256(orjson.dumps((self.number, self.table, salt, named), default=_other)).hexdigest()

    @cached_property
    def _values(self) -> Callable[[Mapping[str, Any]], tuple[Any, ...]]:
        return itemgetter(*self.columns)

    @cached_property
    def _made(self) -> dict[str, Callable[[Any], Any]]:
        return {name: field.to_python_value for name, field in orm.fields(self.model).items()}

    @cached_property
    def _formed(self) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
        """How the values of columns are said that JSON may say in more ways than one."""
        found = ((name, _formed(orm.field(self.model, name))) for name in self.columns)
        return tuple((name, formed) for name, formed in found if formed is not None)


def _formed(field: Any) -> Callable[[Any], Any] | None:
    if isinstance(field, fields.DatetimeField):
        return _utc
    if isinstance(field, fields.JSONField):
        return _sorted
    if isinstance(field, PLAIN):
        return None
    raise TypeError(f"{type(field).__name__} has no form in a digest yet: say in server.process.digest how it is told")


def _utc(moment: datetime) -> datetime:
    return moment if moment.tzinfo is UTC else moment.astimezone(UTC)


def _sorted(value: object) -> orjson.Fragment:
    return orjson.Fragment(chain.canonical(value))


def _other(value: object) -> str:
    """A driver's own kind of UUID."""
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no form in a digest")


@cache
def forms(noun: Noun[Any], number: int) -> dict[type[Model], Form]:
    """The forms of all tables of a noun, made once: an audit asks for them with each row."""
    own = {noun.model: Form.of(noun, noun.model, number)}
    return own | {part.model: Form.of(noun, part.model, number, part.key) for part in every(noun.parts)}


def every(parts: Iterable[Part]) -> Iterable[Part]:
    """Parts, and the parts of parts."""
    for part in parts:
        yield part
        yield from every(part.parts)
