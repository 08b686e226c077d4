"""Figures (数据): a noun's rows by at most two dimensions, with measures that say what they were made of."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import strawberry

from schema.core.enums import publish
from schema.core.fields import column
from schema.core.input_mapping import part
from schema.grid.incident import queries as incident_inputs  # noqa: F401  # makes the input of their filter
from schema.grid.whistle import queries as whistle_inputs  # noqa: F401  # likewise
from schema.process.lookups import WHICH, sums_of
from server.core.moments import ASKED
from server.core.viewer import Viewer
from server.grid.incident import figures as incidents
from server.grid.incident.filters import Filter as IncidentFilter
from server.grid.incident.measures import Counted
from server.grid.incident.milestones import Moment
from server.grid.whistle import figures as whistles
from server.grid.whistle.filters import Filter as WhistleFilter
from server.insight.figures import queries
from server.insight.figures.queries import MOST, USUAL, Question
from server.insight.figures.table import Figures as Told
from server.process.fields import Declared, asked, given
from server.process.figuring import Figuring, Unit
from server.query.direction import Direction

publish(incidents.Dimension, "IncidentDimension", "案件的数据按什么分。By what figures of incidents are told.")
publish(Counted, "IncidentMeasure", "案件的数据有哪些。The figures of incidents.")
publish(whistles.Dimension, "WhistleDimension", "哨的数据按什么分。By what figures of whistles are told.")
publish(whistles.Counted, "WhistleMeasure", "哨的数据有哪些。The figures of whistles.")
publish(Unit, "FigureUnit", "数据的单位。In what a figure is told.")

BY = "按什么分，至多两个；不写则只有合计。By what, at most two; by none only the total is told."
MEASURES = "要哪些数。Which figures."
FIRST = f"前几组，其余并成一组；至多 {MOST}。How many groups; the others are put together."
ORDER = "次序；不写则时间从早到晚，别的从多到少。In which order; time as it goes, all else the most first."
SHOWN = 3  # measures with which a row is reckoned


@strawberry.type(description="一个数，和它的由来。One figure, and what it was made of.")
class Figure:
    measure: str = column("哪个数。Which one.")
    value: float | None = column("数；样本不足或没有则为空。The figure; null where there are too few, or none.")
    count: int | None = column("分子，几件。What is counted, the numerator.")
    among: int | None = column("分母：多少里面的，即 n。Among how many, the denominator.")
    left_out: int | None = column("不计的几件。How many are left out.")
    low: float | None = column("95% 区间下限，Wilson。The lower end of Wilson's interval.")
    high: float | None = column("95% 区间上限，Wilson。The upper end of Wilson's interval.")
    hidden: bool = column("是不是样本不足而不显示。Whether it is hidden, for there are too few.")


@strawberry.type(description="一组的数据。The figures of one group.")
class FigureRow:
    keys: list[str] = column(
        "组：每个维度的代码；没有的为 NONE。The group's code in each dimension; NONE for none.", most=2
    )
    labels: list[str] = column("组的中文名。Its names in Chinese.", most=2)
    values: list[Figure] = column("各个数，按所问的次序。The figures, in the order asked.", most=SHOWN)


@strawberry.type(description="一个数是怎么来的。How a figure is made.")
class FigureDefinition:
    measure: str = column("哪个数。Which one.")
    version: int = column("定义的版本；定义变了就加一。The version of its definition.")
    unit: Unit = column("单位。In what it is told.")
    zh: str = column("怎么数的，中文。How it is counted, in Chinese.")
    en: str = column("怎么数的，英文。How it is counted, in English.")


@strawberry.type(description="数据：各组加起来就是合计。Figures: the groups add up to the total.")
class Figures:
    rows: list[FigureRow] = column("各组。The groups.")
    others: FigureRow | None = column("其余各组并在一起；没有则为空。The other groups together; null for none.")
    total: FigureRow = column("合计。The total.")
    groups: int = column("一共几个组。How many groups there are.")
    definitions: list[FigureDefinition] = column("各个数的定义。The definitions of the figures.", most=SHOWN)
    now: datetime = column("什么时候算的。When they were made.")
    as_of: datetime | None = column("是哪个零点的存量；不是则为空。The midnight of which they tell; null for now.")


class IncidentOrder(Declared, words="数据的次序。In which order figures are told."):
    measure: Counted | None = given("按哪个数；不写则按组。By which figure; by the group unless said.")
    direction: Direction = asked("往哪个方向。Which way.")


class WhistleOrder(Declared, words="数据的次序。In which order figures are told."):
    measure: whistles.Counted | None = given("按哪个数；不写则按组。By which figure; by the group unless said.")
    direction: Direction = asked("往哪个方向。Which way.")


part(IncidentOrder, "IncidentFigureOrder")
part(WhistleOrder, "WhistleFigureOrder")


class OfIncidents(Declared):
    by: tuple[incidents.Dimension, ...] = asked(BY, most=2)
    measures: tuple[Counted, ...] = asked(MEASURES, most=len(Counted))
    filter: IncidentFilter | None = given(WHICH)
    of: Moment = given("时间按哪个时刻。By which moment time is told.", default=Moment.RECEIVED)
    as_of: datetime | None = given("哪个零点的存量；只有件数。What stood at this midnight; counts only.", within=ASKED)
    order_by: IncidentOrder | None = given(ORDER)
    first: int = given(FIRST, default=USUAL, between=(1, MOST))


class OfWhistles(Declared):
    by: tuple[whistles.Dimension, ...] = asked(BY, most=2)
    measures: tuple[whistles.Counted, ...] = asked(MEASURES, most=len(whistles.Counted))
    filter: WhistleFilter | None = given(WHICH)
    order_by: WhistleOrder | None = given(ORDER)
    first: int = given(FIRST, default=USUAL, between=(1, MOST))


def _found(noun: Figuring) -> Any:
    async def find(viewer: Viewer, wanted: OfIncidents | OfWhistles) -> Told:
        order = wanted.order_by
        question = Question(
            by=tuple(dict.fromkeys(wanted.by)),
            measures=tuple(dict.fromkeys(wanted.measures)),
            moment=getattr(wanted, "of", "BLOWN"),
            wanted=wanted.filter,
            as_of=getattr(wanted, "as_of", None),
            order=(order.measure, order.direction) if order else None,
            first=wanted.first,
        )
        return await queries.figures(noun, viewer, question)

    return find


@strawberry.type
class FigureQuery:
    """What may be asked about figures."""

    incident_figures = sums_of(
        "案件的数据：按一两个维度，各组加起来就是合计；不到人。Figures of incidents by one or two dimensions; never of "
        "persons.", Figures, _found(incidents.FIGURES), asked=OfIncidents,
    )  # fmt: skip
    whistle_figures = sums_of(
        "哨的数据：按一两个维度，各组加起来就是合计；不到人。Figures of whistles by one or two dimensions; never of "
        "persons.", Figures, _found(whistles.FIGURES), asked=OfWhistles,
    )  # fmt: skip
