"""What a person asks of a handover."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from server.journal.receipts import Sent
from server.process import command
from server.process.fields import asked, given

LONGEST = 1000  # characters of a note


class Command(command.Command):
    """Nothing that somebody else may change meanwhile, and nothing that is done without a network."""

    op_id: UUID = asked("操作编号；重发只办一次。The operation's id: sent twice, done once.")
    seen: int | None = None
    sent: Sent | None = None


class Write(Command, words="交班；数目由系统算。Hand over; the numbers are the server's."):
    area: str | None = asked("哪个工作台，区域代码。Whose desk: the area's code.", default=None, names="area")
    note: str | None = given("留话，至多 1000 字。The note.", longest=LONGEST)

    def body(self) -> dict[str, Any]:
        """A repetition is known by what was sent, however it is kept."""
        return {"area": self.area or "", "note": (self.note or "").strip()}


class Confirm(Command, words="接班。Take over."):
    id: UUID = asked("哪一次交班。Which handover.")
