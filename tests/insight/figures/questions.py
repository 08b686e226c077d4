"""Thirty questions of a supervisor, each as one query, and what SQL that was written by hand says to it.

`by`, `measure`, `filter` and the rest are the query's; `sql` answers key and value. `{day:…}` and
its like are the day in Shanghai of a column.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests import town

NOW = "2026-03-03 01:00:00+00:00"
RED = f"(state <> 'SUSPENDED' AND late_at IS NOT NULL AND late_at < '{NOW}')"
CLOSED = "(state = 'CLOSED' AND filed_at IS NOT NULL AND closed_late IS NOT NULL)"
LATE = f"({RED} OR coalesce(closed_late, 1 = 0))"
JUDGED = f"({RED} OR {CLOSED})"


def _share(of: str, among: str) -> str:
    return f"1.0 * count(CASE WHEN {among} AND ({of}) THEN 1 END) / nullif(count(CASE WHEN {among} THEN 1 END), 0)"


SATISFIED = _share("rating IN ('SATISFIED', 'FAIR')", "rating IS NOT NULL")
LATE_SHARE, ON_TIME = _share(LATE, JUDGED), _share(f"NOT {LATE}", JUDGED)
WEEK = {"from": "2026-03-02T00:00:00+08:00", "before": "2026-03-09T00:00:00+08:00"}
IN_WEEK = ">= '2026-03-01 16:00:00+00:00'"


@dataclass(frozen=True)
class Asked:
    """A question: in words, by what, which measure, under which filter, and its SQL."""

    words: str
    by: str
    measure: str
    sql: str
    filter: dict[str, Any] = field(default_factory=dict)
    more: str = ""
    of: str = "incident"

    @property
    def document(self) -> str:
        groups = ", ".join(self.by.split())
        kind = self.of.capitalize()
        return (
            f"query Q($filter: {kind}Filter) {{ {self.of}Figures(by: [{groups}], measures: [{self.measure}], filter: "
            f"$filter{self.more}) {{ rows {{ keys labels values {{ value count among hidden }} }} others {{ values {{ "
            "value } } total { values { value count among hidden } } definitions { measure version zh } } }"
        )


def _by(column: str, value: str = "count(*)", where: str = "1 = 1", table: str = "incident") -> str:
    return f"SELECT {column}, {value} FROM {table} WHERE {where} GROUP BY 1"


PARTY = "whistle_party JOIN whistle ON whistle.id = whistle_party.whistle_id"
ACKED = "(acked_at IS NOT NULL OR (ack_due_at < '" + NOW + "' AND whistle_party.state <> 'EXCUSED'))"
QUESTIONS = (
    Asked("各街道本周上报几件", "STREET", "CASES", _by("street_id", where=f"received_at {IN_WEEK}"),
          {"received": WEEK}),
    Asked("各社区在办几件", "COMMUNITY", "CASES", _by("community_id", where="closed_at IS NULL"), {"open": True}),
    Asked("哪个网格最多", "GRID", "CASES", _by("grid_id")),
    Asked("各单位手上几件", "UNIT", "CASES", _by("lead_unit_id", where="closed_at IS NULL"), {"open": True}),
    Asked("各单位按期率", "UNIT", "ON_TIME_SHARE", _by("lead_unit_id", ON_TIME)),
    Asked("各街道超期率", "STREET", "LATE_SHARE", _by("street_id", LATE_SHARE)),
    Asked("各街道满意率", "STREET", "SATISFIED_SHARE", _by("street_id", SATISFIED)),
    Asked("各单位满意率", "UNIT", "SATISFIED_SHARE", _by("lead_unit_id", SATISFIED)),
    Asked("各渠道满意率", "CHANNEL", "SATISFIED_SHARE", _by("channel", SATISFIED)),
    Asked("各街道评价率", "STREET", "RATED_SHARE", _by(
        "street_id", _share("rating IS NOT NULL", "(state = 'CLOSED' OR rating IS NOT NULL)"))),
    Asked("几点最多", "HOUR", "CASES", _by("{hour:received_at}")),
    Asked("星期几最多", "WEEKDAY", "CASES", _by("{weekday:received_at}")),
    Asked("每天几件", "DAY", "CASES", _by("{day:received_at}")),
    Asked("每周立案几件", "WEEK", "CASES", _by("{week:filed_at}"), more=", of: FILED"),
    Asked("每月结束几件", "MONTH", "CASES", _by("{month:closed_at}"), more=", of: ENDED"),
    Asked("各大类几件", "MAJOR", "CASES", "SELECT major_id, count(*) FROM incident JOIN incident_class ON code = "
          "incident_class_id GROUP BY 1"),
    Asked("各小类返工几次", "CLASS", "REWORKS", _by("incident_class_id", "sum(rework_count)")),
    Asked("各单位退单几次", "UNIT", "RETURNS", _by("lead_unit_id", "sum(return_count)")),
    Asked("各街道重启几次", "STREET", "REOPENINGS", _by("street_id", "sum(reopen_count)")),
    Asked("各种灯几件", "LIGHT", "CASES", _by(
        f"CASE WHEN state = 'SUSPENDED' THEN 'PAUSED' WHEN late_at IS NULL THEN 'NONE' WHEN late_at < "
        f"'{NOW}' THEN 'RED' WHEN warn_at <= '{NOW}' THEN 'YELLOW' ELSE 'GREEN' END")),
    Asked("各状态几件", "STATE", "CASES", _by("state")),
    Asked("卡在哪个环节", "STAGE", "CASES", "SELECT stage, count(*) FROM incident LEFT JOIN incident_clock ON "
          "incident_id = incident.id AND incident_clock.kind = 'STAGE' AND stopped_at IS NULL WHERE closed_at IS NULL "
          "GROUP BY 1", {"open": True}),
    Asked("48 小时内到期的，按单位", "UNIT", "CASES", _by(
        "lead_unit_id", where="late_at >= '2026-03-02 01:00:00+00:00' AND late_at < '2026-03-04 01:00:00+00:00'"),
        {"due": {"from": "2026-03-02T09:00:00+08:00", "before": "2026-03-04T09:00:00+08:00"}}),
    Asked("怎样结案的", "CLOSURE", "CASES", _by("closure_kind")),
    Asked("评价怎样", "RATING", "CASES", _by("rating", where="state = 'CLOSED'"), {"states": ["CLOSED"]}),
    Asked("紧急的超期几件", "SEVERITY", "LATE", _by("severity", f"count(CASE WHEN {LATE} THEN 1 END)", "severity >= 2"),
          {"minSeverity": 2}),
    Asked("各级结束几件", "LEVEL", "ENDED", _by("level", "count(closed_at)")),
    Asked("口泉街各社区超期几件", "COMMUNITY", "LATE", _by(
        "community_id", f"count(CASE WHEN {LATE} THEN 1 END)", f"street_id = '{town.KOUQUAN}'"),
        {"area": town.KOUQUAN}),
    Asked("各单位被吹几哨", "UNIT", "CALLS", _by("unit_id", table=PARTY), of="whistle"),
    Asked("各街道吹了几哨", "STREET", "WHISTLES", _by("street_id", table="whistle"), of="whistle"),
    Asked("各单位按时应哨率", "UNIT", "ACK_ON_TIME", _by(
        "unit_id", _share("acked_at <= ack_due_at", ACKED), "ack_due_at IS NOT NULL", PARTY), of="whistle"),
)  # fmt: skip
