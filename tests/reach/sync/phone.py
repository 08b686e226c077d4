"""A phone's copy as the app keeps it: pages put aside until a listing is whole, then what changed and what is gone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from server.journal.relay import seal_all
from server.reach.sync import change_index
from tests.people import Actor, Answer

PULL = """query Pull($cursor: String, $first: Int) { pull(cursor: $cursor, first: $first) {
  epoch cursor more reset gone keepClosedDays
  incidents { id version state text closedAt grid { code } } } }"""


async def settle() -> None:
    """What was committed is sealed and noted, as it is a moment later on a server."""
    await seal_all()
    await change_index.FOLLOWING.to_the_end()


@dataclass
class Copy:
    """What a phone holds of the district, by the rules of the contract."""

    actor: Actor
    first: int = 500
    cursor: str | None = None
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)
    aside: dict[str, dict[str, Any]] | None = None
    requests: int = 0
    gone: list[str] = field(default_factory=list)  # all that it was ever told to drop

    async def page(self) -> dict[str, Any]:
        """Ask for one page and take it in."""
        answer: Answer = await self.actor.send(PULL, cursor=self.cursor, first=self.first)
        assert answer.errors == [], answer.errors
        told: dict[str, Any] = answer.only
        self.requests += 1
        assert len(told["incidents"]) + len(told["gone"]) <= self.first
        if told["reset"]:
            self.aside = {}
        into = self.rows if self.aside is None else self.aside
        into |= {row["id"]: row for row in told["incidents"]}
        for one in told["gone"]:
            into.pop(one, None)
        self.gone += told["gone"]
        if self.aside is not None and not told["more"]:
            self.rows, self.aside = self.aside, None
        self.cursor = told["cursor"]
        return told

    async def pull(self) -> None:
        """Everything that there is now."""
        await settle()
        while (await self.page())["more"]:
            pass
