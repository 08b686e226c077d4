"""What the desk is told: the class, its conditions and limits at a place and on a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from server.core import clock
from server.core.ids import new_id
from server.data.database import Database
from server.ground.catalogue import queries
from server.ground.catalogue.models import CheckPolicy, Evidence, FilingCondition, IncidentClass, Stage, StageLimit
from server.ground.catalogue.policy import check_policy_of, evidence_of
from server.ground.catalogue.snapshot import Catalogue
from server.ground.worktime.limits import Limit
from server.ground.worktime.models import LimitKind
from tests import town as place
from tests.statements import heard


async def numbered(code: str, area: str, *, as_of: date | None = None) -> list[tuple[str, str]]:
    """Number and text of the conditions at a place."""
    found = await queries.conditions_for(code, area, as_of=as_of)
    return [(one.number, one.text) for one in found]


async def test_a_class_comes_with_its_major_and_policy(town: Database) -> None:
    cover = await queries.incident_class(place.COVER)
    assert cover is not None
    assert (cover.name, cover.major.name, cover.evidence) == ("上水井盖", "公用设施", Evidence.ON_CLOSE)
    assert await queries.incident_class("C9999") is None


async def test_for_one_number_the_smallest_area_wins_and_the_others_stay(town: Database) -> None:
    assert await numbered(place.COVER, place.FIRST) == [("01", "井盖丢失"), ("02", "井盖破损、松动（口泉）")]
    assert await numbered(place.COVER, place.FIFTH) == [("01", "井盖丢失"), ("02", "井盖破损、松动")]
    assert await numbered("C9999", place.FIRST) == []


async def test_a_condition_is_found_with_its_class_by_its_id(town: Database) -> None:
    catalogue = await queries.catalogue()
    found = catalogue.condition(place.LOOSE_COVER_HERE)
    assert found is not None
    assert found.incident_class.name == "上水井盖"
    assert catalogue.condition(new_id()) is None


async def test_a_condition_says_otherwise_than_its_class_or_nothing(town: Database) -> None:
    rubbish = await IncidentClass.get(code=place.RUBBISH)
    quiet = FilingCondition(evidence=None, check_policy=None)
    strict = FilingCondition(evidence=Evidence.NONE, check_policy=CheckPolicy.ALWAYS)
    assert (evidence_of(rubbish, quiet), check_policy_of(rubbish, quiet)) == (Evidence.ON_CLOSE, CheckPolicy.SAMPLE)
    assert (evidence_of(rubbish, strict), check_policy_of(rubbish, strict)) == (Evidence.NONE, CheckPolicy.ALWAYS)
    assert (evidence_of(rubbish, None), check_policy_of(rubbish, None)) == (Evidence.ON_CLOSE, CheckPolicy.SAMPLE)


async def test_a_limit_that_changed_in_march_is_the_old_one_in_february(town: Database) -> None:
    march = date(2026, 3, 1)
    await FilingCondition.filter(id=place.DAY_OLD_RUBBISH).update(valid_to=march - timedelta(days=1))
    await FilingCondition.create(
        id=new_id(), incident_class_id=place.RUBBISH, number="01", text="当日未清（新）", text_en="new",
        area=place.DISTRICT, limit_kind=LimitKind.WH, limit_amount=120, valid_from=march,
    )  # fmt: skip
    assert (await numbered(place.RUBBISH, place.FIRST, as_of=date(2026, 2, 28)))[0] == ("01", "当日未清")
    assert (await numbered(place.RUBBISH, place.FIRST, as_of=march))[0] == ("01", "当日未清（新）")


async def test_a_class_that_is_no_longer_used_is_not_offered_but_still_known(town: Database) -> None:
    await IncidentClass.filter(code=place.NOISE).update(valid_to=date(2026, 1, 31))
    catalogue = await queries.catalogue()
    assert catalogue.incident_class(place.NOISE, as_of=date(2026, 2, 1)) is None
    assert catalogue.incident_class(place.NOISE, as_of=date(2026, 1, 31)) is not None
    assert place.NOISE not in [one.code for one in catalogue.classes_in_force(as_of=date(2026, 2, 1))]


async def test_tiles_stand_in_their_order(town: Database) -> None:
    codes = [one.code for one in (await queries.catalogue()).classes_in_force()]
    assert codes[:3] == [place.COVER, place.RUBBISH, place.OCCUPYING]


@pytest.mark.parametrize(
    ("severity", "limit"),
    [(1, Limit(LimitKind.WH, 120)), (2, Limit(LimitKind.WH, 120)), (3, Limit(LimitKind.CONT, 15)),
     (4, Limit(LimitKind.CONT, 15))],
)  # fmt: skip
async def test_intake_takes_two_work_hours_or_a_quarter_of_an_hour(town: Database, severity: int, limit: Limit) -> None:
    assert await queries.stage_limit(Stage.INTAKE, severity) == limit


async def test_the_stage_of_disposal_has_no_limit_of_its_own(town: Database) -> None:
    with pytest.raises(LookupError, match="DISPOSE"):
        await queries.stage_limit(Stage.DISPOSE, 1)


async def test_a_new_stage_limit_holds_from_its_first_day(town: Database) -> None:
    today = clock.today()
    await StageLimit.create(
        id=new_id(), stage=Stage.SIGN, urgent=False, limit_kind=LimitKind.WH, limit_amount=60, valid_from=today
    )
    assert await queries.stage_limit(Stage.SIGN, 1) == Limit(LimitKind.WH, 60)
    assert await queries.stage_limit(Stage.SIGN, 1, as_of=today - timedelta(days=1)) == Limit(LimitKind.WH, 240)


async def test_the_catalogue_is_read_once_and_asked_from_memory(town: Database) -> None:
    first: Catalogue = await queries.catalogue()
    assert await queries.catalogue() is first
    assert await queries.catalogue_version() == first.version


async def test_units_of_a_street_are_those_that_serve_it_or_a_part_of_it(town: Database) -> None:
    names = [unit.name for unit in await queries.units(place.KOUQUAN)]
    assert names == ["区住建局", "区排水公司", "生态环境分局", "口泉城管中队", "口泉派出所", "口泉街社区工作队"]
    assert "新胜城管中队" in [unit.name for unit in await queries.units()]
    assert (await queries.catalogue()).units[place.TEAM].area.name == "口泉街道"


async def test_what_is_in_memory_costs_no_statement(town: Database) -> None:
    await queries.catalogue()
    with heard() as said:
        await queries.conditions_for(place.COVER, place.FIRST)
        await queries.candidates(place.COVER, place.FIRST, *place.inside(place.FIRST))
        await queries.stage_limit(Stage.SIGN, 1)
    assert said == []
