"""What may be chosen for an incident and what was: ways to file, whom to dispatch or assign to, and why this unit."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import strawberry

from schema.core.fields import column, computed, looked_up
from schema.core.reading.request_scope import Ground
from schema.grid.incident.hanging import WHOLE, whole
from schema.ground.area import Area, area_at
from schema.ground.catalogue import FilingCondition, Limit, Matter, Unit
from schema.ground.person import Person
from server.core.viewer import Role
from server.grid.incident import lookers, models
from server.grid.incident.assignment import Rule
from server.ground.catalogue.models import Approach


@strawberry.type(description="立案的一种选择：条件和到期时刻。A way to file: a condition and when it would be due.")
class FilingOption:
    condition: FilingCondition = column("条件。The condition.")
    limit: Limit = column(
        "实际时限：条件与紧急程度取严。The limit that would hold: the stricter of condition and severity."
    )
    due_at: datetime = column("现在立案何时到期。When it would be due if filed now.")
    why: list[str] = column("期间不计的时段，代码。What is not counted until then, as codes.", most=10)


@strawberry.type(description="可派遣的单位，依履职清单。A unit to dispatch to, by the duty lists.")
class Candidate:
    unit: Unit = column("单位。The unit.")
    matter: Matter | None = column("所依清单事项。The duty list's item.")
    recommended: bool = column("推荐主办。Recommended to lead.")
    may_dispatch: bool = column("可直接派。Whether it may be dispatched to.")
    approach: Approach = column("街道怎样找它：直派、吹哨、经区。How a street reaches it for this matter.")
    open: bool | None = column("此刻在岗；看不出则为空。Whether it is open now; null: its hours do not tell.")
    on_duty: list[Person] = column("此刻在值班表上的人。Who of it is on the duty roster now.", most=3)
    reasons: list[str] = column("理由代码，如 BASIC_DUTY。Why, as codes, e.g. BASIC_DUTY.", most=5)
    open_count: int = column("手上没结束的案件，几件。How many open incidents it leads.")
    distance_m: int | None = column("相距多少米。How far away, in metres.")


@strawberry.type(
    name="IncidentAssignable",
    description="社区可交办的人或单位。One to whom a community may assign it: a person, or a unit.",
)
class Assignable:
    person: Person | None = column("人。The person.")
    role: Role | None = column("以什么岗位。In which role.")
    area: Area | None = looked_up("岗位管哪里。Where that post is.", "area_id", area_at)
    unit: Unit | None = column("单位。The unit.")


@strawberry.type(
    name="IncidentLooker", description="可派去现场看的人，以什么岗位。One who may be sent to look, in which post."
)
class Looker:
    person: Person = column("人。The person.")
    role: Role = column("以什么岗位。In which role.")
    area: Area = looked_up("岗位管哪里。Where that post is.", "area_id", area_at)
    reasons: list[str] = column("理由代码，如 SAME_GRID。Why, as codes, e.g. SAME_GRID.", most=5)


def looker_posts() -> Any:
    """Whom to send to look, as a field of the incident."""

    @computed(
        "可派去现场看的人、岗位和理由，近的在前，第一位就是不选时派的；参与过处置的不列。"
        "Whom to send to look, in which post and why, the nearest first: the first goes unless another is chosen; "
        "nobody who disposed of it.",
        list[Looker],
        most=20,
        needs=WHOLE,
        waits=True,
    )
    async def told(row: models.Incident, at: Ground) -> list[Any]:
        return await lookers.told(at.viewer, whole(row, at))

    return told


@strawberry.type(description="派遣时清单上的另一个单位。Another unit that the duty lists named at the dispatch.")
class ConsideredUnit:
    unit: Unit = column("单位。The unit.")
    matter: Matter | None = column("所依清单事项。The duty list's item.")
    recommended: bool = column("当时推荐主办。Whether it was the one recommended to lead.")
    reasons: list[str] = column("理由代码，如 SHARED_DUTY。Why, as codes, e.g. SHARED_DUTY.", most=5)
    distance_m: int | None = column("相距多少米。How far away, in metres.")


@strawberry.type(
    name="IncidentAssignment",
    description="为何派给这个单位，按派遣时的记录。Why this unit leads, as recorded at the dispatch.",
)
class Assignment:
    rule: Rule = column("按哪条规则选的。By which rule it was chosen.")
    matter: Matter | None = column("所依清单事项，附清单种类。The duty list's item, with its kind of list.")
    reasons: list[str] = column("理由代码，如 BASIC_DUTY。Why, as codes, e.g. BASIC_DUTY.", most=5)
    distance_m: int | None = column("离现场多少米。How far from the place, in metres.")
    others: list[ConsideredUnit] = column("清单上的其他单位。The other units that the lists named.", most=6)
