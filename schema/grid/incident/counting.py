"""By what incidents are counted, published with a description for each member."""

from __future__ import annotations

from schema.core.enums import publish
from server.grid.incident.counts import CountBy
from server.grid.incident.milestones import Moment
from server.query.counting import Per

publish(CountBy, "IncidentCountBy", "按什么分组。By what to count.")
publish(Moment, "IncidentMoment", "案件的哪个时刻。Which moment of an incident.")
publish(Per, "TimelinePer", "多长一段，以首日为名。How long a stretch of time, named by its first day.")
