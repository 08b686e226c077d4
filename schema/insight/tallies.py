"""Tallies (统计): how much happened, by time, place, class and channel. Never by person."""

from __future__ import annotations

from typing import Any

import strawberry

from schema.core.enums import publish
from schema.core.fields import column, computed
from schema.core.list_sizes import By
from schema.core.reading.request_scope import Ground
from schema.process.lookups import sums_of
from server.insight.tallies import queries
from server.insight.tallies.queries import Tallied, TallyBy

DAYS = {"DAY": 400, "WEEK": 120, "MONTH": 40}
GROUPS = By("by", DAYS | {"STREET": 40, "COMMUNITY": 400, "CLASS": 200, "MAJOR": 20, "CHANNEL": 20})

publish(TallyBy, "TallyBy", "按什么汇总。By what to add up.")


def measure(description: str, name: str) -> Any:
    """One of the sums."""

    def read(row: Tallied, at: Ground) -> int:
        return row.counts[name]

    return computed(description)(read)


@strawberry.type(description="一组的汇总，数的是发生过的事。The sums of one group: counts of what happened.")
class Tally:
    key: str = column("组：日期或代码。The group: a day or a code.")
    label: str = column("组的中文名。The group's name in Chinese.", of="name")
    reported = measure("上报几件。Reported.", "reported")
    filed = measure("立案几件。Filed.", "filed")
    closed = measure("结案几次，重启后再结又算一次。Closings; one that was opened again is closed twice.", "closed")
    closed_late = measure("其中超期结案几次。Of these closed late.", "closed_late")
    self_resolved = measure("其中自处理几件。Of these settled on the spot.", "self_resolved")
    self_invalid = measure("抽查无效的自处理几件。Settled on the spot but found invalid.", "self_invalid")
    rejected = measure("不予受理几次。Rejected.", "rejected")
    merged = measure("并案几件。Merged.", "merged")
    transferred = measure("移送几件。Transferred.", "transferred")
    voided = measure("作废几件。Voided.", "voided")
    given_back = measure("退单几次。Given back.", "given_back")
    reworked = measure("返工几次。Done again.", "reworked")
    reopened = measure("重启几次。Opened again.", "reopened")


@strawberry.type
class InsightQuery:
    """What may be asked about sums."""

    tallies = sums_of(
        "汇总，供看板；只到社区，不到人。Sums for boards: down to communities, never to persons.", list[Tally],
        queries.tallies, asked=queries.Asked, most=GROUPS,
    )  # fmt: skip
