"""How a cell of a sheet is read: each of these takes its text and gives a value, or a ValueError that says why not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import Enum
from typing import Any

from server.ground.area.coordinates import to_e7


def text(longest: int) -> Callable[[str], str]:
    """Words of at most `longest` characters."""

    def read(cell: str) -> str:
        if len(cell) > longest:
            raise ValueError(f"longer than {longest} characters")
        return cell

    return read


def one_of(kind: type[Enum]) -> Callable[[str], Any]:
    """A value of an enum; an empty cell is None."""

    def read(cell: str) -> Enum | None:
        if not cell:
            return None
        if cell not in {one.value for one in kind}:
            raise ValueError(f"“{cell}” is none of {', '.join(str(one.value) for one in kind)}")
        return kind(cell)

    return read


def whole(least: int, most: int) -> Callable[[str], int]:
    """A whole number within bounds, both included."""

    def read(cell: str) -> int:
        if not cell.isdecimal() or not least <= int(cell) <= most:
            raise ValueError(f"“{cell}” is no number from {least} to {most}")
        return int(cell)

    return read


def yes(cell: str) -> bool:
    """Raises ValueError for a cell that is neither yes nor no."""
    if cell not in {"yes", "no"}:
        raise ValueError(f"“{cell}” is neither yes nor no")
    return cell == "yes"


def day(cell: str) -> date | None:
    """A day as 2026-03-01; an empty cell is None."""
    return date.fromisoformat(cell) if cell else None


def degrees(cell: str) -> int | None:
    """WGS-84 degrees, as stored: 1e-7 degree; an empty cell is None."""
    return to_e7(float(cell)) if cell else None
