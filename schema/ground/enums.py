"""The enums of the ground that all nouns stand on, published with a description for each member."""

from __future__ import annotations

from schema.core.enums import publish
from server.core.viewer import Role
from server.ground.area.models import AreaLevel, GridKind
from server.ground.catalogue.models import Approach, CheckPolicy, ClassKind, Evidence, ListKind, Stage, UnitKind
from server.ground.catalogue.urgency import Urgency
from server.ground.worktime.models import DayKind, LimitKind
from server.ground.worktime.reasons import ClockReason

publish(AreaLevel, "AreaLevel", "区域的层级。The level of an area.")
publish(ClockReason, "ClockReason", "一段时间为何计或不计。Why a stretch of time counts or does not.")
publish(Urgency, "Urgency", "紧急程度，从低到高。How severe something is, from the least on.")
publish(GridKind, "GridKind", "网格的种类。The kind of a grid.")
publish(Role, "Role", "岗位。What a post lets a person do within its area.")
publish(ClassKind, "ClassKind", "类别的大类。Whether a class is of occurrences or of components.")
publish(Evidence, "Evidence", "是否要照片为证。Whether a photo is asked for.")
publish(CheckPolicy, "CheckPolicy", "核查方式。How a result is checked.")
publish(ListKind, "DutyListKind", "履职清单的种类。The kind of a duty list.")
publish(Approach, "Approach", "街道怎样找一个单位。How a street reaches a unit.")
publish(UnitKind, "UnitKind", "单位的种类。The kind of a unit.")
publish(Stage, "IncidentStage", "环节，各有时限。A stage with a limit of its own.")
publish(LimitKind, "TimeLimitKind", "时限怎么算。How a limit counts.")
publish(DayKind, "DayKind", "一天是放假还是上班。Whether a day is one off, or of work.")
