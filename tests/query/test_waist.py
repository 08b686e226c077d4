"""The read path has a waist: few names cross from what makes SQL and JSON to what walks a selection.

A name crosses where a module of the schema imports it; of a module that is imported whole, each name that is used.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
MOST = 6
DRAWN = re.compile(r"Its waist: .*?```\n(.*?)```", re.DOTALL)
# what the nouns say besides: which rows are meant, how they hang together, by what they are grouped, how far one counts
SAID = {
    "ByKey",
    "CAP",
    "Direction",
    "Door",
    "Found",
    "Hanging",
    "Held",
    "Link",
    "Needs",
    "One",
    "Page",
    "Paged",
    "Per",
    "Want",
    "kinds_of",
    "rows_of",
}
TOLD = {"explained"}  # to `./grid explain`


def crossing(source: str) -> Iterator[str]:
    """The names of server/query that a module uses."""
    tree, whole = ast.parse(source), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and f"{node.module}.".startswith("server.query."):
            for one in node.names:
                place = ROOT.joinpath(*node.module.split("."), one.name)
                if place.with_suffix(".py").exists() or place.is_dir():
                    whole.add(one.asname or one.name)
                else:
                    yield one.name
        elif isinstance(node, ast.Import):
            assert not any(one.name.startswith("server.query") for one in node.names), "import its names"
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in whole:
            yield f"{node.value.id}.{node.attr}"


def into(folder: str) -> set[str]:
    return {name for path in (ROOT / folder).rglob("*.py") for name in crossing(path.read_text("utf-8"))}


def test_a_name_is_counted_whether_it_is_imported_itself_or_with_its_module() -> None:
    assert set(crossing("from server.query.rows import Row\nfrom server.query import rows as r\nr.width(1)")) == {
        "Row",
        "r.width",
    }


def test_six_names_cross_and_the_drawing_names_them() -> None:
    found = into("schema/core/reading")
    assert len(found) <= MOST, sorted(found)
    (drawing,) = DRAWN.findall((ROOT / "server" / "README.md").read_text("utf-8"))
    assert set(re.findall(r"\b[A-Z]\w+\b", drawing)) - {"SQL", "JSON"} == found


def test_the_rest_of_the_schema_says_which_rows_and_nothing_of_how_they_are_read() -> None:
    assert into("schema") - into("schema/core/reading") <= SAID | TOLD
