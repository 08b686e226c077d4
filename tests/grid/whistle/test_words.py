"""Every state, step, event and reason of a whistle has its words in the book that the screens read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from server.grid.whistle.lifecycle import SYSTEM, PartyState, PartyStep, State, Step
from server.grid.whistle.models import Kind, Mark, Part, Ruling

ROOT = Path(__file__).parents[3]
DOMAIN = "\n".join(path.read_text("utf-8") for path in (ROOT / "server" / "grid" / "whistle").rglob("*.py"))
NAMED = {"whistleState": State, "partyState": PartyState, "whistleKind": Kind, "part": Part, "mark": Mark,
         "ruling": Ruling, "partyStep": PartyStep}  # fmt: skip


def book(language: str) -> dict[str, set[str]]:
    """The keys of each flat part of a book."""
    text = (ROOT / "web" / "words" / f"whistle.{language}.js").read_text("utf-8")
    parts = re.findall(r"^  (\w+): \{(.*?)\},$", text, flags=re.MULTILINE | re.DOTALL)
    return {name: set(re.findall(r"'?([\w.]+)'?: ", body)) for name, body in parts}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_of_a_whistle_is_without_words(language: str) -> None:
    words = book(language)
    for part, enum in NAMED.items():
        assert {str(one) for one in enum} - words[part] == set(), part
    assert {str(one) for one in Step if one not in SYSTEM} - words["whistleStep"] == set()
    told = set(re.findall(r'"(whistle\.\w+)"', DOMAIN)) - {"whistle."}
    assert {one for one in told if not {one, one.removeprefix("whistle.")} & words["whistleEvent"]} == set()
    reasons = set(re.findall(r'return (?:None if .+ else )?"([A-Z_]{5,})"', DOMAIN)) | {"PARTIES_OPEN"}
    assert reasons - words["whistleWhy"] == set()
