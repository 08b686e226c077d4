"""What a map of a community shows is given to whose post covers it or lies in it, and to nobody else."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette

from server.data.database import Database
from server.ground.area import layers
from server.ground.area.layers import Layer
from tests import town as people
from tests.edge.conftest import Person, code, signed_in

TEXT = '{"origin":[113150000,40030000],"roads":[],"buildings":[["6号楼",3,6,0,[10,10,20,0,0,20]]],"points":[]}'
OURS = f"/layers/{people.STREET_SIDE}"


@pytest.fixture(autouse=True)
async def _drawn(town: Database) -> None:
    with town.entered():
        await layers.load(None, [Layer(people.STREET_SIDE, TEXT, "测绘院", synthetic=False)])


async def test_who_works_in_it_or_above_it_has_it_and_is_told_when_it_is_the_same(wang: Person, wu: Person) -> None:
    for reader in (wang, wu):  # of a grid in it, of the district
        given = await reader.get(OURS)
        assert given.status_code == 200
        assert [one[0] for one in given.json()["buildings"]] == ["6号楼"]
        assert given.json()["grids"][0][0] == people.FIRST
        again = await reader.get(OURS, headers={"if-none-match": given.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")


async def test_another_layer_is_another_answer(town: Database, wang: Person) -> None:
    before = (await wang.get(OURS)).headers["etag"]
    with town.entered():
        await layers.load(None, [Layer(people.STREET_SIDE, TEXT.replace("6号", "7号"), "测绘院", synthetic=False)])
    after = await wang.get(OURS, headers={"if-none-match": before})
    assert (after.status_code, after.json()["buildings"][0][0]) == (200, "7号楼")


async def test_a_stranger_and_a_community_that_is_not_there_are_answered_the_same(
    app: Starlette, nobody: Person
) -> None:
    async with signed_in(app, "feng") as feng:
        stranger = await feng.get(OURS)
        lacking = [await feng.get(f"/layers/{one}") for one in ("140214018099", "140214", "x" * 300, people.FIFTH)]
        assert {(one.status_code, code(one), one.content) for one in (stranger, *lacking)} == {
            (404, "NOT_FOUND", stranger.content)
        }
        assert (await feng.get(f"/layers/{people.NEW_SIDE}")).status_code == 200  # of feng, without a layer yet
    answer = await nobody.get(OURS)
    assert (answer.status_code, code(answer)) == (401, "AUTH_EXPIRED")
