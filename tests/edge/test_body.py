"""JSON that means one thing: a key that stands twice is found wherever it is, and nothing else is taken for one."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.edge.body import parsed
from server.edge.refusal import Refused

TEXT = st.text(
    st.characters(exclude_characters="\0", exclude_categories=["Cs"]) | st.sampled_from(':"\\{},'), max_size=6
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)


@given(VALUES, st.booleans())
def test_what_means_one_thing_is_taken_as_it_is(value: Any, escaped: bool) -> None:
    assert parsed(json.dumps(value, ensure_ascii=escaped).encode()) == value


@given(TEXT, VALUES, VALUES, st.booleans())
def test_a_key_that_stands_twice_is_refused_whatever_is_in_it(key: str, one: Any, two: Any, escaped: bool) -> None:
    first, second, name = (json.dumps(said, ensure_ascii=escaped) for said in (one, two, key))
    with pytest.raises(Refused) as refused:
        parsed(f'{{"a:": [{{{name}: {first}, "other": ":", {name}: {second}}}]}}'.encode())
    assert refused.value.code == "JSON_DUPLICATE_KEY"


@pytest.mark.parametrize("again", [r'"a"', r'"\u0061"'])
def test_an_escape_hides_no_second_key(again: str) -> None:
    with pytest.raises(Refused) as refused:
        parsed(rf'{{"a": "\u003a", {again}: 1}}'.encode())
    assert refused.value.code == "JSON_DUPLICATE_KEY"
