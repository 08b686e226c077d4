"""Questions to begin with: what a supervisor asks in a weekly meeting, of a leader's call, of a unit, of a whistle.

Each is a query with variables, so that its form comes of itself; `tests/edge/test_questions.py` holds each against the
contract and its price, and those of figures against SQL (`tests/insight/figures`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

WITHIN = {"RECEIVED": "received", "FILED": "filed", "ENDED": "ended", "BLOWN": "blown"}  # the filter of a moment


@dataclass(frozen=True)
class Template:
    """`key` stands in links and stays. `given`: the values to begin with."""

    key: str
    zh: str
    en: str
    document: str
    given: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Figured:
    """Figures by `by` and `measures`, names with a blank between two. `fixed` is what is always filtered, as GraphQL
    writes it; `period`: the one to begin with, by the moment `of` or the filter
    `within`; "" where time is no part of the question."""

    key: str
    zh: str
    en: str
    by: str
    measures: str
    fixed: str = ""
    period: str = ""
    of: str = "RECEIVED"
    kind: str = "incident"
    within: str = ""
    first: int = 80

    def template(self) -> Template:
        incident, variables, filters = self.kind == "incident", ["$area: AreaCode"], ["area: $area"]
        of = "BLOWN" if not incident else self.of
        if self.period:
            variables.append("$period: PeriodInput")
            filters.append(f"{self.within or WITHIN[of]}: $period")
        filters += [self.fixed] if self.fixed else []
        moment = f", of: {of}" if incident and of != "RECEIVED" else ""
        document = (
            f"# {self.zh}\nquery Figures({', '.join(variables)}) {{\n  {self.kind}Figures(by: [{_listed(self.by)}], "
            f"measures: [{_listed(self.measures)}]{moment}, first: {self.first}, "
            f"filter: {{ {', '.join(filters)} }}) {{\n"
            "    rows { labels values { value } }\n    others { values { value } }\n    total { values { value } }\n"
            "    definitions { measure zh }\n  }\n}\n"
        )
        return Template(self.key, self.zh, self.en, document, {"period": self.period} if self.period else {})


def _listed(names: str) -> str:
    return ", ".join(names.split())


@dataclass(frozen=True)
class Listed:
    """A list of cases or whistles, each of which opens."""

    key: str
    zh: str
    en: str
    fixed: str
    order: str = ""
    period: str = ""
    within: str = "received"
    of: str = "incidents"

    def template(self) -> Template:
        cases = self.of == "incidents"
        variables = ["$area: AreaCode", "$unit: ID", *(["$period: PeriodInput"] if self.period else [])]
        filters = ["area: $area", "leadUnit: $unit" if cases else "unit: $unit"]
        filters += [f"{self.within}: $period"] if self.period else []
        filters += [self.fixed] if self.fixed else []
        order = f", orderBy: {{ {self.order} }}" if self.order else ""
        document = (
            f"# {self.zh}\nquery Rows({', '.join(variables)}) {{\n  {self.of}(filter: {{ {', '.join(filters)} }}"
            f"{order}) {{\n    nodes {{\n      {CASE if cases else WHISTLE}\n    }}\n  }}\n}}\n"
        )
        return Template(self.key, self.zh, self.en, document, {"period": self.period} if self.period else {})


CASE = (
    "number incidentClass { name } street { name } community { name } state light severity awaits leadUnit { name } "
    "receivedAt dueAt reworkCount returnCount text"
)
WHISTLE = "number kind state light street { name } reason blownAt dueAt endedAt incident { number text }"
FIRST_DUE = "by: DUE, direction: ASCENDING"
OPEN, RED = "open: true", "open: true, lights: [RED]"
WEEK, LAST_WEEK, MONTH, LAST_MONTH, DAYS = "THIS_WEEK", "LAST_WEEK", "THIS_MONTH", "LAST_MONTH", "DAYS_30"

FIGURES = (
    Figured("late-by-street", "现在超期按街道", "Overdue now, by street", "STREET", "CASES", RED),
    Figured("late-by-unit", "现在超期按单位", "Overdue now, by unit", "UNIT", "CASES", RED),
    Figured("late-by-class", "现在超期按小类", "Overdue now, by class", "CLASS", "CASES", RED),
    Figured("late-by-community", "各社区超期几件", "Late, by community", "COMMUNITY", "LATE"),
    Figured("late-share-by-street", "各街道超期率", "Late share, by street", "STREET", "LATE_SHARE", "", DAYS),
    Figured("on-time-by-unit", "各单位按期率", "On time, by unit", "UNIT", "ON_TIME_SHARE", "", DAYS),
    Figured("shares-by-street", "各街道按期率、满意率", "On time and satisfied, by street", "STREET",
            "CASES ON_TIME_SHARE SATISFIED_SHARE", "", MONTH),
    Figured("week-by-street", "各街道本周上报几件", "Reported this week, by street", "STREET", "CASES", "", WEEK),
    Figured("last-week-by-street", "各街道上周上报几件", "Reported last week, by street", "STREET",
            "CASES", "", LAST_WEEK),
    Figured("open-by-community", "各社区在办几件", "Open, by community", "COMMUNITY", "CASES", OPEN),
    Figured("open-by-street-light", "各街道亮灯", "Lights, by street", "STREET LIGHT", "CASES", OPEN),
    Figured("by-grid", "哪个网格最多", "Which grid has most", "GRID", "CASES", "", DAYS),
    Figured("open-by-unit", "各单位手上几件", "In hand, by unit", "UNIT", "CASES", OPEN),
    Figured("satisfied-by-street", "各街道满意率", "Satisfied, by street", "STREET", "SATISFIED_SHARE", "", DAYS),
    Figured("satisfied-by-unit", "各单位满意率", "Satisfied, by unit", "UNIT", "SATISFIED_SHARE", "", DAYS),
    Figured("satisfied-by-channel", "各渠道满意率", "Satisfied, by channel", "CHANNEL", "SATISFIED_SHARE", "", DAYS),
    Figured("rated-by-street", "各街道评价率", "Rated, by street", "STREET", "RATED_SHARE", "", DAYS),
    Figured("by-hour", "几点最多", "At which hours", "HOUR", "CASES", "", DAYS),
    Figured("by-weekday", "星期几最多", "On which weekdays", "WEEKDAY", "CASES", "", DAYS),
    Figured("weekday-hour", "星期几、几点报得多", "By weekday and hour", "WEEKDAY HOUR", "CASES", "", DAYS, first=168),
    Figured("by-day", "每天几件", "Each day", "DAY", "CASES", "", DAYS),
    Figured("filed-by-week", "每周立案几件", "Filed, week by week", "WEEK", "CASES", "", "THIS_YEAR", "FILED"),
    Figured("ended-by-month", "每月结束几件", "Ended, month by month", "MONTH", "CASES", "", "THIS_YEAR", "ENDED"),
    Figured("by-major", "各大类几件", "By major class", "MAJOR", "CASES", "", MONTH),
    Figured("by-class", "本月各小类几件", "By class, this month", "CLASS", "CASES", "", MONTH),
    Figured("by-channel", "各渠道来了几件", "By channel", "CHANNEL", "CASES", "", MONTH),
    Figured("reworks-by-class", "各小类返工几次", "Reworks, by class", "CLASS", "REWORKS", "", DAYS),
    Figured("reworks-by-unit", "各单位返工几次", "Reworks, by unit", "UNIT", "REWORKS", "", DAYS),
    Figured("returns-by-unit", "各单位退单几次", "Given back, by unit", "UNIT", "RETURNS", "", DAYS),
    Figured("returns-by-class", "哪些小类退单多", "Given back, by class", "CLASS", "RETURNS", "", DAYS),
    Figured("reopenings-by-street", "各街道重启几次", "Reopened, by street", "STREET", "REOPENINGS", "", DAYS),
    Figured("by-light", "各种灯几件", "By light", "LIGHT", "CASES"),
    Figured("by-state", "各状态几件", "By state", "STATE", "CASES"),
    Figured("by-stage", "卡在哪个环节", "At which stage they are", "STAGE", "CASES", OPEN),
    Figured("stage-by-unit", "各单位卡在哪个环节", "Stages, by unit", "UNIT STAGE", "CASES", OPEN),
    Figured("due-by-unit", "48 小时内到期的，按单位", "Due within 48 hours, by unit", "UNIT", "CASES",
            OPEN, "NEXT_48_HOURS", within="due"),
    Figured("by-closure", "怎样结案的", "How they were closed", "CLOSURE", "CASES", "", DAYS),
    Figured("by-rating", "评价怎样", "How they were rated", "RATING", "CASES", "states: [CLOSED]", DAYS),
    Figured("urgent-late", "紧急的超期几件", "Urgent and late", "SEVERITY", "LATE", "minSeverity: 2"),
    Figured("ended-by-level", "各级结束几件", "Ended, by level", "LEVEL", "ENDED", "", DAYS),
    Figured("time-by-unit", "各单位处置用时", "How long units take", "UNIT",
            "ENDED MEDIAN_MINUTES P90_MINUTES", "", DAYS),
    Figured("time-by-class", "各小类处置用时", "How long classes take", "CLASS",
            "ENDED MEDIAN_MINUTES P90_MINUTES", "", DAYS),
    Figured("stages-by-street", "各街道受理、派遣用时", "Intake and dispatch, by street", "STREET",
            "INTAKE_MEDIAN DISPATCH_MEDIAN", "", DAYS),
    Figured("per-thousand", "每千户几件", "Per thousand households", "STREET", "PER_THOUSAND_HOUSEHOLDS", "", MONTH),
    Figured("calls-by-unit", "各单位被吹几哨", "Whistles' calls, by unit", "UNIT", "CALLS", "", DAYS, kind="whistle"),
    Figured("whistles-by-street", "各街道吹了几哨", "Whistles, by street", "STREET",
            "WHISTLES", "", DAYS, kind="whistle"),
    Figured("ack-by-unit", "各单位按时应哨率", "Answered in time, by unit", "UNIT",
            "CALLS ACK_ON_TIME ACK_MEDIAN", "", DAYS, kind="whistle"),
    Figured("arrive-by-unit", "各单位按时报到率", "Arrived in time, by unit", "UNIT", "CALLS ARRIVE_ON_TIME", "", DAYS,
            kind="whistle"),
    Figured("sent-back-by-unit", "各单位签认不过几次", "Results sent back, by unit", "UNIT", "SENT_BACK", "", DAYS,
            kind="whistle"),
    Figured("whistles-by-kind", "各类哨几件", "Whistles, by kind", "KIND", "WHISTLES", "", DAYS, kind="whistle"),
)  # fmt: skip
LISTS = (
    Listed("longest-late", "超期最久的案件", "The longest overdue", RED, FIRST_DUE),
    Listed("due-soon", "48 小时内到期的案件", "Due within 48 hours", OPEN, FIRST_DUE, "NEXT_48_HOURS", "due"),
    Listed("suspended", "挂账的案件", "Suspended cases", "states: [SUSPENDED]", FIRST_DUE),
    Listed("most-reworked", "返工两次以上的案件", "Reworked twice or more", "reworks: { least: 2 }", "", DAYS),
    Listed("given-back", "退过单的案件", "Cases that were given back", "returns: { least: 1 }", "", DAYS),
    Listed("reopened", "结案后又重启的案件", "Closed and opened again", "reopens: { least: 1 }", "", DAYS),
    Listed("dissatisfied", "评价不满意的案件", "Rated as dissatisfied", "ratings: [DISSATISFIED]", "", DAYS),
    Listed("urgent-open", "没办完的紧急案件", "Urgent and open", "open: true, minSeverity: 3", FIRST_DUE),
    Listed("received", "本周收到的案件", "Received this week", "", "by: RECEIVED, direction: DESCENDING", WEEK),
    Listed("silent-whistles", "卡住的哨", "Whistles that are stuck", "overdue: true", of="whistles"),
)  # fmt: skip


@cache
def all_of_them() -> tuple[Template, ...]:
    return tuple(one.template() for one in (*FIGURES, *LISTS))


def told() -> list[dict[str, Any]]:
    """As the page takes them."""
    return [
        {"key": one.key, "zh": one.zh, "en": one.en, "document": one.document, "given": one.given}
        for one in all_of_them()
    ]
