"""The catalogue: what may be reported, under which conditions and limits, and who is responsible by which duty list."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Annotated, Any

import strawberry

from schema.core.fields import column, computed, field, limit, looked_up, named
from schema.core.node import Node
from schema.core.problems import identity
from schema.core.reading.request_scope import Ground
from schema.core.scalars import AreaCode
from schema.ground.area import Area, area_at
from server.grid.whistle import clocks
from server.ground.area.models import AreaLevel, level_named
from server.ground.catalogue import models, queries
from server.ground.catalogue.models import CheckPolicy, ClassKind, Evidence, ListKind, UnitKind, WhistleKind
from server.ground.catalogue.snapshot import Catalogue as Snapshot
from server.ground.catalogue.urgency import Urgency
from server.ground.worktime.models import LimitKind
from server.query.row_query import Held


@strawberry.type(name="MajorClass", description="大类。A major class.")
class Major:
    code: str = column("代码，如 C01。The code, e.g. C01.")
    kind: ClassKind = column("事件或部件。Occurrences or components.")
    name: str = column("中文名。The Chinese name.")
    name_en: str = column("英文名。The English name.")


@strawberry.type(description="小类，上报时所选。A minor class: what a reporter chooses.")
class IncidentClass:
    code: str = column("代码，如 C0101。The code, e.g. C0101.")
    name: str = column("中文名。The Chinese name.")
    name_en: str = column("英文名。The English name.")
    major: Major = column("所属大类。Its major class.")
    words: str = column("别的说法，空格分开。Other words for it, separated by spaces.")
    self_resolve: bool = column("网格员可当场自处理。A grid worker may settle it on the spot.")
    verify: bool = column("别人报来的先核实。What others report is verified first.")
    evidence: Evidence = column("办完要不要照片。Whether a photo is needed when done.")
    check_policy: CheckPolicy = column("怎样核查。How the result is checked.")
    min_level: int = column("最低处置层级：0 网格到 3 区。The lowest level that handles it: 0 grid to 3 district.")
    min_area_level = named(
        "最低处置层级，按名称。The lowest level that handles it, by name.", AreaLevel, of="min_level", by=level_named
    )
    severity: int = column("通常的紧急程度，1 到 4。Its usual severity, 1 to 4.")
    urgency = named("通常的紧急程度，按名称。Its usual severity, by name.", Urgency, of="severity", by=Urgency.of)
    position: int = column("默认排序。Its place among the tiles.")


@strawberry.type(name="TimeLimit", description="时限。A limit of time.")
class Limit:
    kind: LimitKind = column("怎么算。How it counts.")
    amount: int = column("紧急工作时和工作时为分钟，工作日为天。Minutes for CONT and WH, days for WD.")


@strawberry.type(description="立案条件：同一小类下各有时限。A filing condition of a class, with a limit of its own.")
class FilingCondition(Node):
    source = models.FilingCondition

    @staticmethod
    def held(at: Ground, id: str) -> models.FilingCondition | None:
        key = identity(id)
        return at.catalogue.by_id.get(key) if key else None

    id: strawberry.ID = column("编号。Its id.")
    number: str = column("小类内的序号。Its number within the class.")
    text: str = column("中文。In Chinese.")
    text_en: str = column("英文。In English.")
    severity: int = column("紧急程度，1 到 4。Severity, 1 to 4.")
    urgency = named("紧急程度，按名称。Severity, by name.", Urgency, of="severity", by=Urgency.of)
    limit: Limit = limit("处置时限。The limit for handling.")

    @computed("办完要不要照片；条件未说的依小类。Whether a photo is needed; as the class unless it says otherwise.")
    def evidence(row: models.FilingCondition, at: Ground) -> Evidence:
        return row.evidence or at.catalogue.classes[row.incident_class_id].evidence

    @computed("怎样核查；条件未说的依小类。How it is checked; as the class unless it says otherwise.")
    def check_policy(row: models.FilingCondition, at: Ground) -> CheckPolicy:
        return row.check_policy or at.catalogue.classes[row.incident_class_id].check_policy


@strawberry.type(description="单位：可以承办案件的部门、队伍或公司。A unit that can be given an incident.")
class Unit(Node):
    source = models.Unit

    @staticmethod
    def held(at: Ground, id: str) -> models.Unit | None:
        key = identity(id)
        return at.catalogue.unit(key) if key else None

    id: strawberry.ID = column("编号。Its id.")
    name: str = column("名称。Its name.")
    kind: UnitKind = column("种类。Its kind.")
    trade: str = column("做什么，如 DRAINAGE。What it does, e.g. DRAINAGE.")
    area: Area = looked_up("服务的区域。The area it serves.", "area_id", area_at)
    phone: str = column("值班电话。Its duty telephone.")
    hours: str = column("值班时间。Its duty hours.")


@strawberry.type(description="清单事项：履职清单上的一条。One item of a duty list.")
class Matter:
    code: str = column("代码，如 B037。The code, e.g. B037.")
    list_kind: ListKind = column("哪张清单。Which list.")
    number: int = column("第几条。Its number on the list.")
    title: str = column("中文。In Chinese.")
    title_en: str = column("英文。In English.")
    basis: str = column("依据。What it rests on.")


@strawberry.type(description="一类哨的时限。The limits of one kind of whistle.")
class WhistleTerms:
    kind: WhistleKind = column("哪一类。Which kind.")
    ack: Limit = column("应哨。To answer.")
    arrive: Limit | None = column("到场；没有则按约定或计划。To arrive; null: by the agreed time or the plan.")
    done: Limit | None = column("办结；没有则按计划。To be done; null: by the plan, if there is one.")
    ruling: Limit = column("异议裁定。To rule on an objection.")


@strawberry.type(description="目录：能上报什么、谁负责。The catalogue: what may be reported, and who is responsible.")
class Catalogue:
    version: str = column("版本，内容一变就变。Its version: it changes with the content.")
    majors: list[Major] = column("大类。Major classes.", most=20)

    @computed("有效的小类，按默认顺序。Minor classes in force, in their order.", list[IncidentClass], most=200)
    def classes(row: Snapshot, at: Ground) -> list[models.IncidentClass]:
        return row.classes_in_force()

    @computed("有效的单位。Units in force.", list[Unit], most=200)
    def units(
        row: Snapshot,
        at: Ground,
        *,
        area: Annotated[AreaCode | None, strawberry.argument(description="服务于此区域的。Serving this area.")] = None,
    ) -> list[models.Unit]:
        return row.units_in_force(area)

    @computed("各类哨的时限。The limits of each kind of whistle.", list[WhistleTerms], most=4)
    def whistle_terms(row: Snapshot, at: Ground) -> list[Any]:
        found = ((kind, clocks.terms_of(kind, row.whistle_limit)) for kind in WhistleKind)
        return [SimpleNamespace(kind=kind, **vars(terms)) for kind, terms in found]

    @computed(
        "有效的履职清单事项，按清单和条号。Items of the duty lists in force, by list and number.",
        list[Matter],
        most=150,
    )
    def matters(row: Snapshot, at: Ground) -> list[models.Matter]:
        return row.matters_in_force()


@strawberry.type
class CatalogueQuery:
    """What may be asked about the catalogue."""

    @field("目录。The catalogue.", Catalogue)
    async def catalogue(self) -> Any:
        return Held(await queries.catalogue())
