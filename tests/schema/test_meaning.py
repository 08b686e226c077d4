"""What cannot be meant is refused by the name of its argument, with what may have been meant: no fault, no 0."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from graphql import ExecutionResult, get_named_type, is_enum_type, is_input_object_type, is_leaf_type, parse, subscribe

from schema.core.context import Context
from server.core import spoken
from server.core.ids import new_id
from server.data.database import Database
from tests import town as place
from tests.people import Actor
from tests.query.test_statements import GIVEN
from tests.schema.test_lists import CODE

WRONG: dict[str, list[Any]] = {
    "String": ["", " \u3000", "nonsense", "９" * 5000, "a\x00b", "140214018'", "🀄"],
    "AreaCode": ["", " \u3000", "nonsense", "９" * 5000, "a\x00b", "140214018'"],
    "ID": ["", "nonsense", "x" * 5000, "018cc251-f400-7000-8000-00000000000"],
    "Float": [1000.0, -1e300],
    "Int": [-1, 2**31 - 1],
    "Date": [],  # how far away one may lie is the edge's: tests/schema/test_moments.py
    "DateTime": [],
    "Boolean": [],
    "JSON": [],
}
WORDS: dict[str, list[Any]] = {
    **{key: ["", " \u3000\t"] for key in ("text", "source", "sourceNumber", "quarter", "line")},
    "version": ["", " ", "x" * 41],
    "login": ["", " \u3000", "９" * 5000, "140214018'", "🀄"],
    "year": [1999, 3000],
}  # any others may be meant
OURS = {"cursor", "unless"}  # of another history or release: answered from the beginning
CODES = {
    "TEXT_EMPTY", "CODE_UNKNOWN", "ID_MALFORMED", "NUMBER_MALFORMED", "NUMBER_OUTSIDE", "PLACE_OFF_EARTH", "TEXT_LONG",
    "CURSOR_MALFORMED", "FIRST_TOO_LARGE", "FIRST_TOO_SMALL", "QUERY_INVALID", "LOGIN_MALFORMED",
}  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """One argument of a root, or a field of an input below it."""

    root: str
    path: tuple[str, ...]
    kind: Any
    is_list: bool
    live: bool

    @property
    def argument(self) -> str:
        return ".".join(self.path) + ("[0]" if self.is_list else "")

    def sent(self, wrong: Any) -> dict[str, Any]:
        """All arguments of the root, with `wrong` at this one."""
        value: Any = [wrong] if self.is_list else wrong
        for name in reversed(self.path):
            box = dict.fromkeys(("south", "west"), 1.0) | dict.fromkeys(("north", "east"), 2.0)
            value = next((whole for whole in (box, self.order) if name in whole), {}) | {name: value}
        whole: dict[str, Any] = value
        return ({} if self.live else GIVEN.get(self.root, {}) | needed(self.root)) | whole

    @property
    def order(self) -> dict[str, Any]:
        """All that an order says, whatever it is called."""
        kind = CODE.query_type.fields[self.root].args.get("orderBy") if not self.live else None
        kinds = {name: get_named_type(one.type) for name, one in kind.type.fields.items()} if kind else {}
        return {name: next(iter(one.values)) for name, one in kinds.items()}

    def __str__(self) -> str:
        return f"{self.root}({self.argument})"


def needed(root: str) -> dict[str, Any]:
    """Ids that a root wants."""
    named = CODE.query_type.fields[root].args
    return {name: str(new_id()) for name in ("id", "incident") if name in named and str(named[name].type)[-1] == "!"}


def everything() -> Iterator[Asked]:
    for live, kind in ((False, CODE.query_type), (True, CODE.subscription_type)):
        for root, field in kind.fields.items():
            for name, argument in field.args.items():
                yield from below(root, (name,), argument, live)


def below(root: str, path: tuple[str, ...], place: Any, live: bool) -> Iterator[Asked]:
    kind = get_named_type(place.type)
    if is_input_object_type(kind) and path.count(path[-1]) == 1:
        for name, field in kind.fields.items():
            yield from below(root, (*path, name), field, live)
    elif not is_input_object_type(kind):
        yield Asked(root, path, kind, "[" in str(place.type), live)


def wrong(asked: Asked) -> list[Any]:
    if is_enum_type(asked.kind):
        return ["NONSENSE", ""]
    found: list[Any] = WORDS.get(asked.path[-1], WRONG[asked.kind.name])
    return found


async def told(asked: Asked, login: str, value: Any) -> Any:
    """The only error that a value is answered with."""
    given = asked.sent(value)
    field = (CODE.subscription_type if asked.live else CODE.query_type).fields[asked.root]
    heads = ", ".join(f"${name}: {field.args[name].type}" for name in given)
    passed = ", ".join(f"{name}: ${name}" for name in given)
    chosen = "" if is_leaf_type(get_named_type(field.type)) else " { __typename }"
    text = f"{'subscription' if asked.live else 'query'} Q({heads}) {{ {asked.root}({passed}){chosen} }}"
    if not asked.live:
        answer = await Actor(login).send(text, **given)
        assert not any(answer.data.values()), (str(asked), value)
        (error,) = answer.errors
        return error
    context = Context(viewer=await Actor(login).viewer())
    stream = subscribe(CODE, parse(text), context_value=context, variable_values=given)
    heard = await stream if inspect.isawaitable(stream) else stream
    assert isinstance(heard, ExecutionResult), (str(asked), value)
    assert heard.errors is not None
    return heard.errors[0]


ALL = [one for one in everything() if one.path[-1] not in OURS and not (one.live and one.path[-1] == "after")]


async def test_whatever_cannot_be_meant_is_refused_by_the_name_of_its_argument(town: Database) -> None:
    assert len(ALL) > 130
    strange = []
    for asked in ALL:
        for value in wrong(asked):
            error = await told(asked, "wu", value)
            extensions = error.extensions or {}
            code = extensions.get("code", "QUERY_INVALID" if error.original_error is None or not error.path else None)
            where = extensions.get("argument") or (asked.path[-1] if asked.path[-1] in error.message else None)
            if code not in CODES or where not in (asked.argument, ".".join(asked.path), asked.path[-1]):
                strange.append((str(asked), str(value)[:20], code, where, error.message))
    assert strange == []


NEAREST: dict[str, tuple[str, dict[str, Any], str, str]] = {
    "a digit too many in an area": ("areas(under: $v)", {"AreaCode": "1402140180"}, "under", place.KOUQUAN),
    "an area by its Chinese name": ("areas(under: $v)", {"AreaCode": "口泉"}, "under", place.KOUQUAN),
    "a class whose digits are swapped": (
        "incidents(filter: $v)", {"IncidentFilter": {"classCodes": [place.COVER, "C0110"]}}, "filter.classCodes[1]",
        place.COVER,
    ),
    "a class by its Chinese name": (
        "incidents(filter: $v)", {"IncidentFilter": {"classCodes": ["井盖"]}}, "filter.classCodes[0]", place.COVER
    ),
    "a unit by its name": ("incidents(filter: $v)", {"IncidentFilter": {"unit": "执法队"}}, "filter.unit",
                           str(place.TEAM)),
}  # fmt: skip


async def refused(login: str, asked: str, value: dict[str, Any]) -> tuple[Any, list[Any]]:
    """What comes of one root that is asked beside another."""
    ((kind, given),) = value.items()
    text = f"query Q($v: {kind}) {{ {asked} {{ __typename }} viewer {{ __typename }} }}"
    answer = await Actor(login).send(text, v=given)
    assert answer.data.pop("viewer") == {"__typename": "Viewer"}, "its neighbour is answered"
    return answer.only, [(one.message, one.extensions or {}) for one in answer.errors]


@pytest.mark.parametrize("why", NEAREST)
async def test_whoever_mistypes_a_code_is_told_the_three_that_come_nearest(why: str, town: Database) -> None:
    asked, value, argument, meant = NEAREST[why]
    found, ((message, told),) = await refused("wu", asked, value)
    assert (found, told["code"], told["argument"]) == (None, "CODE_UNKNOWN", argument)
    near = [one["code"] for one in told["nearest"]]
    assert len(near) == 3
    assert meant in near
    assert all(one["name"] for one in told["nearest"])
    assert (message, told["hint"][:2]) == ("没有这个代码，看看是不是写错了", "换成")


BOX = {"south": 40.0, "west": 113.0, "north": 41.0, "east": 114.0}
EMPTY: dict[str, tuple[str, dict[str, Any], str, str]] = {
    "a box upside down": ("areas(box: $v)", {"BoxInput": BOX | {"south": 42.0}}, "box.north", "BOX_EMPTY"),
    "a box inside out": ("areas(box: $v)", {"BoxInput": BOX | {"east": 113.0}}, "box.east", "BOX_EMPTY"),
    "a year upside down": (
        "incidents(filter: $v)",
        {"IncidentFilter": {"received": {"from": "2026-03-02T00:00:00+08:00", "before": "2025-03-02T00:00:00+08:00"}}},
        "filter.received.before", "PERIOD_EMPTY",
    ),
    "no days at all": (
        "tallies(by: DAY, period: $v)",
        {"PeriodInput": {"from": "2026-03-02T00:00:00+08:00", "before": "2026-03-01T16:00:00Z"}},
        "period.before", "PERIOD_EMPTY",
    ),
    "a moment without length": (
        "incidents(filter: $v)",
        {"IncidentFilter": {"not": {"ended": {"from": "2026-03-02T00:00:00+08:00", "before": "2026-03-01T16:00:00Z"}}}},
        "filter.not.ended.before", "PERIOD_EMPTY",
    ),
}  # fmt: skip


@pytest.mark.parametrize("why", EMPTY)
async def test_where_nothing_can_lie_nothing_is_looked_for(why: str, town: Database) -> None:
    asked, value, argument, code = EMPTY[why]
    found, ((_, told),) = await refused("wu", asked, value)
    assert (found, told["code"], told["argument"]) == (None, code, argument)


async def test_below_the_roots_a_code_is_looked_at_too(town: Database) -> None:
    (error,) = (await Actor("wu").send('{ catalogue { version units(area: "140214999") { id } } }')).errors
    assert (error.path, (error.extensions or {})["argument"]) == (["catalogue", "units"], "area")


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "zh"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("en-GB", "en"),
        ("fr, en;q=0.4, zh;q=0.2", "en"),
        ("en;q=x", "zh"),
    ],
)
def test_people_are_told_in_the_language_that_they_like_best(accepted: str, language: str) -> None:
    assert spoken.language_of(accepted) == language


async def test_whoever_asks_in_english_is_told_in_english(town: Database) -> None:
    token = spoken.LANGUAGE.set("en")
    try:
        _, ((message, told),) = await refused("wu", "areas(under: $v)", {"AreaCode": "x"})
    finally:
        spoken.LANGUAGE.reset(token)
    assert message == "There is no such code: is it spelled right?"
    assert told["hint"] == "Take one of the nearest, or choose from areas."
