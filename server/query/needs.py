"""What a function over a row says that it reads of it, and what it meets that reads more."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import FrameType
from typing import Any

from tortoise import Model

from server.query.projection import Hanging, Link, Want


@dataclass(frozen=True)
class Needs:
    """`wanted` of the row by `function`, which is that of the field `reader`."""

    wanted: tuple[Want, ...] = ()
    reader: str = "a function"
    function: Callable[..., Any] | None = None

    async def of(self, row: Any) -> Any:
        """What is wanted of a row; what lies in memory is whole, and of that nothing is declared."""
        return await self.gathered(row) if isinstance(row, Model) and self.wanted else row

    async def gathered(self, row: Any) -> Any:
        """What is wanted of a row, and nothing else, by the ORM."""
        return await _gathered(row, self.wanted, self, "")

    def forgotten(self, name: str) -> AttributeError:
        """What a developer is told whose function reads what it has not declared."""
        return AttributeError(f"{self.reader} reads {name} but declares needs={spelt(self.wanted)}")


class Part:
    """What was gathered of a row. `_path` says how one came to it from the row of the function."""

    def __init__(self, needs: Needs, path: str) -> None:
        self._needs, self._path = needs, path

    def __getattr__(self, name: str) -> Any:
        raise self._needs.forgotten(self._path + name)


async def _gathered(row: Any, wanted: Iterable[Want], needs: Needs, path: str) -> Any:
    found = Part(needs, path)
    for want in wanted:
        if isinstance(want, str):
            setattr(found, want, getattr(row, want))
            continue
        relation, below = want
        further = f"{path}{relation.name}."
        if isinstance(relation, Link):
            other = await relation.follow(row)
            value = None if other is None else await _gathered(other, below, needs, further)
        else:
            value = [await _gathered(one, below, needs, further) for one in await relation.rows(row)]
        setattr(found, relation.name, value)
    return found


def forgotten(name: str, readers: Iterable[Needs]) -> AttributeError:
    """The same for whichever of the functions over a row is reading it now."""
    by_code = {_code(one.function): one for one in readers}
    frame: FrameType | None = sys._getframe(1)
    while frame is not None:
        if (reader := by_code.get(frame.f_code)) is not None:
            return reader.forgotten(name)
        frame = frame.f_back
    return AttributeError(f"{name} is read of a row, but no needs=(…) declares it")


def _code(function: Any) -> Any:
    """The code that runs when it is called."""
    return getattr(function, "__code__", None) or getattr(type(function).__call__, "__code__", None)


def spelt(wanted: tuple[Want, ...]) -> str:
    """What is wanted, as it is declared; a relation by its name."""
    parts = [f'"{one}"' if isinstance(one, str) else f"({_name(one[0])}, {spelt(one[1])})" for one in wanted]
    return f"({', '.join(parts)}{',' if len(parts) == 1 else ''})"


def _name(relation: Link | Hanging) -> str:
    return relation.name.upper()
