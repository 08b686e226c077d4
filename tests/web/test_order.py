"""Who of the web's modules may import whom: the phone's machinery knows no screen, and no import makes a circle."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from server.edge.web.modules import imports, without_comments

WEB = Path(__file__).parents[2] / "web"
ORDER = (("vendor", "api", "words"), ("core",), ("ui", "worker"), ("main.js", "sw.js"))  # each imports earlier lines
LATER = {  # the only import that leads back, and why it is fetched only once it is wanted
    ("core/replica/store.js", "core/replica/room.js"): "a write that finds the phone full makes room, and writes again",
}


def _graph(*, later: bool, named: bool = False) -> dict[str, set[str]]:
    """Every module of ours with those it imports."""
    found: dict[str, set[str]] = {}
    for path in WEB.rglob("*.js"):
        name = path.relative_to(WEB).as_posix()
        if not name.startswith(("vendor/", "dist/", "playground/")):
            at_once, afterwards = imports(name, without_comments(path.read_text("utf-8")))
            found[name] = {*at_once, *(one for one in afterwards if later and (named or (name, one) not in LATER))}
    return found


def _line(name: str) -> int:
    top = name.split("/")[0]
    return next(place for place, parts in enumerate(ORDER) if top in parts)


def test_no_module_imports_what_stands_above_it_or_beside_its_folder() -> None:
    wrong = [
        f"{name} imports {other}"
        for name, others in _graph(later=True).items()
        for other in others
        if name.split("/")[0] != other.split("/")[0] and _line(other) >= _line(name)
    ]
    assert wrong == []


def test_what_may_lead_back_is_still_imported() -> None:
    assert [(name, other) for name, other in LATER if other not in _graph(later=True, named=True)[name]] == []


@pytest.mark.parametrize("later", [False, True], ids=["at once", "also later"])
def test_imports_make_no_circle(later: bool) -> None:
    try:
        TopologicalSorter(_graph(later=later)).prepare()
    except CycleError as circle:
        pytest.fail(" imports ".join(reversed(circle.args[1])))
