"""The phone knows how long the server lets a text be: its bounds are those that the decisions ask for."""

from __future__ import annotations

import ast
import re
from importlib import import_module
from pathlib import Path

from schema.core.input_mapping import LONGEST
from schema.core.texts import USUAL
from server.core.spoken import camel
from server.ground.area import tiling
from server.process.fields import Declared, Said
from server.process.validation import LONGEST_TEXT

SERVER = Path(__file__).parents[2] / "server"
ASKS = ("text", "stated")  # of one among several, and of one alone


def _asked() -> set[tuple[str, int]]:
    """Each `check.text(field, …, most=N)` and `stated` of the domain that asks for less than usual."""
    found = set()
    for path in SERVER.glob("*/**/*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in ASKS:
                most = [word.value for word in node.keywords if word.arg == "most"]
                if most and isinstance(node.args[0], ast.Constant):
                    found.add((camel(str(node.args[0].value).removeprefix("place.")), _meant(most[0], path)))
    return found


def _declared() -> set[tuple[str, int]]:
    """Each `check.words(command, field)`: the bounds of this field in the commands beside it."""
    found = set()
    for path in SERVER.glob("*/**/*.py"):
        for field in re.findall(r'check\.words\(command, "(\w+)"', path.read_text("utf-8")):
            if not path.is_relative_to(SERVER / "skeleton"):
                beside = import_module(".".join(path.relative_to(SERVER.parent).parent.parts) + ".commands")
                kinds = [one for one in vars(beside).values() if isinstance(one, type) and issubclass(one, Declared)]
                longest = [said.longest for kind in kinds for name, said in Said.of(kind).items() if name == field]
                found |= {(camel(field), most) for most in longest if most}
    return found


def _meant(most: ast.expr, path: Path) -> int:
    """A bound as it is written, or as it is called in its module."""
    module = import_module(".".join(path.relative_to(SERVER.parent).with_suffix("").parts))
    return int(eval(ast.unparse(most), vars(module)))


def test_a_form_knows_how_long_a_text_may_be() -> None:
    told = {(field, most) for bounds in LONGEST.values() for field, most in bounds.items()}
    assert told == _asked() | _declared() | {("ring", tiling.LONGEST)}  # a border, which `tiling.corners` reads
    assert USUAL == LONGEST_TEXT
