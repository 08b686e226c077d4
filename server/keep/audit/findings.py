"""One thing that an audit finds, and everything that one audit says."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from server.journal.audit import Broken, Head


class What(StrEnum):
    CHANGED = "CHANGED"  # a row of the log is not what was written
    DELETED = "DELETED"  # a row of the log is gone
    INSERTED = "INSERTED"  # a row of the log that nobody recorded
    SWAPPED = "SWAPPED"  # a row of the log that was written for another place
    CUT = "CUT"  # the end of the log is gone
    ANOTHER_HISTORY = "ANOTHER_HISTORY"  # a noted head is not of this log
    RESTORED = "RESTORED"  # a noted head lies behind the backup from which this district was restored
    UNTOLD = "UNTOLD"  # a row of which no event tells
    GONE = "GONE"  # a row of which events tell, and that is not there
    STATE = "STATE"  # a column is not as its last event says in words
    ROW = "ROW"  # a row is not as its last event left it, by its digest
    POST = "POST"  # a post is not as the log gave or ended it
    SUM = "SUM"  # a sum is not that of what it counts
    BROKEN = "BROKEN"  # a part that cannot be held against a log that is itself broken


@dataclass(frozen=True)
class Finding:
    """`table` and `row` (its key, as text) name the place; `says` is one English sentence for the operator."""

    what: What
    table: str
    row: str
    says: str

    @classmethod
    def of(cls, broken: Broken) -> Finding:
        """What is broken in the log itself."""
        where = [f"event {broken.event_number}"] if broken.event_number is not None else []
        where += [f"link {broken.place} of {broken.subject_id}"] if broken.subject_id else []
        where += [f"seal {broken.seal}"] if broken.seal is not None else []
        what = What(broken.damage.value)
        table = "event" if broken.seal is None else "seal"
        row = broken.event_number if broken.seal is None else broken.seal
        return cls(what, table, str(row), f"{', '.join(where)}: {_WORDS[what]}")


_WORDS = {
    What.CHANGED: "is not what was written",
    What.DELETED: "something before it is gone",
    What.INSERTED: "nobody recorded it",
    What.SWAPPED: "was written for another place",
    What.CUT: "the end of the log is gone",
}


@dataclass(frozen=True)
class Report:
    """`checked`: how many rows of each kind were looked at."""

    head: Head
    checked: dict[str, int]
    findings: tuple[Finding, ...]

    def plain(self) -> dict[str, Any]:
        """As JSON says it."""
        found = [asdict(one) for one in self.findings]
        return {"whole": not found, "head": asdict(self.head), "checked": self.checked, "findings": found}

    def lines(self) -> list[str]:
        """As a person reads it."""
        looked = ", ".join(f"{count} {name}" for name, count in self.checked.items())
        if not self.findings:
            return [f"Whole up to seal {self.head.number} ({self.head.seal[:16]}…): {looked}."]
        lines = [f"{one.what} {one.table} {one.row}: {one.says}" for one in self.findings]
        return [*lines, f"{len(self.findings)} found in {looked}, up to seal {self.head.number}."]
