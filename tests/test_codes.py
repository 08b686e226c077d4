"""Every code of a refusal is in the registry, none is dead, and what people meet has its sentence in both languages."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.core import codes
from server.core.codes import SENTENCES, SERVER, Console, Phone, Program, Screen
from server.core.spoken.chinese import CHINESE
from server.core.spoken.english import ENGLISH
from server.core.spoken.problem_code import ProblemCode, code_of

ROOT = Path(__file__).parent.parent
CODE = re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)*")
TAKEN = {"Problem": 0, "Refused": 1, "need": 3, "add": 2}  # the place of a code among what these are given
REGISTERED = {name for group in SERVER for name in group.__members__}
BOOKS = {
    "problem",
    "why",
    "whistleWhy",
    "outboxWhy",
    "stepWhy",
    "typedWhy",
    "complaintWhy",
    "accessWhy",
    "peopleWhy",
    "inviteWhy",
    "leaveWhy",
    "importsWhy",
    "rulesWhy",
    "gridsWhy",
}  # parts of the books that `said` looks at


def _trees() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted([*(ROOT / "server").rglob("*.py"), *(ROOT / "schema").rglob("*.py")]):
        if path != Path(codes.__file__) and not {"migrations", "demo"} & set(path.parts):
            yield str(path.relative_to(ROOT)), ast.parse(path.read_text("utf-8"))


def test_a_refusal_is_made_where_it_is_raised() -> None:
    """One that is raised twice keeps alive all that led to it, the requests of strangers too."""
    kept = {
        f"{place}: {name.id}"
        for place, tree in _trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Raise) and node.exc is not None
        for name in ([node.exc] if not isinstance(node.exc, ast.IfExp) else [node.exc.body, node.exc.orelse])
        if isinstance(name, ast.Name) and name.id.isupper()
    }
    assert kept == set()


def _texts(*nodes: ast.AST | None) -> set[str]:
    """The words in capitals within an expression."""
    inside = (part for node in nodes if node is not None for part in ast.walk(node) if isinstance(part, ast.Constant))
    return {part.value for part in inside if isinstance(part.value, str) and CODE.fullmatch(part.value)}


def refused(tree: ast.Module) -> set[str]:
    """The codes that a module refuses with, or gives for why not."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "code":
            found |= _texts(node.value)
        elif isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in TAKEN:
                found |= _texts(*node.args[TAKEN[name] : TAKEN[name] + 1])
        elif isinstance(node, ast.Dict):
            found |= _texts(*(value for key, value in zip(node.keys, node.values, strict=True)
                              if isinstance(key, ast.Constant) and key.value == "code"))  # fmt: skip
        elif isinstance(node, ast.Assign) and [getattr(one, "id", "") for one in node.targets] == ["code"]:
            found |= _texts(node.value)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and "str | None" in _told(node.returns):
            found |= _texts(*(one.value for one in ast.walk(node) if isinstance(one, ast.Return)))
    return found


def _told(node: ast.expr | None) -> str:
    return ast.unparse(node) if node else ""


def test_every_code_that_refuses_is_in_the_registry() -> None:
    strange = {name: wrong for name, tree in _trees() if (wrong := refused(tree) - REGISTERED)}
    assert strange == {}, "say it in server/core/codes.py, with what it means in one sentence"


def test_no_code_of_the_registry_is_dead() -> None:
    said = {text for _, tree in _trees() for text in _texts(tree)}
    assert REGISTERED - said == set()


def test_a_code_is_met_in_one_way_and_says_one_sentence() -> None:
    names = Counter(name for group in (*SERVER, Phone) for name in group.__members__)
    assert [name for name, times in names.items() if times > 1] == []
    assert [name for name, text in SENTENCES.items() if not re.fullmatch(r"[A-Z].*\.", text)] == []


def _parts(text: str) -> list[str]:
    """What a book says of codes."""
    parts = re.findall(rf"^( +)(?:{'|'.join(BOOKS)}): \{{\n(.*?)^\1\}}", text, re.DOTALL | re.MULTILINE)
    return [part for _, part in parts]


def spoken(language: str) -> dict[str, set[str]]:
    """The codes that the books of a language have sentences for, by book."""
    found = {}
    for path in sorted((ROOT / "web" / "words").glob(f"*.{language}.js")):
        parts = _parts(path.read_text("utf-8"))
        if told := {code for part in parts for code in re.findall(r"^\s+([A-Z][A-Z0-9_]+): ", part, re.MULTILINE)}:
            found[path.name] = told
    return found


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_people_meet_has_its_sentence_and_no_sentence_is_for_nothing(language: str) -> None:
    books = spoken(language)
    told = set().union(*books.values())
    assert len(books) > 4
    assert {*Screen.__members__, *Phone.__members__} - told == set(), "say it in web/words, zh and en"
    assert told - {*Screen.__members__, *Phone.__members__} == set(), "nobody refuses so"


@pytest.mark.parametrize(("language", "server"), [("zh", CHINESE), ("en", ENGLISH)])
def test_the_server_says_what_the_screens_say(language: str, server: dict[str, str]) -> None:
    told: dict[str, set[str]] = {}
    for path in (ROOT / "web" / "words").glob(f"*.{language}.js"):
        for part in _parts(path.read_text("utf-8")):
            for code, quoted in re.findall(
                r"^\s+([A-Z][A-Z0-9_]+):\s*('(?:[^'\\]|\\.)*'|\"[^\"]*\")", part, re.MULTILINE
            ):
                told.setdefault(code, set()).add(quoted[1:-1].replace("\\'", "'"))
    assert {code: server.get(code) for code in Screen.__members__ if server.get(code) not in told[code]} == {}
    everything = {*Screen.__members__, *Program.__members__} if language == "zh" else set(Screen.__members__)
    assert set(server) == everything


def test_the_contract_says_every_code_with_which_anybody_may_be_refused() -> None:
    assert set(ProblemCode.__members__) == {*Screen.__members__, *Program.__members__}
    assert code_of("CONFLICT").words.startswith("这件被别人改过")
    assert code_of("NO_SUCH_SHEET") is ProblemCode.REFUSED  # an operator's


def test_what_the_phone_alone_says_stands_in_its_code() -> None:
    said = {
        code
        for folder in ("core", "ui", "worker")
        for path in (ROOT / "web" / folder).rglob("*.js")
        if "words" not in path.parts
        for code in re.findall(r"\b[A-Z][A-Z_]+\b", path.read_text("utf-8"))
    }
    assert set(Phone.__members__) - said == set()


def test_what_an_operator_meets_is_no_screen_s() -> None:
    assert not set(Console.__members__) & set().union(*spoken("zh").values())
