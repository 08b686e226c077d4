"""What a phone refers to comes with its copy: the catalogue and the grids of its person's posts, once a version."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from server.core import clock
from server.ground.catalogue import queries as catalogue
from server.ground.catalogue.models import IncidentClass
from server.ground.person import viewers
from server.ground.person.models import Post
from tests import town
from tests.people import Actor
from tests.statements import heard

PULL = """query Pull($cursor: String, $unless: String) { pull(cursor: $cursor, first: 1) {
  reference(unless: $unless) {
    version catalogue { version classes { code name major { code } } } grids { code name path shape { ring } } } } }"""


async def referred(actor: Actor, unless: str | None = None) -> dict[str, Any] | None:
    """What the actor's phone is told when it holds the version `unless`."""
    answer = await actor.send(PULL, unless=unless)
    assert answer.errors == [], answer.errors
    told: dict[str, Any] | None = answer.only["reference"]
    return told


async def version(actor: Actor) -> str:
    told = await referred(actor)
    assert told is not None
    return str(told["version"])


async def test_it_is_told_once_and_then_not_again(wang: Actor) -> None:
    told = await referred(wang)
    assert told is not None
    assert town.COVER in {one["code"] for one in told["catalogue"]["classes"]}
    assert await referred(wang, told["version"]) is None
    assert await referred(wang, "of another server") == told


async def grids_of(actor: Actor) -> list[str]:
    """The codes of the grids that their phone can draw, each of them with its boundary."""
    told = await referred(actor)
    assert told is not None
    assert all(one["shape"]["ring"] for one in told["grids"])
    return [one["code"] for one in told["grids"]]


async def test_everybody_draws_the_grids_under_their_own_posts(
    wang: Actor, zhang: Actor, feng: Actor, sun: Actor
) -> None:
    assert await grids_of(wang) == [town.FIRST, town.SECOND]
    assert await grids_of(feng) == [town.FIFTH]
    in_community, in_street = await grids_of(zhang), await grids_of(sun)
    assert all(one.startswith(town.STREET_SIDE) for one in in_community)
    assert all(one.startswith(town.KOUQUAN) for one in in_street)
    assert set(in_street) >= set(in_community) >= set(await grids_of(wang))


async def test_whose_post_covers_the_district_draws_none(wu: Actor) -> None:
    assert await grids_of(wu) == []


async def test_nobody_is_told_nothing(nobody: Actor) -> None:
    answer = await nobody.send(PULL)
    assert answer.codes == ["FORBIDDEN"]
    assert "classes" not in str(answer.data)


async def test_another_catalogue_is_another_version(wang: Actor) -> None:
    before = await version(wang)
    await IncidentClass.filter(code=town.NOISE).update(name="夜间噪声")
    catalogue.forget()
    told = await referred(wang, before)
    assert told is not None
    assert "夜间噪声" in {one["name"] for one in told["catalogue"]["classes"]}


async def test_a_class_that_ends_is_another_version_on_the_day_after_its_last(wang: Actor) -> None:
    await IncidentClass.filter(code=town.NOISE).update(valid_to=clock.today() + timedelta(days=7))
    catalogue.forget()
    known, now = await catalogue.catalogue(), clock.now()
    versions = []
    for days in (0, 7, 8):
        with clock.at(now + timedelta(days=days)):
            versions.append((known.version, known.incident_class(town.NOISE) is not None))
    assert versions[0] == versions[1]
    assert versions[2] != versions[1]
    assert [there for _, there in versions] == [True, True, False]


async def test_another_post_is_another_version(wang: Actor) -> None:
    before = await version(wang)
    await Post.filter(person_id=town.WANG, area_id=town.FIRST).update(area_id=town.THIRD)
    viewers.forget(town.WANG)
    told = await referred(wang, before)
    assert told is not None
    assert [one["code"] for one in told["grids"]] == [town.SECOND, town.THIRD]


async def test_it_lies_in_memory_and_costs_no_statement(wang: Actor) -> None:
    await wang.send(PULL)
    counts = []
    for document in (PULL, "query P { pull(first: 1) { cursor } }"):
        with heard() as said:
            assert (await wang.send(document)).errors == []
        counts.append(len(said))
    assert counts[0] == counts[1]
