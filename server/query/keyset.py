"""A page by keyset, once its rows were read: their cursors, whether more follow, how many there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

CAP = 10_000  # where a total stops counting


@dataclass(slots=True)
class Paged:
    """A page that was read: rows, the cursor of each, whether more follow, how many there are if that was asked.

    `exact`: the total is all of them; else there are more than were counted.
    """

    rows: Sequence[Any]
    cursors: Sequence[str]
    more: bool
    total: int | None = None
    exact: bool = True
    behind: bool = False  # a cursor: rows stand before it

    def of(self, counted: int | None, cap: int = CAP) -> Paged:
        """The same page with its total, of which one more than `cap` were counted at most."""
        if counted is not None:
            self.total, self.exact = min(counted, cap), counted <= cap
        return self

    @property
    def edges(self) -> list[Edged]:
        return [Edged(cursor, row) for cursor, row in zip(self.cursors, self.rows, strict=True)]

    @property
    def start_cursor(self) -> str | None:
        return self.cursors[0] if self.cursors else None

    @property
    def end_cursor(self) -> str | None:
        return self.cursors[-1] if self.cursors else None


class Cursors(Sequence[str]):
    """The cursors of rows, each made when it is asked for: mostly only the last one is."""

    def __init__(self, rows: Sequence[Any], cursor: Callable[[Any], str]) -> None:
        self._rows, self._cursor = rows, cursor

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, place: Any) -> Any:
        found = self._rows[place]
        return [self._cursor(row) for row in found] if isinstance(place, slice) else self._cursor(found)


@dataclass(frozen=True)
class Edged:
    """One row of a page with its cursor."""

    cursor: str
    node: Any
