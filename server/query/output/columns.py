"""How a column goes into the answer as the database told it, without a detour over the value that a model has."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from json.encoder import encode_basestring
from typing import Any

import orjson

from server.data.database import dialect
from server.query.projection import column_field
from server.query.rows import Said, decoder, said
from server.query.wants import Wants

text: Any = encode_basestring  # a text as JSON, in C, with Chinese as it is


@dataclass(frozen=True)
class Scalar:
    """A scalar of the contract, whose JSON value is what `tell` makes, or an enum; `codes`: the names of its members by
    their values."""

    name: str
    tell: Callable[[Any], Any]
    codes: Mapping[Any, str] | None = None


@dataclass(frozen=True)
class Told:
    """JSON of what the database told, null apart: an expression of Python over `{0}`, and the names in it. `quoted`: it
    wants quotes around it."""

    expression: str
    quoted: bool = False
    names: dict[str, Any] = field(default_factory=dict, hash=False)


def dumps(value: Any) -> str:
    """Anything as JSON."""
    return orjson.dumps(value).decode()


def written(kind: Scalar) -> Callable[[Any], str]:
    """What writes a scalar or the name of an enum."""
    tell = kind.tell
    if kind.codes is not None:
        names = {value: f'"{name}"' for name, value in kind.codes.items()}
        return lambda value: names[value] if value in names else dumps(tell(value))
    if kind.name in {"String", "ID"}:
        return lambda value: text(value) if value.__class__ is str else dumps(tell(value))
    return lambda value: dumps(tell(value))


def told(wants: Wants, name: str, kind: Scalar, made: Callable[[Any], Any] | None) -> Told:
    """What writes a column: from what the database told where that will do, else from the value that a model has.
    `made`: what is told of that value."""
    column = column_field(wants.model, name)
    if made is None and (known := _as_it_is(kind, said(column, dialect=dialect(), in_json=wants.in_json))):
        return known
    decode = decoder(column, dialect=dialect(), in_json=wants.in_json)
    if made and decode is None and kind.name == "Float":
        return Told("dumps(made({0}))", names={"dumps": dumps, "made": made})
    value = "decode({0})" if decode else "{0}"
    value = f"made({value})" if made else value
    return Told(f"tell({value})", names={"tell": written(kind), "made": made, "decode": decode})


def _as_it_is(kind: Scalar, said: Said) -> Told | None:
    """How the answer is made of what the database told. None: it has to go by the value of a model."""
    if kind.codes is not None:
        names = {str(value): f'"{name}"' for name, value in kind.codes.items()}
        return Told("codes[{0}]", names={"codes": names}) if said is Said.CODE else None
    if (kind.name, said) == ("DateTime", Said.MOMENT):
        return Told(_MOMENT, quoted=True, names={"moment": lambda text: kind.tell(datetime.fromisoformat(text))})
    return _TELLERS.get((kind.name, said))


# as SQLite keeps it, with a blank where the answer has a T; mostly it is in UTC already
_MOMENT = '{0}[:10] + "T" + {0}[11:] if {0}[-6:] == "+00:00" else moment({0})'
_AS_IT_IS = Told("{0}", quoted=True)
_TEXT = Told("text({0})", names={"text": text})
_TELLERS: dict[tuple[str, Said], Told] = {
    ("ID", Said.ID): _AS_IT_IS,
    ("ID", Said.TEXT): _TEXT,
    ("String", Said.TEXT): _TEXT,
    ("AreaCode", Said.TEXT): _AS_IT_IS,
    ("Int", Said.NUMBER): Told("{0}"),
    ("Boolean", Said.FLAG): Told('"true" if {0} else "false"'),
    ("Date", Said.DAY): _AS_IT_IS,
}
