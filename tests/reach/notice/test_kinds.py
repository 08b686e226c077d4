"""Each kind of event of the nouns: it has its row in the table of notices, and its words in the timelines."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from server import slices
from server.process import forgetting
from server.process.contact import alarm
from server.reach.notice import fan_out

SERVER = Path(fan_out.__file__).parents[2]
WORDS = SERVER.parent / "web" / "words"
BY_HAND = ("incident", "whistle")  # whose pages tell what happened in words of their own
BEGUN = {"received", "drafted", "begun"}  # with something else, and by nobody's command


def test_every_kind_of_the_log_has_its_row_and_every_row_its_kind() -> None:
    recorded = {kind for noun in slices.NOUNS for kind in _kinds(SERVER / noun.replace(".", "/"))}
    nouns = [one.noun for one in slices.slices()]
    recorded -= {column for one in nouns for column in (*one.undigested, *one.since)}  # named like kinds
    kernels = _of_time() | _of_contacts() | _of_writers()
    told = {noun.kind for noun in slices.subjects()}  # of the others nobody hears
    recorded |= {kind for kind in kernels if kind.partition(".")[0] in told} | {alarm.MANY}
    assert recorded == {f"{noun.kind}.{verb}" for noun in slices.subjects() for verb in noun.rules}


def _of_time() -> set[str]:
    """The kinds that the kernel records of nouns whose time it looks after."""
    nouns = [one.noun for one in slices.slices()]
    return {f"{one.name}.reminded" for one in nouns if {"look_at", "due_at"} <= one.model._meta.fields}


def _of_contacts() -> set[str]:
    """The kinds that the kernel records of nouns with a contact."""
    return {kind for one in slices.slices() for kind in one.events if ".contact_" in kind}


def _of_writers() -> set[str]:
    """The kinds that the kernel records of nouns whose things go with whoever wrote them."""
    return {f"{one.noun.name}.{kind}" for one in slices.slices() if one.forgets for kind in forgetting.KINDS}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_kind_of_a_timeline_has_its_own_words(language: str) -> None:
    """The pages of incidents and whistles name each kind; generic pages name steps, commands and what time does."""
    books = "".join((WORDS / f"{name}.{language}.js").read_text("utf-8") for name in ("incident", "whistle", "noun"))
    by_hand = {f"{one.kind}.{verb}" for one in slices.subjects() if one.kind in BY_HAND for verb in one.rules}
    assert {kind for kind in by_hand if f"'{kind}': " not in books} == set()
    shown = [one.noun.name for one in slices.slices() if one.shown]
    begun = {kind.partition(".")[2] for one in slices.slices() if one.shown for kind in one.events} & BEGUN
    named = re.search(r"happened: {(.*?)}", books, re.DOTALL)
    assert named
    kernels = {
        kind.partition(".")[2]
        for kind in _of_time() | _of_contacts() | _of_writers()
        if kind.partition(".")[0] in shown
    }
    assert kernels - {"contact_revealed"} | begun == set(re.findall(r"(\w+): ", named[1])), "that is a command's"


def _kinds(folder: Path) -> Iterator[str]:
    """Each kind of event that stands in the sources of a folder."""
    nouns = "|".join(noun.kind for noun in slices.subjects())
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and re.fullmatch(rf"({nouns})\.[a-z_]+", str(node.value)):
                yield str(node.value)
