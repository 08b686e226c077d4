"""The documents that the stories send, and what a report looks like."""

from __future__ import annotations

from typing import Any

from server.core.ids import new_id
from server.ground.area.coordinates import from_e7
from tests import town
from tests.people import op

ANSWER = """
fragment Answer on IncidentPayload {
  incident { id version number state awaits level light }
  receipt { opId at code }
  problems { code message path field }
}
"""

VERBS = ("Report", "SelfResolve", "Accept", "SendVerify", "Verify", "NotFound", "Reject", "File", "Dispatch", "Sign",
         "GiveBack", "FeedBack", "SendCheck", "Check", "Pass", "Fail", "Confirm", "Rate", "Reopen", "Note",
         "Merge", "TransferOut", "Redispatch", "Escalate", "Extend", "Suspend", "Resume", "Void", "Grant", "Decline",
         "Withdraw", "Appeal", "CloseUnchecked", "HandUp", "CallStreet", "Assign", "AssignSelf",
         "Supervise", "AnswerSupervision", "SpotCheck")  # fmt: skip


def verb(name: str) -> str:
    """The document of one verb, e.g. "Dispatch"."""
    kind = f"mutation {name}($input: Incident{name}Input!)"
    return f"{kind} {{ incident{name}(input: $input) {{ ...Answer }} }}{ANSWER}"


REPORT = verb("Report")


def point(grid: str) -> dict[str, Any]:
    """The middle of a grid of the town, as a phone sends it."""
    lat, lon = town.inside(grid)
    return {"lat": from_e7(lat), "lon": from_e7(lon), "accuracyM": 8, "source": "GPS"}


def draft(grid: str = town.FIRST, class_code: str = town.COVER, **more: Any) -> dict[str, Any]:
    """A report's input: a manhole cover in wang's first grid, unless told otherwise."""
    told = {"classCode": class_code, "text": "井盖破损，有人绊倒", "severity": 2, "place": point(grid)}
    return op(id=new_id()) | told | more
