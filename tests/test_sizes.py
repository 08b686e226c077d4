"""How much a noun says: what all nouns need stands in the kernel, so that the next one begins small."""

from __future__ import annotations

import ast
import io
import tokenize
from pathlib import Path

ROOT = Path(__file__).parent.parent
SERVER_AND_SCHEMA, TESTS = 200, 40  # lines of what `./grid new` writes
COMPLAINT = 2825  # tokens, 150 of how its writer is reached, 70 of what photos it keeps and what goes with them
WIDE = 110  # characters of a line
VERBS = 450  # lines, of the sixty verbs of incidents and whistles
LAYOUT = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}


def lines(*paths: Path) -> int:
    return sum(len(path.read_text("utf-8").splitlines()) for path in paths)


def tokens(path: Path) -> int:
    """Without comments and docstrings."""
    text = path.read_text("utf-8")
    docs = {
        node.body[0].lineno
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and ast.get_docstring(node)
    }
    every = tokenize.generate_tokens(io.StringIO(text).readline)
    return sum(one.type not in LAYOUT and not (one.type == tokenize.STRING and one.start[0] in docs) for one in every)


def squeezed(*paths: Path) -> list[str]:
    """What is short by long lines."""
    return [
        f"{path.name}: {line}" for path in paths for line in path.read_text("utf-8").splitlines() if len(line) > WIDE
    ]


def test_a_new_noun_is_small() -> None:
    files = sorted((ROOT / "server" / "process" / "skeleton" / "files").iterdir())
    tests = [path for path in files if path.name == "tests.txt"]
    assert lines(*(path for path in files if path not in tests)) <= SERVER_AND_SCHEMA
    assert lines(*tests) <= TESTS
    assert squeezed(*files) == []


def test_a_complaint_says_only_what_is_its_own() -> None:
    own = [*(ROOT / "server" / "service" / "complaint").glob("*.py"), ROOT / "schema" / "service" / "complaint.py"]
    assert sum(map(tokens, own)) <= COMPLAINT
    assert squeezed(*own) == []


def test_verbs_and_inputs_are_declared() -> None:
    core = [ROOT / "schema" / "core" / f"{name}.py" for name in ("input_mapping", "payload", "verbs")]
    noun = [ROOT / "schema" / "grid" / noun / "verbs.py" for noun in ("incident", "whistle")]
    assert lines(*core, *noun) <= VERBS
