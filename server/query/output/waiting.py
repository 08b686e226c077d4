"""What of an answer has to be awaited: a mark stands in its place until the rest is written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from server.query.output.plan import Ground


def later(ground: Ground, waiting: Any, write: Callable[[Any, Any], str]) -> str:
    """A mark where the text of what is waited for will be."""
    ground.pending.append((waiting, write))
    return f"\0{len(ground.pending) - 1}\0"


async def filled(text: str, ground: Ground) -> str:
    """The text with what had to wait at its marks. No JSON holds U+0000 itself, so that nothing can look like one."""
    while ground.pending:
        waiting, ground.pending = ground.pending, []
        done = [write(await found, ground) for found, write in waiting]
        first, *parts = text.split("\0")
        text = first + "".join(done[int(part)] if n % 2 == 0 else part for n, part in enumerate(parts))
    return text
