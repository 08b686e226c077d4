"""Whoever wrote a program for the last release finds it working with the next: what was offered goes late and dated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from graphql import specified_scalar_types

from schema import schema
from schema.core.deprecation import instead, since
from schema.core.documents import released
from tests.schema.sdl import TYPES

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "schema" / released.NAME
HEADING = re.compile(r"^## (\d+\.\d+\.\d+) — (\d{4}-\d\d-\d\d)$", re.MULTILINE)
OLD = instead("color", date(2026, 12, 1))

WAS = f'''
type Query {{ cat(name: String, hue: Hue): Cat mood: Mood @deprecated(reason: "{OLD}") node: Node }}
enum Hue {{ RED GREY @deprecated(reason: "{OLD}") }}
type Cat {{ name: String! colour: String @deprecated(reason: "{OLD}") }}
type Mood {{ word: String }}
interface Node {{ id: ID! }}
type Dog implements Node {{ id: ID! }}
'''
ONE_RELEASE = f"# 1.0.0 2026-12-05\n\n{WAS}"
TWO_RELEASES = f"# 1.1.0 2027-01-09\n{ONE_RELEASE}"


def without(*parts: str) -> str:
    """The contract without these parts of it."""
    text = WAS
    for part in parts:
        assert part in text
        text = text.replace(part, "")
    return text


GONE = (
    f' colour: String @deprecated(reason: "{OLD}")',
    f' GREY @deprecated(reason: "{OLD}")',
    f' mood: Mood @deprecated(reason: "{OLD}")',
    "type Mood { word: String }",
)


def test_nothing_that_the_last_release_offered_breaks() -> None:
    kept = KEPT.read_text("utf-8") if KEPT.exists() else ""
    assert kept == "" or released.wrong(kept, schema.as_str()) == []


def test_each_release_of_the_changelog_has_its_contract_kept() -> None:
    told = HEADING.findall((ROOT / "CHANGELOG.md").read_text("utf-8"))
    kept = released.releases(KEPT.read_text("utf-8")) if KEPT.exists() else []
    assert told == [(one.version, str(one.day)) for one in kept], "./grid schema --release VERSION writes it"


@pytest.mark.parametrize(
    ("now", "named"),
    [
        (without("name: String, "), "name"),
        (WAS.replace("colour: String", "colour: Int"), "Cat.colour"),
        (WAS.replace("cat(", "cat(age: Int!, "), "age"),
        (without(", hue: Hue"), "hue"),
        (without(" RED"), "RED"),
        (without("name: String! "), "Cat.name"),
        (without("type Dog implements Node { id: ID! }\n"), "Dog"),  # to which only a node's id leads
        *((without(part), "") for part in GONE[:3]),
    ],
)
def test_what_would_break_is_named_as_long_as_one_release_offered_it_deprecated(now: str, named: str) -> None:
    broken = released.wrong(ONE_RELEASE, now)
    assert broken
    assert named in " ".join(broken)


def test_what_two_releases_offered_as_deprecated_may_go_and_nothing_else() -> None:
    assert released.wrong(ONE_RELEASE, WAS) == released.wrong(TWO_RELEASES, WAS) == []
    assert released.wrong(TWO_RELEASES, without(*GONE)) == []
    assert "name" in " ".join(
        released.wrong(TWO_RELEASES, without(*GONE, "name: String! ").replace("Cat { ", "Cat { x: Int "))
    )


def test_what_is_deprecated_today_is_not_dated_back() -> None:
    fresh = WAS.replace("name: String! ", 'name: String! @deprecated(reason: "%s") ')
    assert "Cat.name" in " ".join(released.wrong(TWO_RELEASES, fresh % instead("title", date(2026, 12, 1))))
    assert "Cat.name" in " ".join(released.wrong(TWO_RELEASES, fresh % "some day"))
    assert released.wrong(TWO_RELEASES, fresh % instead("title", date(2027, 1, 10))) == []
    earlier = WAS.replace(OLD, instead("color", date(2026, 11, 1)))
    assert "Cat.colour" in " ".join(released.wrong(ONE_RELEASE, earlier))


def test_a_release_is_kept_once_and_not_when_it_breaks_the_one_before() -> None:
    first = released.released("", WAS, "1.0.0", date(2026, 12, 5))
    assert first == ONE_RELEASE
    assert released.released(first, WAS, "1.1.0", date(2027, 1, 9)) == TWO_RELEASES
    with pytest.raises(ValueError, match=r"1\.0\.0 was released before"):
        released.released(first, WAS, "1.0.0", date(2027, 1, 9))
    with pytest.raises(ValueError, match=r"Cat\.name"):
        released.released(first, without("name: String! "), "1.1.0", date(2027, 1, 9))
    with pytest.raises(ValueError, match="three numbers"):
        released.released("", WAS, "next", date(2027, 1, 9))


def test_a_release_writes_its_contract_beside_todays_and_a_refused_one_leaves_it(tmp_path: Path) -> None:
    (tmp_path / "schema").mkdir()
    (tmp_path / "schema" / "schema.graphql").write_text(WAS, "utf-8")
    path = released.release(tmp_path, "1.0.0", date(2026, 12, 5))
    assert path.read_text("utf-8") == ONE_RELEASE
    (tmp_path / "schema" / "schema.graphql").write_text(without("name: String! "), "utf-8")
    with pytest.raises(ValueError, match="break the release before"):
        released.release(tmp_path, "1.1.0", date(2027, 1, 9))
    assert path.read_text("utf-8") == ONE_RELEASE


def reasons() -> Iterator[tuple[str, str]]:
    """Everything of ours that is deprecated, and why."""
    yield from ((name, reason) for name, reason in released.reasons(TYPES).items() if reason and "__" not in name)


def test_whatever_is_deprecated_says_since_when_and_in_both_languages_what_to_ask_instead() -> None:
    told = dict(reasons())
    assert "IncidentConnection.totalCount" in told
    undated = [name for name, why in told.items() if since(why) is None or "请用" not in why or "use " not in why]
    assert undated == []


def test_each_scalar_of_ours_leads_to_what_specifies_it_or_says_its_form() -> None:
    ours = [
        kind
        for name, kind in TYPES.type_map.items()
        if hasattr(kind, "specified_by_url") and name not in specified_scalar_types
    ]
    assert len(ours) >= 3
    without = [kind for kind in ours if not (kind.specified_by_url or "").startswith("https://")]
    assert [kind.name for kind in without if not re.search("[0-9]+ 位", kind.description or "")] == []
