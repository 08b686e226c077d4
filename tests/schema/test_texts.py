"""The phone knows how long the server lets a text be: its bounds are those that the decisions ask for."""

from __future__ import annotations

import ast
from pathlib import Path

from schema.core.inputs import LONGEST
from schema.problems import camel
from schema.texts import USUAL
from server.process.validation import LONGEST_TEXT

SERVER = Path(__file__).parents[2] / "server"


def _asked() -> set[tuple[str | None, int]]:
    """Each `wanting.text(field, …, most=N)` of the domain that asks for less than usual."""
    found = set()
    for path in SERVER.glob("*/**/*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "text":
                most = [word.value for word in node.keywords if word.arg == "most"]
                if most and isinstance(node.args[0], ast.Constant) and isinstance(most[0], ast.Constant):
                    found.add((camel(str(node.args[0].value).removeprefix("place.")), int(str(most[0].value))))
    return found


def test_a_form_knows_how_long_a_text_may_be() -> None:
    told = {(field, most) for bounds in LONGEST.values() for field, most in bounds.items()}
    assert told == _asked() | {("note", 1000)}  # a handover's, which no decision takes
    assert USUAL == LONGEST_TEXT
