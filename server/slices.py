"""Every noun, one line each: their slices, contracts, subjects of notices and sync, and who follows the log.

`./grid new GROUP/NOUN` writes a slice and its contract and adds their line. Nothing is imported here before somebody
asks: the database names the nouns' models, and the nouns stand on the database.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from server.ground.person.credentials import Issued
    from server.journal.projection import Following
    from server.process.slice import Slice
    from server.process.subject.port import Subject

NOUNS = (
    "grid.incident",
    "grid.whistle",
    "grid.hotissue",
    "grid.handover",
    "service.complaint",
    "service.demand",
    "service.claim",
    "service.hotline",
    "service.call_back",
    "service.answer",
    "setup.invite",
    "setup.stand_in",
    "setup.import_job",
    "setup.rule_draft",
    "insight.saved_question",
    "setup.grid_plan",
)  # fmt: skip
CREDENTIALS = (  # what a person is known by, kind by kind
    "server.ground.person.sessions",
    "server.ground.person.bearer_tokens",
    "server.reach.sync.credentials",
)
SUBJECTS = ("server.process.contact.alarm",)  # of which people are told, beside the nouns'
FOLLOWERS = ("server.insight.tallies.actions", "server.reach.sync.change_index")  # of the log, beside the nouns' own


def models() -> tuple[str, ...]:
    """The modules of their models; a package that has more than one names them as MODELS."""
    packages = ((noun, import_module(f"server.{noun}")) for noun in NOUNS)
    return tuple(f"server.{noun}.{name}" for noun, one in packages for name in getattr(one, "MODELS", ("models",)))


@cache
def slices() -> tuple[Slice, ...]:
    """What each says of itself."""
    return tuple(import_module(f"server.{noun}.slice").SLICE for noun in NOUNS)


@cache
def subjects() -> tuple[Subject, ...]:
    """Every noun, and what else there is, of which people are told, that is streamed and copied."""
    own = (one.subject for one in slices() if one.subject)
    return (*own, *(import_module(module).SUBJECT for module in SUBJECTS))


def subject(kind: str) -> Subject | None:
    """The noun of this kind; None for one that is no more."""
    return next((one for one in subjects() if one.kind == kind), None)


@cache
def events() -> dict[str, str]:
    """The kinds of all events of nouns that the log may have, in words."""
    return {kind: words for one in slices() for kind, words in one.events.items()}


@cache
def followers() -> tuple[Following, ...]:
    """Who follows the log: the server lets them run on, the demo lets them come to the end."""
    own = (follower for one in slices() for follower in one.follows)
    return (*(import_module(module).FOLLOWING for module in FOLLOWERS), *own)


@cache
def credentials() -> tuple[Issued, ...]:
    """Whatever a person can act by."""
    return tuple(import_module(module).CREDENTIALS for module in CREDENTIALS)


def contracts() -> list[ModuleType]:
    """What each is in the contract, in its file or its folder's `contract`: QUERY, MUTATION, perhaps SUBSCRIPTION and
    PUBLIC, the fields that anybody may ask without a login."""
    return [_contract(f"schema.{noun}") for noun in NOUNS]


def _contract(name: str) -> ModuleType:
    found = import_module(name)
    return import_module(f"{name}.contract") if hasattr(found, "__path__") else found
