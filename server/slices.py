"""The nouns that say themselves in a slice, one line each: `server/NOUN/slice.py` and `schema/NOUN.py` say the rest.

`./grid new GROUP/NOUN` writes both and adds the line. Nothing is imported here before somebody asks: the database names
the nouns' models, and the nouns stand on the database.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from server.process.slice import Slice

NOUNS = (
    "service.complaint",
)  # fmt: skip


def models() -> tuple[str, ...]:
    """The modules of their models."""
    return tuple(f"server.{noun}.models" for noun in NOUNS)


@cache
def slices() -> tuple[Slice, ...]:
    """What each says of itself."""
    return tuple(import_module(f"server.{noun}.slice").SLICE for noun in NOUNS)


def contracts() -> list[ModuleType]:
    """What each is in the contract: QUERY, MUTATION, and PUBLIC, the fields that anybody may ask."""
    return [import_module(f"schema.{noun.rpartition('.')[2]}") for noun in NOUNS]
