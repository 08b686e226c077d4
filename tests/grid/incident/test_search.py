"""Search in Chinese: by one character, two, or many; by number, class and place; what changed is found anew."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.core import clock
from server.core.text import runs
from server.grid.incident import search
from server.grid.incident.filters import Filter
from tests import town
from tests.grid.incident import lists, road
from tests.grid.incident.road import MONDAY, STRIDES


@pytest.mark.parametrize(
    ("run", "words"),
    [
        ("井", ["井"]),
        ("井盖", ["井盖"]),
        ("井盖破损", ["井盖", "盖破", "破损"]),
        ("12345", ["12345"]),
        ("abc", ["abc"]),
    ],
)
def test_a_run_becomes_overlapping_pairs(run: str, words: list[str]) -> None:
    assert search.bigrams(run) == words


def test_full_width_case_and_punctuation_do_not_matter() -> None:
    assert runs("ＡＢＣ１２，井盖！坏\x00了'\"*") == ["abc12", "井盖", "坏了"]


async def found(text: str, who: str = "wu") -> int:
    return await lists.total(await town.viewer(who), Filter(text=text))


TEXT = "云栖路18号门前垃圾三天没人清，味道大；电线杆 A12 倒了"


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("垃圾", 1), ("垃", 1), ("三天没人清", 1), ("味道大", 1), ("18", 1), ("a12", 1), ("Ａ１２", 1),
        ("云栖路 垃圾", 1), ("暴露垃圾", 1), ("脏", 1), ("口泉街", 1),
        ("清味", 0), ("垃圾桶", 0), ("圾垃", 0), ("井", 0), ("垃圾 井盖", 0),
        ("%", 0), ("_", 0), ("'", 0), ('"', 0), ("垃圾\"", 1), ("垃圾*", 1), ("垃圾 OR 井盖", 0), ("NOT 垃圾", 0),
        ("&|!", 0), ("😀", 0), ("\x00", 1), (":*", 0),
    ],
)  # fmt: skip
async def test_words_are_found_where_they_stand_together(text: str, hits: int) -> None:
    await road.reported("wang", town.RUBBISH, text=TEXT)
    assert await found(text) == hits


@pytest.mark.usefixtures("town")
async def test_a_corrected_class_and_a_number_are_found_and_the_old_class_no_more() -> None:
    with clock.at(MONDAY):
        incident = await road.reported("wang", town.RUBBISH, text="路口")
        await road.walk(STRIDES["accept"], incident, class_code=town.COVER)
        await road.walk(STRIDES["file"], incident)
    assert [await found(text) for text in ("井盖", "垃圾", "140214-20261123-00001", "#1123-00001", "00001")] == [
        1,
        0,
        1,
        1,
        1,
    ]


@pytest.mark.usefixtures("town")
async def test_nobody_finds_by_words_what_they_may_not_see() -> None:
    await road.reported("wang", text="井盖破损")
    assert [await found("井盖", who) for who in ("wang", "feng", "sun", "admin")] == [1, 0, 0, 0]


@given(st.text(max_size=60))
def test_no_query_becomes_more_than_words(text: str) -> None:
    for run in runs(text):
        assert not set(run) & set("'\"\\&|!:*<>() \x00")


@pytest.mark.usefixtures("town")
async def test_frequent_words_and_seldom_ones_are_found_in_the_same_order(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(6):
        await road.reported("wang", town.RUBBISH, text=f"{TEXT}，第{number}处")
    monkeypatch.setattr(search, "FREQUENT", 7)
    wu, wanted = await town.viewer("wu"), Filter(text="垃圾")
    gathered = [row.id for row in (await lists.page(wu, wanted, first=4)).rows]
    monkeypatch.setattr(search, "FREQUENT", 6)
    assert [row.id for row in (await lists.page(wu, wanted, first=4)).rows] == gathered
    assert len(gathered) == 4
