"""One word for one thing, all over the contract, and none that a client's language keeps for itself."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterator

import pytest
from graphql import (
    GraphQLArgument,
    GraphQLField,
    GraphQLInputField,
    GraphQLObjectType,
    get_named_type,
    is_leaf_type,
)
from graphql import is_input_object_type as is_input

from schema import schema
from tests.people import Actor, Answer
from tests.schema.sdl import TYPES

# words that Python, TypeScript, Kotlin or Swift keep for themselves, where a generator makes a parameter of an argument
OF_OTHERS = """break case catch const continue debugger default delete do enum export extends false function instanceof
    new null return super switch this throw true typeof var void let static implements interface package private
    protected public fun object typealias val when associatedtype deinit extension fileprivate func init inout
    internal operator precedencegroup protocol rethrows struct subscript defer fallthrough guard repeat where nil
    self throws"""
RESERVED = {*keyword.kwlist, *OF_OTHERS.split()}
ENDS = re.compile(r"(^|[a-z])(from|to|since|until|before|begin|start|end)$", re.IGNORECASE)


def arguments() -> Iterator[tuple[str, str, GraphQLArgument]]:
    """Each argument of a field: of which one, its name, and itself."""
    for kind in TYPES.type_map.values():
        if isinstance(kind, GraphQLObjectType) and not kind.name.startswith("__"):
            for name, field in kind.fields.items():
                yield from ((f"{kind.name}.{name}", arg, told) for arg, told in field.args.items())


def asked() -> Iterator[tuple[str, str, GraphQLArgument | GraphQLInputField]]:
    """Each argument of what reads, and each field of a filter among them."""
    for place, name, argument in arguments():
        if not place.startswith("Mutation."):
            yield place, name, argument
            if is_input(kind := get_named_type(argument.type)):
                yield from ((kind.name, field, told) for field, told in kind.fields.items())


def test_no_argument_is_a_word_that_a_client_s_language_keeps_for_itself() -> None:
    assert [f"{place}({name})" for place, name, _ in arguments() if name in RESERVED] == []


def test_a_stretch_of_time_is_asked_for_as_a_period_and_in_no_other_way() -> None:
    ends = {
        f"{place}.{name}"
        for place, name, told in asked()
        if ENDS.search(name)
        and get_named_type(told.type).name in ("Date", "DateTime")
        and told.deprecation_reason is None
    }
    assert ends == {"PeriodInput.from", "PeriodInput.before"}


AREA = re.compile(r"^(area|under|grid|street|community)(Code)?s?$")


def test_an_area_s_code_is_of_one_type_wherever_it_is_sent_or_told() -> None:
    """Where it is not the area itself."""
    places = [
        *asked(),
        *(
            (kind.name, name, told)
            for kind in TYPES.type_map.values()
            if is_input(kind)
            for name, told in kind.fields.items()
        ),
        *told_of_areas(),
    ]
    found = {f"{place}.{name}": get_named_type(told.type) for place, name, told in places if AREA.search(name)}
    plain = {place: str(kind) for place, kind in found.items() if is_leaf_type(kind)}
    assert len(plain) > 20
    assert {place: kind for place, kind in plain.items() if kind != "AreaCode"} == {}
    assert (
        len(re.findall(r"^ {2,4}code: AreaCode!$", schema.as_str(), re.MULTILINE)) == 3
    )  # of Area and GridPlanPiece, area(code:)


def told_of_areas() -> Iterator[tuple[str, str, GraphQLField]]:
    for kind in TYPES.type_map.values():
        if isinstance(kind, GraphQLObjectType) and not kind.name.startswith("__"):
            yield from (
                (kind.name, name, field) for name, field in kind.fields.items() if name.startswith(("area", "gr"))
            )


COUNTED = re.compile("几(件|次|个|人|条|台|户|项|层|字节)|多少件")
MEASURED = re.compile(
    "第几|多少|哪一年|等几秒|还剩|快几秒|留几天|精度|百分比|版本|紧急|急缓|层级|哪一级|星期|排序|零点|沉默|满分|为天"
    "|数到 10000"
)


def test_a_count_says_of_what_it_is_one() -> None:
    """件 is how many there are, 次 how often it came about; what is no count is measured, or a place in a row."""
    said = {
        f"{kind.name}.{name}": (field.description or "").split("。")[0]
        for kind in TYPES.type_map.values()
        if isinstance(kind, GraphQLObjectType)
        for name, field in kind.fields.items()
        if get_named_type(field.type).name == "Int"
    }
    assert {
        place: words for place, words in said.items() if not (COUNTED.search(words) or MEASURED.search(words))
    } == {}
    assert sum(bool(COUNTED.search(words)) for words in said.values()) > 50


TAKEN = "Mine Per Count Stage Limit Pull Channel Rating Outcome Reason State Step Kind Mark Order Offer"


def test_no_type_has_a_name_that_every_noun_would_want() -> None:
    assert set(TAKEN.split()) & set(TYPES.type_map) == set()


NOVEMBER = {"from": "2026-11-01T00:00:00+08:00", "before": "2026-12-01T00:00:00+08:00"}
ROOTS = {
    "tallies": "tallies(by: DAY, period: $period) { key }",
    "events": "events(period: $period) { nodes { id } }",
    "unitRefusals": 'unitRefusals(area: "140214", period: $period) { asked }',
    "whistleRates": 'whistleRates(area: "140214", period: $period) { low }',
}


def refused(told: Answer) -> tuple[str, str]:
    """Code and field of the one error."""
    (error,) = told.errors
    assert error.extensions is not None
    return error.extensions["code"], error.extensions["field"]


@pytest.mark.parametrize("root", ROOTS)
async def test_a_period_has_two_open_ends_and_none_before_the_other(wu: Actor, root: str) -> None:
    asks = f"query Q($period: PeriodInput!) {{ {ROOTS[root]} }}"
    for right in (NOVEMBER, {}, {"from": NOVEMBER["from"]}, {"before": NOVEMBER["before"]}):
        assert (await wu.send(asks, period=right)).errors == []
    first, last = NOVEMBER["from"], NOVEMBER["before"]
    for wrong in ({"from": last, "before": first}, {"from": first, "before": first}):
        assert refused(await wu.send(asks, period=wrong)) == ("PERIOD_EMPTY", "period.before")


async def test_sums_of_days_are_asked_for_by_midnights_of_shanghai(wu: Actor) -> None:
    asks = f"query Q($period: PeriodInput!) {{ {ROOTS['tallies']} }}"
    assert (await wu.send(asks, period={"from": "2026-10-31T16:00:00Z"})).errors == []
    for end in ("from", "before"):
        told = await wu.send(asks, period={end: "2026-11-01T08:00:00+08:00"})
        assert refused(told) == ("PERIOD_NOT_DAYS", f"period.{end}")
