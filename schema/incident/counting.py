"""By what incidents are counted, published with a description for each member."""

from __future__ import annotations

from schema.core.enums import publish
from server.incident.counts import CountBy, Moment
from server.reading.counting import Per

publish(
    CountBy,
    "CountBy",
    "按什么分组。By what to count.",
    {
        "STREET": "按街道。By street.",
        "COMMUNITY": "按社区。By community.",
        "GRID": "按网格。By grid.",
        "STATE": "按状态。By state.",
        "CLASS": "按小类。By minor class.",
        "MAJOR": "按大类。By major class.",
        "LIGHT": "按灯。By light.",
        "UNIT": "按主办单位。By the unit that leads.",
        "SEVERITY": "按紧急程度。By severity.",
        "LEVEL": "按层级。By level.",
        "CHANNEL": "按来源渠道。By channel.",
    },
)
publish(
    Moment,
    "IncidentMoment",
    "案件的哪个时刻。Which moment of an incident.",
    {"RECEIVED": "送达。Received.", "FILED": "立案。Filed.", "CLOSED": "结束。Ended."},
)
publish(
    Per,
    "Per",
    "多长一段，以首日为名。How long a stretch of time, named by its first day.",
    {
        "DAY": "一天，上海时间。A day in Shanghai.",
        "WEEK": "一周，从周一起。A week, from Monday.",
        "MONTH": "一个月。A month.",
    },
)
