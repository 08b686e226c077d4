"""What a map of a community shows beside borders (底图): roads, buildings with their numbers, gates and landmarks.

One compact text for each community, which phones keep and draw without a network; the grids around it are added when
it is served, since they change on days of their own. Points are differences of whole 1e-6 degree (11 cm), so that a
community takes a few kilobytes in brotli.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import orjson
import shapely

from server.core import clock
from server.core.viewer import Viewer
from server.data.database import reader, transaction
from server.ground.area import policy, queries
from server.ground.area.models import Area, AreaLayer, AreaLevel
from server.ground.area.territory import Corner, Territory, territory
from server.journal import log

COMMUNITY = 12  # digits of a code
FINE = 10  # 1e-7 degree in one step of the text
AROUND = 6_000  # 1e-7 degree, some 60 m: neighbours that come so near are drawn
COARSE = 150.0  # some 1.5 m: corners that stand out less are left out of neighbours' borders
MOST_AROUND = 40
REMEMBERED = 64  # answers that are kept in memory

Corners = Sequence[tuple[float, float]]  # lon, lat in 1e-7 degree


@dataclass(frozen=True)
class Layer:
    """The layer of one community: its text, and where it comes from."""

    area: str
    content: str
    source: str
    synthetic: bool

    @property
    def digest(self) -> str:
        return sha256(f"{self.source} {self.synthetic} {self.content}".encode()).hexdigest()[:16]


def origin_of(corners: Corners) -> tuple[int, int]:
    """The south-west of what is drawn, as [lon, lat] in 1e-6 degree."""
    return int(min(lon for lon, _ in corners) // FINE), int(min(lat for _, lat in corners) // FINE)


def steps(corners: Corners, origin: tuple[int, int]) -> list[int]:
    """The way along the corners: the first from the origin, each other from the one before."""
    found: list[int] = []
    x, y = origin
    for lon, lat in corners:
        to_x, to_y = round(lon / FINE), round(lat / FINE)
        if not found or (to_x, to_y) != (x, y):
            found += (to_x - x, to_y - y)
        x, y = to_x, to_y
    return found


def may_see(viewer: Viewer, code: str) -> bool:
    """Whether one of their posts covers the community, or lies in it."""
    return len(code) == COMMUNITY and any(seat.covers(code) or seat.area.startswith(code) for seat in viewer.seats)


async def standing() -> dict[str, str]:
    """The digest of each community's layer."""
    rows = await AreaLayer.all().using_db(reader()).values_list("code", "digest")
    return {str(code): str(digest) for code, digest in rows}


async def load(by: Viewer | None, wanted: Sequence[Layer]) -> None:
    """Let these communities have these layers; others keep theirs. `by` None is the operator. Raises Forbidden."""
    if not wanted:
        return
    district = wanted[0].area[:6]
    seat = policy.keeper_of(by, district)

    async def work() -> None:
        await AreaLayer.filter(code__in=[one.area for one in wanted]).delete()
        rows = [
            AreaLayer(
                code=one.area,
                digest=one.digest,
                content=one.content,
                source=one.source,
                synthetic=one.synthetic,
                changed_at=clock.now(),
            )
            for one in wanted
        ]
        await AreaLayer.bulk_create(rows, batch_size=50)
        payload: dict[str, object] = {"layers": len(rows)}
        await log.record(
            "area.layers_loaded", subject_id=queries.TERRITORY, area=district, viewer=by, seat=seat, payload=payload
        )

    await transaction(work)


_answers: dict[tuple[str, str, str], tuple[str, bytes]] = {}


async def answer(code: str) -> tuple[str, bytes] | None:
    """What a phone is given of a community: its digest and its JSON; None when no such community is in force."""
    known = await territory()
    area = known.area(code)
    if area is None or area.level is not AreaLevel.COMMUNITY or _box(code, known) is None:
        return None
    digest = await AreaLayer.filter(code=code).using_db(reader()).first().values_list("digest", flat=True)
    key = (code, str(digest), known.version)
    if key not in _answers:
        while len(_answers) >= REMEMBERED:
            _answers.pop(next(iter(_answers)))
        whole = await AreaLayer.get_or_none(code=code, using_db=reader()) if digest else None
        _answers[key] = _made(area, whole, known)
    return _answers[key]


def _box(code: str, known: Territory) -> tuple[Corner, Corner] | None:
    """South-west and north-east of a community, by its own shape or those of its grids; None where none is drawn."""
    drawn = [known.shape(code)] if known.shape(code) else [known.shape(one.code) for one in known.children(code)]
    boxes = [known.corners[one.id] for one in drawn if one is not None]
    if not boxes:
        return None
    return (
        (min(low[0] for low, _ in boxes), min(low[1] for low, _ in boxes)),
        (max(high[0] for _, high in boxes), max(high[1] for _, high in boxes)),
    )


def _made(area: Area, layer: AreaLayer | None, known: Territory) -> tuple[str, bytes]:
    box = _box(area.code, known)
    assert box is not None  # `answer` has looked
    told: dict[str, Any] = {"origin": origin_of(box), "roads": [], "buildings": [], "points": []}
    told |= orjson.loads(layer.content) if layer else {}
    told |= {
        "code": area.code,
        "name": area.name,
        "source": layer.source if layer else "",
        "synthetic": layer is not None and layer.synthetic,
    }
    told["grids"] = _around(area.code, box, (told["origin"][0], told["origin"][1]), known)
    digest = sha256(orjson.dumps(told)).hexdigest()[:20]
    return digest, orjson.dumps(told | {"digest": digest})


def _around(code: str, box: tuple[Corner, Corner], origin: tuple[int, int], known: Territory) -> list[list[object]]:
    """The grids of the community, then those that come near it: code, name, and the way along the border."""
    (west, south), (east, north) = box
    low, high = (west - AROUND, south - AROUND), (east + AROUND, north + AROUND)
    grids = [one for one in known.chosen(code[:6], AreaLevel.GRID) if known.meets(one.code, low, high)]
    grids.sort(key=lambda one: (not one.code.startswith(code), one.code))
    found: list[list[object]] = []
    for grid in grids[:MOST_AROUND]:
        if (drawn := known.shape(grid.code)) is not None:
            plain = shapely.Polygon(drawn.ring).simplify(COARSE)
            found.append([grid.code, grid.name, steps(list(plain.exterior.coords), origin)])
    return found
