"""What an order is about and where it lies, as far as its own words say: proposed, for somebody to confirm."""

from __future__ import annotations

from collections.abc import Iterable

from server.ground.area.models import Area
from server.ground.catalogue.models import IncidentClass

SHORTEST = 2  # characters of a word that says something
SUFFIXES = ("社区", "村", "街道", "镇", "乡")


def class_of(classes: Iterable[IncidentClass], named: str, words: str) -> str:
    """The code of the class of this name or code, else of the one whose words these hold the most of; "" for none."""
    best, found = 0, ""
    for one in classes:
        if named and named in (one.code, one.name):
            return one.code
        known = {one.name, *one.words.split()}
        held = sum(len(word) for word in known if len(word) >= SHORTEST and word in f"{named} {words}")
        if held > best:
            best, found = held, one.code
    return found


def area_of(areas: Iterable[Area], words: str) -> str | None:
    """The code of the area that these words name, the longest name first; None for none."""
    named = [(len(name), one.code) for one in areas for name in _names(one.name) if name in words]
    return max(named)[1] if named else None


def _names(name: str) -> list[str]:
    """A name as people write it, with and without what kind of area it is."""
    bare = next((name.removesuffix(one) for one in SUFFIXES if name.endswith(one)), name)
    return [name, bare] if len(bare) > SHORTEST else [name]
