"""Reading the territory: subtrees as half-open ranges of codes, pages by code, paths in words, shapes in force."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from uuid import UUID, uuid5

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from server.core import clock
from server.core.errors import Invalid
from server.data.database import reader
from server.ground.area.models import Area, AreaLevel, AreaShape

LENGTHS = {6: AreaLevel.DISTRICT, 9: AreaLevel.STREET, 12: AreaLevel.COMMUNITY, 15: AreaLevel.GRID}
MOST = 100  # of a page
TERRITORY = uuid5(UUID(int=0), "territory")


@dataclass(frozen=True)
class AreaPage:
    """Some areas in the order of their codes, and whether there are more behind the last."""

    areas: list[Area]
    more: bool


def is_code(text: str) -> bool:
    return len(text) in LENGTHS and text.isascii() and text.isdigit()


def span(code: str) -> tuple[str, str]:
    """The half-open range of codes of the area and all beneath it: "123456001" is from itself to below "123456002"."""
    if not is_code(code):
        raise Invalid("an area code has 6, 9, 12 or 15 digits", field="area")
    return code, str(int(code) + 1).zfill(len(code))


def below(code: str, field: str = "code") -> Q:
    """The condition that `field` holds a code of this subtree. A range, since only a range can use the index."""
    low, high = span(code)
    return Q(**{f"{field}__gte": low, f"{field}__lt": high})


def line(code: str) -> list[str]:
    """The codes from the district down to this area, itself last."""
    return [code[:length] for length in LENGTHS if length <= len(code)]


def subject(code: str) -> UUID:
    """What events about this area are about: areas are known by code, subjects of events by UUID."""
    return uuid5(TERRITORY, code)


def in_force(day: date) -> Q:
    """The condition that an area or a shape holds on this day."""
    return Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gt=day))


async def area(code: str) -> Area | None:
    """One area, be it in force or ended: what happened there still names it. None for what is no code."""
    if len(code) not in LENGTHS or not (code.isascii() and code.isdigit()):
        return None
    return await Area.get_or_none(code=code, using_db=reader())


async def areas_by_code(codes: Iterable[str]) -> dict[str, Area]:
    """Several areas by their codes, in one statement; unknown codes are left out."""
    wanted = sorted(set(codes))
    if not wanted:
        return {}
    return {one.code: one for one in await Area.filter(code__in=wanted).using_db(reader())}


async def children(code: str, first: int = MOST) -> list[Area]:
    """The areas of the next level in force today, by code."""
    found = Area.filter(in_force(clock.today()), parent_id=code).order_by("code").limit(_bounded(first))
    return await found.using_db(reader())


async def children_of(codes: Iterable[str]) -> dict[str, list[Area]]:
    """The same for several parents in one statement."""
    families: dict[str, list[Area]] = {code: [] for code in codes}
    found = Area.filter(in_force(clock.today()), parent_id__in=sorted(families)).order_by("code")
    for one in await found.using_db(reader()):
        if one.parent_id is not None:
            families[one.parent_id].append(one)
    return families


async def page(
    *, under: str | None = None, level: AreaLevel | None = None, first: int = 30, after: str | None = None
) -> AreaPage:
    """Areas in force today in the order of their codes, behind the code `after`, at most 100 at once."""
    size = _bounded(first)
    chosen = _chosen(under, level)
    if after is not None:
        chosen = chosen.filter(code__gt=span(after)[0])
    found = await chosen.order_by("code").limit(size + 1).using_db(reader())
    return AreaPage(found[:size], len(found) > size)


async def count(*, under: str | None = None, level: AreaLevel | None = None) -> int:
    """How many areas in force `page` runs through."""
    return await _chosen(under, level).using_db(reader()).count()


async def path(code: str) -> str:
    """Where it is, in words: "河东街道 · 云栖社区 · 第3网格"."""
    return (await paths([code])).get(code, "")


async def paths(codes: Iterable[str]) -> dict[str, str]:
    """The same for several areas, in one statement; unknown codes are left out."""
    wanted = set(codes)
    known = await areas_by_code(up for code in wanted for up in line(code))
    return {code: words([known[up] for up in line(code) if up in known]) for code in wanted if code in known}


async def shape_of(code: str, version: int | None = None) -> AreaShape | None:
    """The shape in force today, or that of the version asked for."""
    if version is not None:
        return await AreaShape.get_or_none(area_id=code, version=version, using_db=reader())
    return (await shapes_of([code])).get(code)


async def shapes_of(codes: Iterable[str]) -> dict[str, AreaShape]:
    """The shapes in force today of several areas, in one statement; an area without one is left out."""
    shapes = AreaShape.filter(in_force(clock.today()), area_id__in=sorted(set(codes))).order_by("version")
    return {shape.area_id: shape for shape in await shapes.using_db(reader())}


def _chosen(under: str | None, level: AreaLevel | None) -> QuerySet[Area]:
    chosen = Area.filter(in_force(clock.today()))
    if under is not None:
        chosen = chosen.filter(below(under))
    return chosen if level is None else chosen.filter(level=level)


def _bounded(first: int) -> int:
    if not 1 <= first <= MOST:
        raise Invalid(f"a page has 1 to {MOST} areas", field="first")
    return first


def words(areas: list[Area]) -> str:
    """Areas, the district first, in words: names from the street down. A grid's name begins with its community's, which
    has been said by then."""
    names = [one.name.removeprefix(up.name).strip() or one.name for up, one in pairwise(areas)]
    return " · ".join(names or [areas[0].name])
