"""`python -m tests.suite.inventory`: every law the suite states, with what it is stated for and on which databases.

One line a law and case, sorted, so that two inventories compare: `python -m tests.suite.inventory BEFORE` prints what
has vanished since and what is new, and ends with 1 where something vanished.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
QUIET = ["--collect-only", "-p", "no:terminal", "-o", "addopts=", str(ROOT / "tests")]
NAMED = re.compile(r"""\b(?:Deno\.)?test\(\s*(['"`])(.+?)\1""")


class Collected:
    """What pytest would run; a plugin that keeps it and says nothing."""

    def __init__(self) -> None:
        self.laws: dict[str, set[str]] = {}

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        for item in session.items:
            found = getattr(item, "callspec", None)
            database = found.params.get("store", "") if found else ""
            self.laws.setdefault(without(item.nodeid.replace(f"{ROOT}/", ""), database), set()).add(database or "-")


def without(name: str, database: str) -> str:
    """The name of a case without the database it runs on."""
    for whole, rest in ((f"[{database}]", ""), (f"[{database}-", "["), (f"-{database}]", "]"), (f"-{database}-", "-")):
        if database and whole in name:
            return name.replace(whole, rest, 1)
    return name


def lines() -> list[str]:
    """Python's laws by pytest's own collection, the web's by the names given to Deno."""
    collected = Collected()
    if code := pytest.main(QUIET, [collected]):
        raise SystemExit(f"pytest cannot collect, exit code {code}: see `pytest --collect-only`")
    python = [f"{name} {'+'.join(sorted(databases))}" for name, databases in collected.laws.items()]
    web = [
        f"{path.relative_to(ROOT)}::{name} deno"
        for path in sorted((ROOT / "tests" / "web").glob("*_test.js"))
        for _, name in NAMED.findall(path.read_text("utf-8"))
    ]
    return sorted(python + web)


def sums(inventory: list[str]) -> list[str]:
    """How many of each folder run on which databases."""
    counted = Counter((line.split("::")[0].rsplit("/", 1)[0], line.rsplit(" ", 1)[1]) for line in inventory)
    return [f"# {folder}: {number} on {databases}" for (folder, databases), number in sorted(counted.items())]


def main(words: list[str]) -> int:
    now = lines()
    if not words:
        print("\n".join([*now, *sums(now)]))
        return 0
    before = {line for line in Path(words[0]).read_text("utf-8").splitlines() if not line.startswith("#")}
    vanished, new = sorted(before - set(now)), sorted(set(now) - before)
    print("\n".join([f"- {line}" for line in vanished] + [f"+ {line}" for line in new]))
    print(f"{len(vanished)} vanished, {len(new)} new, {len(now)} now")
    return int(bool(vanished))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
