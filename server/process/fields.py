"""What a command says of its fields: their words and bounds, of which inputs, forms and checks are made.

    class Answer(Command, words="答复。Answer a complaint."):
        text: str | None = demanded("答复。The answer.", least=10, longest=500)
        photos: tuple[Photo, ...] = several("照片。Photos.", 9)
        files: tuple[str, ...] = several("文件，SHA-256。Files, by their SHA-256.", 2)

Words are "中文。English.". A field without words is no part of the contract.
"""

from __future__ import annotations

from dataclasses import MISSING, dataclass, field, fields
from functools import cache
from typing import Any, ClassVar, dataclass_transform, get_type_hints

from server.core.moments import Within
from server.core.text import both

SAID = "said"  # the key of a field's metadata
MAY_LACK = "weak"  # the key under which the contract's fields say what a phone of before may lack


@dataclass(frozen=True)
class Said:
    """What a field says of itself, for people and for programs."""

    words: str
    needed: bool  # whether a client must send it
    weak: bool = False  # whether a phone may keep a row without it, from when it was not yet needed
    within: Within | None = None  # how far from now a moment may lie
    between: tuple[int, int] | None = None  # the least and the most that a whole number may be
    most: int | None = None  # how many a list may hold
    longest: int | None = None  # how many characters a text may have, where that is less than usual
    least: int = 0  # how many characters a text must have; of anything else, 1: it must be said
    names: str | None = None  # what a code or an id names: "area", "unit", "event"
    name: str | None = None  # what clients call it, where that is not its own name
    called: str | None = None  # what clients call it, where that is a word of Python
    deprecated: str | None = None  # why it goes, and what to send instead
    where: str | None = None  # of a filter: the condition that its value means
    later: bool = False  # receipts are older than it: it is no part of their digests where nothing is said

    def __post_init__(self) -> None:
        both(self.words, "a field")

    @classmethod
    def of(cls, kind: Any) -> dict[str, Said]:
        """The fields of a command that have words, by their names, in order."""
        return {each.name: each.metadata[SAID] for each in fields(kind) if SAID in each.metadata}


def asked(words: str, *, default: Any = MISSING, **bounds: Any) -> Any:
    """A field that a client must send; `default` is for whoever makes the command in Python."""
    return field(default=default, metadata={SAID: Said(words, needed=True, **bounds)})


def given(words: str, *, default: Any = None, **bounds: Any) -> Any:
    """A field that may be left out."""
    return field(default=default, metadata={SAID: Said(words, needed=False, **bounds)})


def demanded(words: str, *, default: Any = None, **bounds: Any) -> Any:
    """A field that a client must send, and that phones of before may lack: the decision refuses what is without it."""
    said = Said(words, needed=True, weak=True, **({"least": 1} | bounds))
    return field(default=default, metadata={SAID: said})


def several(words: str, most: int, **bounds: Any) -> Any:
    """A list of up to `most` that may be left out."""
    return given(words, default=(), most=most, **bounds)


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field, asked))
class Declared:
    """A class whose subclasses are frozen dataclasses by keyword. `words` say what each is for; `offline`: the
    form made of it may keep it on the phone and send it later; to be held until what it follows is there, it is named
    by the noun's `Subject.offline`, too."""

    words: ClassVar[str] = ""
    offline: ClassVar[bool] = False

    def __init_subclass__(cls, words: str = "", offline: bool = False) -> None:
        super().__init_subclass__()
        cls.words, cls.offline = words or cls.words, offline
        dataclass(frozen=True, kw_only=True)(cls)


@cache
def hints(kind: Any) -> dict[str, Any]:
    """The types of the fields of a dataclass."""
    told = get_type_hints(kind)
    return {each.name: told[each.name] for each in fields(kind)}
