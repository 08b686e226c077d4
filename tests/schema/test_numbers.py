"""Whole numbers, photos and texts that a person gives: their bounds are said once, and each form knows them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from graphql import get_named_type

from schema.core.input_mapping import LONGEST
from server.data.database import Database
from server.grid.incident import commands
from server.grid.incident.commands import EXTENDED, MOST_PHOTOS, SEVERITY
from server.ground.worktime.limits import LONGEST as LONGEST_LIMIT
from server.process.fields import Said
from server.reach.notice import actions as notices
from server.reach.notice.quiet_hours import OPEN, WEEKDAYS, Window
from tests import town as there
from tests.grid.incident import attempts
from tests.grid.incident.attempts import problems
from tests.schema.test_lists import PLACES

UI = Path(__file__).parents[2] / "web" / "ui"
FORMS = {path: path.read_text("utf-8") for path in sorted(UI.glob("**/*.js"))}
BY_MACHINE = {"seen", "accuracyM", "sequence", "format", "pending", "needsYou", "usageMb", "quotaMb", "unsentKb",
              "accounted", "erased"}  # fmt: skip
PICKED = {"building", "unitDoor", "floor", "ring"}  # from lists, or drawn
BY_PROGRAM = {"digest", "file", "document", "given"}  # no form asks for them
BY_NOUN = {"measure", "remark"}  # the generic form counts whatever its field declares


def _between(place: object) -> tuple[int, int] | None:
    found = [one for one in place.told.ast_node.directives or () if one.name.value == "between"]  # type: ignore[attr-defined]
    least, most = (int(each.value.value) for each in found[0].arguments) if found else (0, 0)
    return (least, most) if found else None


def test_every_whole_number_that_a_person_sends_says_between_what_it_lies() -> None:
    numbers = [one for one in PLACES if one.name == "input" and get_named_type(one.told.type).name == "Int"]
    asked = {str(one): _between(one) for one in numbers if one.path[-1] not in BY_MACHINE}
    assert asked == {
        "severity": SEVERITY, "limitAmount": EXTENDED, "windows.weekday": WEEKDAYS, "windows.starts": OPEN,
        "windows.ends": OPEN, "lines.severity": SEVERITY, "lines.limitAmount": (1, LONGEST_LIMIT), "year": (2015, 2100),
        "above": (0, 1_000_000), "quantity": (1, 1_000_000), "pieces.households": (0, 100_000),
    }  # fmt: skip


@pytest.mark.parametrize("beyond", [SEVERITY[0] - 1, SEVERITY[1] + 1])
async def test_the_domain_refuses_what_lies_beyond_by_the_name_of_its_field(beyond: int, town: Database) -> None:
    refused = await problems(attempts.try_("accept", await attempts.at("accept"), severity=beyond))
    assert refused == [("INVALID", "severity")]
    window = notices.Set(windows=(Window(WEEKDAYS[1] + 1, *OPEN),))
    assert await problems(notices.set_(await there.viewer("wang"), window)) == [("INVALID", "windows.0.weekday")]


def test_a_form_takes_a_number_by_the_contracts_bounds_alone() -> None:
    """One part makes such inputs, and whoever uses it reads a bound of the contract."""
    raw = [path.name for path, text in FORMS.items() if re.search(r"""type=["']number|inputmode: 'numeric'""", text)]
    assert raw == ["amount.js", "digits.js"]  # a PIN is no number
    users = {path.name: text for path, text in FORMS.items() if "<${Amount}" in text}
    assert users
    assert [name for name, text in users.items() if not re.search(r"InputBetween|bound=\$\{field\.between", text)] == []


def test_how_many_photos_there_may_be_is_said_once() -> None:
    told = {
        said.most
        for one in vars(commands).values()
        if isinstance(one, type) and issubclass(one, commands.Command)
        for name, said in Said.of(one).items()
        if name == "photos"
    }
    assert told == {MOST_PHOTOS}
    fields = [use for text in FORMS.values() for use in re.findall(r"<\$\{PhotoField\}[^<]*", text)]
    assert len(fields) >= 4
    said = r"most=\$\{(\(?[^}]*InputMost[^}]*photos|field\.most)"  # the contract's, or what a noun declares
    assert [use for use in fields if not re.search(said, use, re.S)] == []


def test_a_form_counts_each_text_that_must_be_shorter_than_usual() -> None:
    wanted = {field for bounds in LONGEST.values() for field in bounds} - PICKED - BY_PROGRAM - BY_NOUN
    used = {
        name.split(".")[-1] for text in FORMS.values() for name in re.findall(r'of=\$\{\w+\}\s+field="([\w.]+)"', text)
    }
    worded = (UI / "parts" / "worded.js").read_text("utf-8")
    assert "of=${operation} field=${field}" in worded  # 催办
    assert used | {"text"} == wanted
