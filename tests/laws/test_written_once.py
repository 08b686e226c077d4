"""Every write of a noun is one `commit`: nobody else writes its rows or tells the log of them, but who is named."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from server.slices import NOUNS

ROOT = Path(__file__).parent.parent.parent
WRITES = {"create", "bulk_create", "bulk_update", "save", "update", "delete", "get_or_create", "update_or_create"}

TELLS = {  # modules that tell the log by themselves, and why
    "server.process.commit": "the one way to write",
    "server.ground.area.actions": "ground, on which the kernel stands",
    "server.ground.area.loading": "ground, a whole territory at once",
    "server.ground.area.redividing": "ground: grids of a community at once, in the transaction of their plan",
    "server.ground.area.layers": "ground: what a district's maps show, many layers at once",
    "server.ground.catalogue.actions": "ground: dated rows of rules",
    "server.ground.worktime.actions": "ground: dated rows of rules",
    "server.ground.person.actions": "ground: people and posts",
    "server.ground.person.credentials": "ground: that some have ended, and nothing of them",
    "server.ground.person.pins": "ground: no state, and nothing of the phone may be told",
    "server.reach.notice.keeping": "channels and rosters hang on units and people, which are ground",
    "server.edge.doors.playground": "a question that was asked; nothing is written",
}
WRITES_ROWS = {  # modules of nouns that write rows by themselves, and why
    "server.grid.incident.followers": "who follows is derived from a change, in its transaction",
    "server.grid.incident.whistling": "the effect that a whistle has on its incident",
    "server.grid.incident.standing": "sums, counted anew by the command line",
    "server.grid.incident.stock": "sums of what stood at a midnight, which is over",
    "server.insight.saved_question.noting": "when it is asked next and was used last, of which no event tells",
    "server.service.demand.claiming": "the effect that a claim has on its demand",
    "server.setup.import_job.files": "what was sent, before anybody imports it",
    "server.setup.import_job.checking": "which rows a source had last, in the transaction that ends its import",
    "server.setup.import_job.phones": "by which number a person is known, with the person's own event",
}


def _modules(*folders: str) -> Iterator[tuple[str, ast.Module]]:
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
                yield name, ast.parse(path.read_text("utf-8"))


def _calls(tree: ast.Module) -> Iterator[ast.Attribute]:
    """The methods that are called."""
    found = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return (func for func in found if isinstance(func, ast.Attribute))


def _tells(func: ast.Attribute) -> bool:
    return func.attr == "record" and isinstance(func.value, ast.Name) and func.value.id == "log"


def _writes(func: ast.Attribute) -> bool:
    """Called on a model, or on rows chosen of one, by its name."""
    names = (node.id for node in ast.walk(func.value) if isinstance(node, ast.Name))
    return func.attr in WRITES and any(name[:1].isupper() and not name.isupper() for name in names)


def test_only_commit_tells_the_log_but_what_the_kernel_stands_on() -> None:
    assert {name for name, tree in _modules("server") if any(map(_tells, _calls(tree)))} == TELLS.keys()


def test_a_nouns_rows_are_written_by_commit() -> None:
    folders = ["server/" + noun.replace(".", "/") for noun in NOUNS]
    assert {name for name, tree in _modules(*folders) if any(map(_writes, _calls(tree)))} == WRITES_ROWS.keys()
