"""责任时间: whose work-time something used, by unit, desk and grid; never by person."""

from __future__ import annotations

from datetime import datetime

import strawberry

from schema.core.fields import column, looked_up
from schema.ground.area import Area, area_at
from schema.ground.catalogue import Unit

WORDS = (
    "责任时间：先后在谁手里、各用了多少工作时间，只到单位，从日志重算；日志太长时只算到读到的最后一条。"
    "In whose hands it was and how much work-time went by there, by unit, reckoned from the log; of one that is too "
    "long, until the last event that is read."
)


@strawberry.type(description="在一家手里的一段时间。A stretch of time in one's hands.")
class ResponsibleTime:
    unit: Unit | None = looked_up(
        "哪个单位；在工作台或网格则为空。The unit; null where a desk or a grid has it.",
        "unit_id",
        lambda at, key: at.catalogue.unit(key),
    )
    area: Area | None = looked_up(
        "哪里的工作台或网格；在单位则为空。Whose desk, or which grid; null where a unit has it.", "area_id", area_at
    )
    state: str = column("那时的状态，是案件的或应哨单位的。The state then: the incident's, or the called unit's.")
    starts_at: datetime = column("从何时。From when.")
    ends_at: datetime = column("到何时，还在手里则是此刻。Until when; now while they still have it.")
    running: bool = column("还在手里。Whether they still have it.")
    paused: bool = column("停着，不算谁的。Whether it rests, and counts for nobody.")
    work_minutes: int = column("其中多少工作分钟，停着为零。How many work minutes; none while it rests.")
    event_id: strawberry.ID = column("依据日志的哪一条。By which event of the log it began.")
