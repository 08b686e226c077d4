"""What each noun says of itself, named once: slices, subjects of notices and sync, and who follows the log.

`./grid new GROUP/NOUN` writes a slice and its contract and adds their line. Nothing is imported here before somebody
asks: the database names the nouns' models, and the nouns stand on the database.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from server.event.follow import Following
    from server.process.slice import Slice
    from server.subject.port import Subject

NOUNS = (
    "service.complaint",
)  # fmt: skip
SUBJECTS = (("server.incident.telling.subject", "INCIDENT"), ("server.whistle.telling.subject", "WHISTLE"))
FOLLOWERS = ("server.insight.actions", "server.hotissue.noticing", "server.sync.following")


def models() -> tuple[str, ...]:
    """The modules of their models."""
    return tuple(f"server.{noun}.models" for noun in NOUNS)


@cache
def slices() -> tuple[Slice, ...]:
    """What each says of itself."""
    return tuple(import_module(f"server.{noun}.slice").SLICE for noun in NOUNS)


@cache
def subjects() -> tuple[Subject, ...]:
    """Every noun of which people are told, that is streamed and copied."""
    return tuple(getattr(import_module(module), name) for module, name in SUBJECTS)


def subject(kind: str) -> Subject | None:
    """The noun of this kind; None for one that is no more."""
    return next((one for one in subjects() if one.kind == kind), None)


@cache
def followers() -> tuple[Following, ...]:
    """Who follows the log: the server lets them run on, the demo lets them come to the end."""
    return tuple(import_module(module).FOLLOWING for module in FOLLOWERS)


def contracts() -> list[ModuleType]:
    """What each is in the contract: QUERY, MUTATION, and PUBLIC, the fields that anybody may ask."""
    return [import_module(f"schema.{noun.rpartition('.')[2]}") for noun in NOUNS]
