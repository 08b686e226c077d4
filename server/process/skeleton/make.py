"""Writes a noun's skeleton into a checkout: its folder, contract and tests, and its one line in `server/slices.py`."""

from __future__ import annotations

import keyword
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from string import Template

from server.core.text import plural

FILES = Path(__file__).parent / "files"
GROUPS = ("service", "organisation", "resource", "talent", "member", "grid")  # the six fusions
NAME = re.compile(r"[a-z]+(_[a-z]+)*")
SLICES = Path("server/slices.py")
PARTS = ("lifecycle", "models", "commands", "policy", "verbs", "lookups", "slice")


def new(root: Path, name: str, zh: str) -> list[Path]:
    """Write what `group/noun` needs; the files, all of them new but one. Raises ValueError saying what to type."""
    group, noun = _named(name)
    if not re.search("[\u4e00-\u9fff]", zh):
        raise ValueError(f"say what it is called in Chinese: ./grid new {name} --zh 走访")
    words, contract = _words(group, noun, zh), root / "schema" / "schema.graphql"
    if contract.exists() and f"\ntype {words['Noun']} " in contract.read_text("utf-8"):
        raise ValueError(
            f"the contract has a {words['Noun']} already: choose another name, as ./grid new {group}/home_visit"
        )
    folder = root / "server" / group / noun
    paths = {folder / "__init__.py": "noun__init__", root / "schema" / group / f"{noun}.py": "schema",
             root / "tests" / group / f"test_{noun}.py": "tests"}  # fmt: skip
    paths |= {folder / f"{part}.py": f"noun_{part}" for part in PARTS}
    if there := [path.relative_to(root) for path in paths if path.exists()]:
        raise ValueError(f"{there[0]} is there already: choose another name, or take it away first")
    for path, file in paths.items():
        _package(path.parent, group)
        path.write_text(Template((FILES / f"{file}.txt").read_text("utf-8")).substitute(words), "utf-8")
    _tidy(paths)
    return [*paths, _listed(root, group, noun)]


def _named(name: str) -> tuple[str, str]:
    group, _, noun = name.partition("/")
    if group not in GROUPS:
        raise ValueError(f"a noun stands in one of {', '.join(GROUPS)}: ./grid new service/NOUN, not {name}")
    if not NAME.fullmatch(noun) or keyword.iskeyword(noun):
        raise ValueError(
            f"{noun or 'nothing'} is no name: small letters, _ between words: ./grid new {group}/home_visit"
        )
    return group, noun


def _words(group: str, noun: str, zh: str) -> dict[str, str]:
    pascal = "".join(part.title() for part in noun.split("_"))
    called, many = noun.replace("_", " "), plural(noun.replace("_", " "))
    return {"group": group, "noun": noun, "Noun": pascal, "NOUN": noun.upper(), "zh": zh, "called": called,
            "one": f"{'an' if noun[0] in 'aeiou' else 'a'} {called}", "many": many,
            "Many": many.capitalize()}  # fmt: skip


def _package(folder: Path, group: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for one in (folder, folder.parent) if folder.parent.name == group else (folder,):
        (one / "__init__.py").touch()


def _tidy(paths: Iterable[Path]) -> None:
    """Imports in the house's order, where ruff is installed."""
    for words in (("check", "--select", "I", "--fix"), ("format",)):
        subprocess.run([sys.executable, "-m", "ruff", *words, "--quiet", *map(str, paths)], check=False)


def _listed(root: Path, group: str, noun: str) -> Path:
    """The noun's one line outside of its folders."""
    path = root / SLICES
    text = path.read_text("utf-8")
    head, begin, rest = text.partition("NOUNS = (\n")
    lines, end, tail = rest.partition(")")
    path.write_text(f'{head}{begin}{lines}    "{group}.{noun}",\n{end}{tail}', "utf-8")
    return path
