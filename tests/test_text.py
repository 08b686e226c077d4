"""Text is what it looks like: one table of cases, which the phone passes too (`tests/web/text_test.js`)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.core import text

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent / "tables" / "text.json").read_text("utf-8"))
ODD = "\u200b\u200d\u202e\ufe0f\u0301\u0316\u3000\r\n\x85\ud83d\udc4d👍❤Ａ⾦e1 "


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_what_is_kept_is_what_can_be_seen(case: dict[str, Any]) -> None:
    ways = [way for way in ("kept", "line", "code", "runs") if way in case]
    assert {way: getattr(text, way)(case["typed"]) for way in ways} == {way: case[way] for way in ways}


@given(st.text(alphabet=st.one_of(st.sampled_from(ODD), st.characters(codec=None)), max_size=20))
def test_what_was_kept_once_is_kept_as_it_is(typed: str) -> None:
    for way in (text.kept, text.line, text.code):
        assert way(way(typed)) == way(typed)
    assert text.runs(text.kept(typed)) == text.runs(typed) == text.runs(" ".join(text.runs(typed)))
