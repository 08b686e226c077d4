"""Hot issues (热点问题): where the same happens again and again, on a list and on the map; their verbs."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import strawberry

from schema.core.enums import publish
from schema.core.fields import column, degrees, looked_up, one, pages
from schema.core.node import Node
from schema.core.paging import Connection, connection
from schema.core.payload import payload
from schema.core.reading.request_scope import Ground
from schema.core.verbs import verbs
from schema.grid.incident.hanging import PARTIES
from schema.grid.incident.incident import Incident
from schema.ground.area import Area, area_at
from schema.ground.catalogue import IncidentClass
from schema.process.contract import steps, unit
from schema.process.lookups import one_of, page_of
from server.core.viewer import Role
from server.grid.hotissue import actions, commands, models, policy, queries
from server.grid.hotissue.lifecycle import State, Step
from server.grid.incident import models as incident_models
from server.grid.incident import policy as incident_policy
from server.query.projection import Hanging, Link

publish(State, "HotIssueState", "热点问题所处的状态。Where a hot issue stands.")
publish(Step, "HotIssueStep", "热点问题的一步。A step in the life of a hot issue.")

MEMBERS = Hanging("members", models.HotIssueMember, there="issue_id", by=("-number",))
INCIDENT = Link("incident", incident_models.Incident, here="incident_id")
REACHED = ("grid_id", "community_id", "street_id", "reporter_id", "assignee_id", "lead_unit_id")


def sees(row: Any, at: Ground) -> bool:
    """Whether the viewer may know of this incident: a hot issue opens nobody's eyes."""
    found = row.incident
    units = frozenset(party.unit_id for party in found.parties) if found else frozenset()
    return found is not None and incident_policy.sees(at.viewer, found, units)


@strawberry.type(description="热点问题中的一件。One incident of a hot issue.")
class HotIssueMember:
    at: datetime = column("何时计入。When it was counted in.")
    incident = one(
        "哪件案件；看不到则为空。Which incident; null if not yours to see.",
        INCIDENT,
        Incident | None,
        unless_hidden=sees,
        needs=((INCIDENT, (*REACHED, (PARTIES, ("unit_id",)))),),
    )


@strawberry.type(description="一页热点问题的案件。One page of the incidents of a hot issue.")
class HotIssueMemberConnection(Connection[HotIssueMember]):
    pass


@strawberry.type(description="热点问题：同类、百米内、九十天内三件以上。Three of a class within 100 m and 90 days.")
class HotIssue(Node):
    source, sight = models.HotIssue, policy.visible_to

    id: strawberry.ID = column("编号。Its id.")
    version: int = column("版本，每步加一。Its version: one more with each step.")
    state: State = column("状态。Where it stands.")
    incident_class = looked_up(
        "小类。The minor class.", "class_code", lambda at, code: at.catalogue.classes[code], IncidentClass
    )
    lat: float = degrees("纬度。Latitude of its middle.", of="lat")
    lon: float = degrees("经度。Longitude of its middle.", of="lon")
    grid: Area = looked_up("所在网格。The grid.", "grid_id", area_at)
    community: Area = looked_up("所在社区。The community.", "grid_id", lambda at, code: area_at(at, code[:12]))
    street: Area = looked_up("所在街道。The street.", "grid_id", lambda at, code: area_at(at, code[:9]))
    count: int = column("共几件。How many incidents.")
    proposed_at: datetime = column("何时提出。When it was proposed.")
    last_at: datetime = column("最近一件何时送达。When the last of them was received.")
    owner_unit = unit("负责单位。The unit that owns it.", "owner_unit_id")
    owner_role: Role | None = column("负责岗位。The post of the street that owns it.")
    plan: str = column("方案。The plan.")
    due_on: date | None = column("何日前解决。The day by which it is solved.")
    decided_at: datetime | None = column("何时列入或不列入。When it was adopted or declined.")
    solved_at: datetime | None = column("何时解决。When it was solved.")
    words: str = column("不列入的理由，或怎样解决的。Why it was declined, or how it was solved.")
    members = pages("其中的案件，后计入的在前。Its incidents, the last first.", MEMBERS, HotIssueMemberConnection,
                    key="number")  # fmt: skip

    allowed_steps = steps("HotIssue", Step, actions.STEPS, needs=("state", "grid_id", "owner_unit_id", "owner_role"))


HotIssueConnection = connection(HotIssue, "一页热点问题。One page of hot issues.")
HotIssuePayload = payload(
    "HotIssue",
    HotIssue,
    queries.ISSUES.one,
    words="一步的结果。What came of a step.",
    subject="热点问题现在的样子。The hot issue as it is now; null if not yours to see.",
)
MUTATION = verbs(
    "HotIssue",
    HotIssuePayload,
    actions,
    {
        commands.Adopt: "列入：定负责人、方案和期限。Adopt it with an owner, a plan and a day.",
        commands.Decline: "不列入，说明理由。Decline it with a reason.",
        commands.Solve: "已解决，说明怎样解决的。Say that it is solved, and how.",
    },
)


@strawberry.type
class HotIssueQuery:
    """What may be asked about hot issues."""

    hot_issues = page_of(
        "热点问题，后提出的在前。Hot issues, the last proposed first.",
        HotIssueConnection,
        queries.ISSUES.listed,
        filter=queries.Wanted,
        name="HotIssueFilter",
    )
    hot_issue = one_of(
        HotIssue,
        queries.ISSUES.one,
        "一个热点问题；没有或看不到则为空。One hot issue; null when not there or not yours to see.",
        id="热点问题编号。The hot issue's id.",
    )


QUERY = HotIssueQuery
