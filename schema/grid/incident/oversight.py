"""督办 and spot checks as they are seen: what hangs on an incident of them."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Annotated, Any

import strawberry

from schema.core.fields import column, computed, looked_up, one
from schema.core.node import Node
from schema.core.paging import Connection
from schema.core.reading.request_scope import Ground
from schema.ground.catalogue import Unit
from schema.ground.person import Person
from schema.journal.event import BY
from server.grid.incident import models, policy, supervisions
from server.grid.incident.oversight import SpotCheck as SpotCheckRow
from server.grid.incident.oversight import SpotVerdict
from server.grid.incident.oversight import Supervision as SupervisionRow
from server.ground.person import models as person_models
from server.query.projection import Link

ANSWERED_BY = Link("answered_by", person_models.Person, here="answered_by_id")
INCIDENT = Link("incident", models.Incident, here="incident_id")


@strawberry.type(description="督办：一条意见和对它的回复。A supervision: an opinion, and the answer to it.")
class Supervision(Node):
    source, sight = SupervisionRow, supervisions.visible_to

    id: strawberry.ID = column("编号。Its id.")
    incident: Annotated[Any, "Incident"] = one(
        "哪件案件。Which incident.",
        INCIDENT,
        Annotated["Incident", strawberry.lazy("schema.grid.incident.incident")],  # noqa: F821  # by name
    )
    opinion: str = column("督办意见。The supervisor's opinion.")
    by: Person | None = one("督办人；系统依规则督办的为空。Who supervises; null for the system by its rules.", BY)
    at: datetime = column("何时督办。When it was asked.")
    unit = looked_up(
        "由哪个单位回复；空为属地岗位。Which unit is to answer; null: the desks of the place.",
        "unit_id",
        lambda at, key: at.catalogue.unit(key),
        Unit | None,
    )
    whistle_id: strawberry.ID | None = column("关于哪一哨。The whistle that it is about.")
    reply_by: datetime = column("何时前回复。By when it is to be answered.")
    answer: str = column("回复；还没有则为空。The answer; empty while there is none.")
    answered_at: datetime | None = column("何时回复。When it was answered.")
    answered_by: Person | None = one("回复人。Who answered.", ANSWERED_BY)

    @computed(
        "超期：到期未复，或复得晚。Late: not answered in time, or answered after it.", needs=("reply_by", "answered_at")
    )
    def late(row: SupervisionRow, at: Ground) -> bool:
        return supervisions.late(row.reply_by, row.answered_at, at.now)


@strawberry.type(description="一页督办。One page of supervisions.")
class SupervisionConnection(Connection[Supervision]):
    pass


@strawberry.type(description="抽查：自处理案件中抽中的一件。A spot check of an incident that was settled on the spot.")
class SpotCheck(Node):
    source, sight = SpotCheckRow, partial(policy.about, table="spot_check")

    id: strawberry.ID = column("编号。Its id.")
    incident: Annotated[Any, "Incident"] = one(
        "哪件案件。Which incident.",
        INCIDENT,
        Annotated["Incident", strawberry.lazy("schema.grid.incident.incident")],  # noqa: F821  # by name
    )
    seed: str = column("抽取所用种子，可复核。The seed of the draw: it can be repeated.")
    share: int = column("当时抽取的百分比。The percentage that was drawn then.")
    drawn_at: datetime = column("何时抽中。When it was drawn.")
    verdict: SpotVerdict | None = column("结论；还没查则为空。The verdict; null while nobody has looked.")
    text: str = column("说明。In words.")
    by: Person | None = one("谁查的。Who looked.", BY)
    at: datetime | None = column("何时查的。When.")


@strawberry.type(description="一页抽查。One page of spot checks.")
class SpotCheckConnection(Connection[SpotCheck]):
    pass
