"""四要素 of a good answer, of any noun: when it was taken up, with whom was spoken, what was done, done or promised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from server.core.clock import SHANGHAI
from server.core.moments import PROMISED, TAKEN_UP, written
from server.process.fields import Declared, demanded, given
from server.process.validation import Check


class Answered(Declared):
    """What a command has of them."""

    accepted_at: datetime | None = demanded("何时受理。When the unit took it up.", within=TAKEN_UP)
    contact: str | None = demanded("与谁沟通，说角色即可。Whom they spoke to, by role.", longest=200)
    measures: str | None = demanded("解决措施。What was done.")
    finished: bool | None = demanded("已办完。Whether it is done.")
    promised_on: date | None = given("未办完则承诺哪天。If not, the day promised.", within=PROMISED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Elements:
    """What a row has of them."""

    accepted_at: datetime
    contact: str
    measures: str
    finished: bool
    promised_on: date | None


def elements(check: Check, command: Any, now: datetime) -> dict[str, Any]:
    """The columns of a row that has them. A phone's clock may run ahead, nobody's work does; the day that is promised
    for what is not finished is to come when the answer was written."""
    check.need(command.accepted_at, "accepted_at", "say when you took it up")
    check.within("accepted_at", command.accepted_at, TAKEN_UP, now)
    contact = check.text("contact", command.contact, least=1, most=200)
    measures = check.text("measures", command.measures, least=1)
    check.need(command.finished is not None, "finished", "say whether it is done")
    check.need(command.finished is not False or command.promised_on, "promised_on", "promise a day")
    promised_on = None if command.finished else command.promised_on
    since = written(command.sent.recorded_at if command.sent else None, now)
    check.within("promised_on", promised_on, PROMISED, now, since=since)
    accepted_at = min(check.moment(command.accepted_at, now), now)
    return {"accepted_at": accepted_at, "contact": contact, "measures": measures, "finished": bool(command.finished),
            "promised_on": promised_on}  # fmt: skip


def worded(row: Any) -> str:
    """The four of them as one sentence each, for whoever is told outside."""
    limit = "已办完" if row.finished else f"承诺 {row.promised_on} 前办完"
    taken_up = row.accepted_at.astimezone(SHANGHAI)
    return (
        f"受理时间：{taken_up:%Y-%m-%d %H:%M}；与谁沟通：{row.contact}；解决措施：{row.measures}；解决时限：{limit}。"
    )
