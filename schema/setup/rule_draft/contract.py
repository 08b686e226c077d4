"""规则草稿: drafts of rules, what may be asked of them and done with them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import orjson
import strawberry

from schema.core.fields import column, computed, field, one
from schema.core.input_mapping import part
from schema.core.reading.request_scope import Ground
from schema.ground.person import Person
from schema.process.contract import Area, Noun, contract, mine, place, publish_all, steps
from schema.process.lookups import sums_of
from schema.setup.rule_draft import known
from schema.setup.rule_draft.known import MOST_OF_YEAR
from schema.setup.rule_draft.simulated import RuleSimulation
from schema.setup.rule_draft.simulated import simulation as found
from schema.setup.rule_draft.terms import RuleLine, line
from server.ground.person.models import Person as PersonRow
from server.ground.worktime.models import DayKind
from server.query.projection import Link
from server.setup.rule_draft import commands
from server.setup.rule_draft import verbs as actions
from server.setup.rule_draft.lifecycle import State, Step
from server.setup.rule_draft.lines import MOST_DAYS, MOST_LINES, Day, Line
from server.setup.rule_draft.lookups import RULE_DRAFTS, Wanted
from server.setup.rule_draft.models import Kind

MADE_BY = Link("made_by", PersonRow, here="made_by_id")
APPROVED_BY = Link("approved_by", PersonRow, here="approved_by_id")
publish_all("RuleDraft", State, Step, Kind)
part(Line, "RuleLineInput")
part(Day, "RuleDayInput")


@strawberry.type(description="草稿改的一天。A day that a draft changes.")
class RuleDayLine:
    day: date = column("哪一天。Which day.")
    was: DayKind = column("起草时。What it was when the draft was written.")
    becomes: DayKind = column("改为。What becomes of it.")


@strawberry.type(description="通知列出的一天。A day that a notice names.")
class RuleNamedDay:
    day: date = column("哪一天。Which day.")
    kind: DayKind = column("放假还是上班。Off, or of work.")


@strawberry.type(description="一份规则草稿。A draft of rules.")
class RuleDraft(Noun):
    state: State = column("状态。Where it stands.")
    kind: Kind = column("改什么。What it changes.")
    area: Area = place("哪个区。Of which district.")
    reason: str = column("为什么改。Why.")
    starts_on: date = column("从哪天起生效。In force from this day on.")
    year: int | None = column("哪一年的日历。Year of a calendar.")
    change_count: int = column("改了几条；日历则几天。How many changes.", of="changes")
    to_replay: int = column("模拟要重算多少件。To replay: cases of the simulation.")
    replayed: int = column("模拟已重算多少件。Replayed so far.")
    simulated_at: datetime | None = column("何时模拟的。When it was simulated.")
    made_by: Person | None = one("起草的人。Who drafted it.", MADE_BY)
    made_at: datetime = column("何时起草。When it was drafted.")
    approved_by: Person | None = one("批准的人。Who approved it.", APPROVED_BY)
    approved_at: datetime | None = column("何时批准。When it was approved.")
    begun_at: datetime | None = column("何时生效的。When it came in force.")
    closed_at: datetime | None = column("何时被取代或不做了。When it was superseded or dropped.")
    why_dropped: str = column("为什么不做了。Why it was dropped.")
    own = mine("是不是自己起草的。Whether it is one's own draft.", "made_by_id")

    @computed("改的条件和时限。Conditions and limits that it changes.", list[RuleLine], needs=("kind", "content"),
              most=MOST_LINES)  # fmt: skip
    def lines(row: Any, at: Ground) -> list[Any]:
        if row.kind is not Kind.LIMITS:
            return []
        return [line(change, at) for change in _changes(row)]

    @computed("上班或放假有变的日子。Days on which there is work now, or no more.", list[RuleDayLine],
              needs=("kind", "content"), most=MOST_OF_YEAR)  # fmt: skip
    def days(row: Any, at: Ground) -> list[Any]:
        if row.kind is not Kind.CALENDAR:
            return []
        told = ((key[0], was.rstrip("?"), now.rstrip("?")) for _, key, was, now, _ in _changes(row))
        return [RuleDayLine(day=date.fromisoformat(day), was=DayKind(was), becomes=DayKind(now))
                for day, was, now in told if was != now]  # fmt: skip

    @computed("通知列出的日子。Days that its notice names.", list[RuleNamedDay], needs=("content",),
              most=MOST_DAYS)  # fmt: skip
    def named_days(row: Any, at: Ground) -> list[Any]:
        named = orjson.loads(row.content)["named"].items()
        return [RuleNamedDay(day=date.fromisoformat(day), kind=DayKind(kind)) for day, kind in named]

    @computed("依据的通知。The notice that it rests on.", str | None, needs=("content",))
    def notice(row: Any, at: Ground) -> str | None:
        found = orjson.loads(row.content)["notice"]
        return found[0] if found else None

    @computed("暂定。Whether the year stays provisional.", bool | None, needs=("content",))
    def provisional(row: Any, at: Ground) -> bool | None:
        found = orjson.loads(row.content)["notice"]
        return found[1] if found else None

    @computed("模拟的结果；还没模拟则为空。What the simulation found; null until it was simulated.",
              RuleSimulation | None, needs=("result",))  # fmt: skip
    def simulation(row: Any, at: Ground) -> Any:
        return found(orjson.loads(row.result)) if row.result else None

    allowed_steps = steps("RuleDraft", Step, actions.STEPS, needs=("state", "area", "made_by_id"))


def _changes(row: Any) -> list[Any]:
    found: list[Any] = orjson.loads(row.content)["changes"]
    return found


QUERY, MUTATION = contract(
    RuleDraft,
    RULE_DRAFTS,
    Wanted,
    actions,
    commands,
    many="规则草稿和生效过的规则，后起草的在前。Drafts of rules and what came of them, the last first.",
    page="一页规则草稿。One page of drafts of rules.",
    rule_book=field("现在有效的立案条件和环节时限。Filing conditions and limits of stages in force.", known.RuleBook)(
        known.book
    ),
    work_year=sums_of("一年的工作日历。A year of the work calendar.", known.WorkYear, known.year_of, asked=known.Year),
)
