"""A phone's outbox in Python, by the rules of the app: recorded once, sent until answered, judged by the answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from server.core.ids import new_id
from tests import town
from tests.schema.documents import point, verb

LATER = frozenset({"HELD", "BUSY", "STORAGE_FULL"})

# sends a document with its input; the payload, or None when no answer came
Wire = Callable[[str, dict[str, Any]], Awaitable[dict[str, Any] | None]]


@dataclass
class Operation:
    """One thing that somebody did, and what became of it as far as their phone knows."""

    verb: str
    told: dict[str, Any]
    sequence: int
    before: Operation | None
    receipt: str | None = None
    problems: list[str] = field(default_factory=list)

    @property
    def id(self) -> str:
        return str(self.told["opId"])

    @property
    def waits(self) -> bool:
        """Whether it is still to be sent."""
        return self.receipt is None and not self.problems

    def input(self, device: str) -> dict[str, Any]:
        """What is sent: `after` only while the phone has no receipt of the one before."""
        after = self.before.id if self.before and self.before.waits else None
        return self.told | {"sent": {"device": device, "sequence": self.sequence, "after": after, "format": 1}}


class Outbox:
    """Everything that one phone recorded."""

    def __init__(self) -> None:
        self.device = str(new_id())
        self.operations: list[Operation] = []

    def report(self, text: str, class_code: str = town.OCCUPYING) -> str:
        """Record a report; the incident's id."""
        incident = str(new_id())
        told = {"id": incident, "classCode": class_code, "text": text, "severity": 1, "place": point(town.FIRST)}
        self._record("Report", told)
        return incident

    def note(self, incident: str, text: str) -> Operation:
        return self._record("Note", {"id": incident, "text": text})

    def self_resolve(self, incident: str, seen: int = 1) -> Operation:
        return self._record("SelfResolve", {"id": incident, "seen": seen, "note": "已劝离，摊位收回店内"})

    def _record(self, name: str, told: dict[str, Any]) -> Operation:
        before = next((one for one in reversed(self.operations) if one.told["id"] == told["id"]), None)
        made = Operation(name, {"opId": str(new_id())} | told, len(self.operations) + 1, before)
        self.operations.append(made)
        return made

    @property
    def waiting(self) -> list[Operation]:
        return [one for one in self.operations if one.waits]

    async def send(self, operation: Operation, wire: Wire) -> None:
        """Send it once and judge the answer. What was settled stays settled, and is told the same again."""
        payload = await wire(verb(operation.verb), operation.input(self.device))
        if payload is None:
            return
        codes = [problem["code"] for problem in payload["problems"]]
        if not codes:
            code = payload["receipt"]["code"]
            assert operation.receipt in (None, code), "two receipts for one operation"
            assert payload["receipt"]["opId"] == operation.id
            operation.receipt, operation.problems = code, []
        elif not LATER.issuperset(codes) and operation.receipt is None:
            operation.problems = codes
