"""The phone knows how long the server lets a text be: its bounds are those that the decisions ask for."""

from __future__ import annotations

import ast
from importlib import import_module
from pathlib import Path

from schema.core.inputs import LONGEST
from schema.problems import camel
from schema.texts import USUAL
from server.process.validation import LONGEST_TEXT

SERVER = Path(__file__).parents[2] / "server"


def _asked() -> set[tuple[str | None, int]]:
    """Each `check.text(field, …, most=N)` of the domain that asks for less than usual."""
    found = set()
    for path in SERVER.glob("*/**/*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "text":
                most = [_meant(word.value, path) for word in node.keywords if word.arg == "most"]
                if most and isinstance(node.args[0], ast.Constant):
                    found.add((camel(str(node.args[0].value).removeprefix("place.")), most[0]))
    return found


def _meant(most: ast.expr, path: Path) -> int:
    """A bound as it is written, or as it is called in its module."""
    module = import_module(".".join(path.relative_to(SERVER.parent).with_suffix("").parts))
    return int(eval(ast.unparse(most), vars(module)))


def test_a_form_knows_how_long_a_text_may_be() -> None:
    told = {(field, most) for bounds in LONGEST.values() for field, most in bounds.items()}
    assert told == _asked()
    assert USUAL == LONGEST_TEXT
