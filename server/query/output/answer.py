"""How a selection is answered: what is read, what writes the answer of it, and what of it has to wait."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

from server.query.execute import Reading
from server.query.output.json_compiler import Write
from server.query.output.plan import Ground
from server.query.output.waiting import filled

BREATH = 500  # rows that are written in one go: some 10 ms


@dataclass(frozen=True)
class Answer:
    """The answer of a choice on its ground, as JSON; without a `reading` of what the choice holds."""

    reading: Reading | None
    write: Write

    async def rows(self, chosen: Any) -> Any:
        """What the choice amounts to, read."""
        return chosen.value if self.reading is None else await self.reading.fetch(chosen)

    async def __call__(self, chosen: Any, ground: Ground) -> str:
        found = await self.rows(chosen)
        long = isinstance(found, list) and len(found) > BREATH
        written = await self._by_parts(found, ground) if long else self.write(found, ground)
        return await filled(written, ground) if ground.pending else written

    async def _by_parts(self, rows: list[Any], ground: Ground) -> str:
        """The answer of a long list; between its parts others have their turn."""
        texts = []
        for place in range(0, len(rows), BREATH):
            texts.append(self.write(rows[place : place + BREATH], ground)[1:-1])
            await asyncio.sleep(0)
        return f"[{','.join(texts)}]"
