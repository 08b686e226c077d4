"""How a column goes into the answer as the database told it, without a detour over the value that a model has."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from json.encoder import encode_basestring
from typing import Any

import orjson
from graphql import GraphQLEnumType, GraphQLNonNull, GraphQLOutputType

from schema.core.scalars import told as moment_told
from server.query.rows import Said

text: Any = encode_basestring  # a text as JSON, in C, with Chinese as it is


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


def moment(said: str) -> str:
    """A moment as SQLite keeps it, with a blank where the answer has a T; mostly it is in UTC already."""
    return moment_told(datetime.fromisoformat(said))


def teller(kind: GraphQLOutputType, said: Said) -> Told | None:
    """How the answer is made of what the database told. None: it has to go by the value of a model."""
    bare: Any = kind.of_type if isinstance(kind, GraphQLNonNull) else kind
    if isinstance(bare, GraphQLEnumType):
        names = {str(told.value): f'"{name}"' for name, told in bare.values.items()}
        return Told("codes[{0}]", names={"codes": names}) if said is Said.CODE else None
    return _TELLERS.get((getattr(bare, "name", ""), said))


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
    ("DateTime", Said.MOMENT): Told(
        '{0}[:10] + "T" + {0}[11:] if {0}[-6:] == "+00:00" else moment({0})', quoted=True, names={"moment": moment}
    ),
}
