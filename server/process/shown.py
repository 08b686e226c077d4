"""How a noun stands on the generic screens: what its own declarations do not say yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from server.core.viewer import Role
from server.process.lifecycle import Lifecycle


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A noun with a list, a page and forms of its own making at /n/NOUN; without it the noun has screens by hand.

    `words` are what many of it are called and `empty` who brings what to an empty list, both "中文。English.". `to` has
    it in its menu; whoever sees some of it may follow a link. `due` is the moment by which the next step is due, while
    the noun is in `waits`; `heading` are the codes that name one of it, `line` the text below; `card` are columns, as
    the contract spells them, that the noun's own card says besides. `hidden` columns are not shown; `codes` are words
    for numbers; `contact` is the column that holds a mask (`process.contact`). `apart` have forms of
    their own.
    """

    words: str
    empty: str
    life: Lifecycle[Any, Any]
    to: frozenset[Role]
    due: str | None = None
    waits: tuple[str, ...] = ()
    heading: tuple[str, ...] = ()
    card: tuple[str, ...] = ()
    line: str = "text"
    hidden: frozenset[str] = frozenset()
    codes: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    contact: str = ""
    apart: frozenset[str] = frozenset()

    @property
    def unlisted(self) -> frozenset[str]:
        """Columns without a place among the facts."""
        return self.hidden | ({f"{self.contact}_revealed", f"{self.contact}_open"} if self.contact else set())
