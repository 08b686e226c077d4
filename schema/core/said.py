"""What a command or a filter says of a field, as a field of an input and as an argument."""

from __future__ import annotations

from enum import EnumType
from typing import Any

import strawberry

from schema.core.fields import given
from schema.core.kinds import EventKind
from schema.core.lists import list_argument, needed, several
from schema.core.moments import moment, moment_argument
from schema.core.numbers import number, number_argument
from schema.core.scalars import AreaCode
from server.process.fields import Said

# what texts of the domain are in an input, by what they name
NAMED: dict[str, Any] = {"area": AreaCode, "event": EventKind}


def field_of(said: Said) -> Any:
    left_out: dict[str, Any] = {} if said.needed else {"default": None}
    if said.within is not None:
        return moment(said.words, said.within, **left_out)
    if said.most is not None:
        return (needed if said.needed else several)(said.words, _most(said, said.most), between=said.between)
    if said.between is not None:
        return number(said.words, said.between, **left_out)
    if said.called is not None:
        return strawberry.field(description=said.words, name=said.called, default=None)
    return strawberry.field(description=said.words) if said.needed else given(said.words)


def argument_of(said: Said) -> Any:
    if said.within is not None:
        return moment_argument(said.words)
    if said.most is not None:
        return list_argument(said.words, _most(said, said.most))
    if said.between is not None:
        return number_argument(said.words, said.between)
    return strawberry.argument(description=said.words, deprecation_reason=said.deprecated)


def _most(said: Said, most: int) -> int:
    """How many entries a list may have: of an enum as many as it has values."""
    kind = NAMED.get(said.names or "")
    return len(kind) if isinstance(kind, EnumType) else most
