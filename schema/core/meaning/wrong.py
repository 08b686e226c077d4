"""What cannot be meant, on its way to whoever asked."""

from __future__ import annotations

from typing import Protocol

from server.core.errors import Invalid, Near, Problem
from server.ground.area.territory import Territory
from server.ground.catalogue.snapshot import Catalogue

Path = tuple[str | int, ...]  # of an argument: ("filter", "classCodes", 1)


class Known(Protocol):
    """What there is, to hold codes against."""

    @property
    def territory(self) -> Territory: ...

    @property
    def catalogue(self) -> Catalogue: ...


def refusal(path: Path, code: str, hint: str, nearest: tuple[Near, ...] = ()) -> Invalid:
    """Why what stands at `path` cannot be meant, and what to do, "中文。English."."""
    return Invalid.of([Problem(code, "", ".".join(map(str, path)), hint, nearest)])
