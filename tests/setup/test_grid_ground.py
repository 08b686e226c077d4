"""What a line makes of grids, or why it does not; and how long a plan of many grids takes to be checked."""

from __future__ import annotations

import os
import time
from typing import Any

import pytest

from server.data.database import Database
from server.ground.area import tiling
from server.setup.grid_plan import checking
from tests import town as place
from tests.people import Actor
from tests.setup.grid_plans import MIDDLE, NINTH, NORTH, SIDE, SOUTH, TENTH, WEST, line

BEYOND = NORTH + 900
ACROSS = line((MIDDLE, SOUTH - 900), (MIDDLE, BEYOND))


@pytest.mark.parametrize(
    ("grids", "cut", "told"),
    [
        ([place.FIRST], ACROSS, [7.57, 7.57]),
        ([place.FIRST, place.SECOND], None, [30.3]),
        ([place.FIRST, place.SECOND], ACROSS, [7.57, 22.72]),
        ([place.FIRST], line((MIDDLE, SOUTH + 900), (MIDDLE, BEYOND)), "LINE_CUTS_NOTHING"),
        ([place.FIRST], line((WEST, BEYOND), (WEST + SIDE, BEYOND)), "LINE_CUTS_NOTHING"),
        ([place.FIRST], line((WEST, SOUTH), (MIDDLE, NORTH), (MIDDLE, SOUTH), (WEST, NORTH)), "LINE_CROSSES_ITSELF"),
        ([place.FIRST], line(*[(MIDDLE + x, SOUTH + 9_000 + y) for x, y in ((0, 0), (900, 0), (900, 900), (0, 0))]),
         "PIECE_HOLED"),
        ([place.FIRST], "113.15", "LINE_MALFORMED"),
        ([place.FIRST, place.THIRD], None, "GRIDS_APART"),
        ([place.STREET_SIDE + "099"], None, "CODE_UNKNOWN"),
    ],
)  # fmt: skip
async def test_a_line_makes_pieces_or_says_why_not(
    town: Database, grids: list[str], cut: str | None, told: Any
) -> None:
    sent = await Actor("admin").send(PARTS, grids=grids, line=cut)
    found = sent.codes[0] if sent.codes else [one["hectares"] for one in sent.only]
    assert found == told
    if not sent.codes:
        assert [one["code"] for one in sent.only] == [NINTH, TENTH][: len(told)]
    assert (await Actor("zhang").send(PARTS, grids=[place.FIRST], line=cut)).only == []


PARTS = """query($grids: [AreaCode!]!, $line: String) {
  gridPlanParts(grids: $grids, line: $line) { code hectares ring }
}"""


def test_many_grids_are_checked_within_their_time() -> None:
    """2,000 grids in two each within three seconds, as many as a night asks for."""
    many = int(os.environ.get("GRID_TEST_GRIDS", "100"))
    old, pieces = {}, []
    for number in range(many):
        west, south = WEST + number % 50 * SIDE, SOUTH + number // 50 * SIDE
        old[f"{place.STREET_SIDE}{number:04}"] = ring(west, south, west + SIDE)
        pieces += [ring(west, south, west + SIDE // 2), ring(west + SIDE // 2, south, west + SIDE)]
    begun = time.thread_time()
    assert list(checking.tiled(old, pieces)) == []
    assert time.thread_time() - begun <= 3
    assert len(tiling.owners(old, pieces)) == 2 * many
    assert [one.code for one in checking.tiled(old, pieces[1:])] == ["GROUND_GAP"]


def ring(west: int, south: int, east: int) -> list[list[int]]:
    """A grid whose borders have as many corners as drawn ones."""
    ways = (((west, south), (east, south)), ((east, south), (east, south + SIDE)),
            ((east, south + SIDE), (west, south + SIDE)), ((west, south + SIDE), (west, south)))  # fmt: skip
    found = [[a + (b - a) * step // 10 for a, b in zip(*way, strict=True)] for way in ways for step in range(10)]
    return [*found, found[0]]
