"""Which column of a row was changed, as far as that can be tried out: of a digest nothing can be read back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tortoise import fields

from server.data import orm
from server.process.digest import Form

NEAR = range(-3, 4)  # around a number as it stands
TIMES = (fields.DatetimeField, fields.DateField)


def guessed(form: Form, salt: str, row: dict[str, Any], digest: str) -> str:
    """ "state is CLOSED and not FILED", where one column alone was changed and its value can be guessed; else ""."""
    for name in form.columns:
        for value in _values(orm.field(form.model, name), row, name):
            if form.digest(salt, row | {name: value}) == digest:
                return f"{name} is {_word(row[name])} and not {_word(value)},"
    return ""


def _values(field: Any, row: dict[str, Any], name: str) -> Iterator[Any]:
    """What it may have been: nothing, one of few codes, a number near by, another moment of the row."""
    if field.null:
        yield None
    if hasattr(field, "enum_type"):
        yield from field.enum_type
    elif isinstance(field, fields.BooleanField):
        yield from (True, False)
    elif isinstance(field, fields.IntField | fields.SmallIntField | fields.BigIntField):
        yield from (near for near in NEAR)
        yield from ((row[name] or 0) + near for near in NEAR)
    elif isinstance(field, TIMES):
        yield from (value for other, value in row.items() if other != name and type(value) is type(row[name]))
    elif isinstance(field, fields.CharField | fields.TextField):
        yield ""


def _word(value: Any) -> str:
    return "nothing" if value in (None, "") else str(value)
