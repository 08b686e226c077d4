"""What a draft is told of its lines: conditions and limits, or days of a year."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from server.core.moments import NAMED
from server.ground.catalogue.models import CheckPolicy, Evidence, Stage
from server.ground.worktime.limits import LONGEST
from server.ground.worktime.models import DayKind, LimitKind
from server.process import asked, given
from server.process.fields import Declared

MOST_LINES, MOST_DAYS = 200, 150


class Line(Declared, words="一处改动：一个立案条件，或一个环节的时限。A change of a condition, or of a stage."):
    condition: UUID | None = given("哪个立案条件。Which filing condition.")
    area: str | None = given("只对哪个街道另定。A street for which the condition is set apart.", names="area")
    stage: Stage | None = given("哪个环节。Which stage.")
    urgent: bool | None = given("环节的紧急时限还是一般时限。The urgent limit of the stage, or the usual one.")
    limit_kind: LimitKind = asked("时限怎么算。How the limit counts.")
    limit_amount: int = asked("时限：分钟，或工作日。The limit: minutes, or workdays.", between=(1, LONGEST))
    severity: int | None = given("紧急程度，不改则不填。Its severity; left out: as it is.", between=(1, 4))
    evidence: Evidence | None = given("办完要不要照片，不改则不填。Whether a photo is needed; left out: as it is.")
    check_policy: CheckPolicy | None = given("怎样核查，不改则不填。How it is checked; left out: as it is.")


class Day(Declared, words="放假的一天，或调休上班的一天。A day off, or a day of work for another."):
    day: date = asked("哪一天。Which day.", within=NAMED)
    kind: DayKind = asked("放假还是上班。Off, or of work.")
