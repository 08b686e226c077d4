"""Each dependency has a floor that can be tried, and the night tries it: with the oldest versions, or not at all."""

from __future__ import annotations

import pytest

from tests.suite import floors


def test_each_dependency_has_a_floor_and_no_ceiling() -> None:
    assert len(floors.declared()) >= 25
    assert list(floors.floors(["a>=1.2", "b>=2; python_version<'3.14'"])) == ["a==1.2", "b==2 ; python_version<'3.14'"]
    for wrong in ("a", "a==1", "a>=1,<2"):
        with pytest.raises(ValueError, match=r"pyproject\.toml"):
            list(floors.floors([wrong]))


def test_a_version_above_its_floor_is_not_taken_for_it() -> None:
    assert floors.above(["a==1.2", "b==2"], {"a": "1.2.0", "b": "2.0.1"}) == ["b==2"]
