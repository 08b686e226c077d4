"""Nobody stops the server with a long list: each list that may be sent says how many it holds, and more are refused."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
import pytest
from graphql import get_named_type, get_nullable_type, is_enum_type, is_input_object_type, is_list_type
from tortoise.expressions import Q

from schema import schema
from schema.core.input_mapping import translated
from server.core.query_limits import MAX_CHARACTERS
from server.data.database import Database
from server.edge.graphql import bounds
from server.edge.graphql.documents import identify
from server.edge.graphql.engine import Engine
from server.edge.refusal import Refused
from server.grid.incident.filters import Filter
from server.grid.incident.models import Incident
from server.process.deadlines import Light
from server.query.statement_cache import form_of
from tests.edge.conftest import signed_in
from tests.edge.real import whole
from tests.schema.sdl import TYPES

ROOT = Path(__file__).parents[2]
SDL: Any = TYPES
CODE: Any = schema._schema
TEXTS = {"String", "ID"}


@dataclass(frozen=True)
class Place:
    """Where a client may send something: the argument of a root's field, and the fields that lead to it from there."""

    argument: Any  # as the edge knows it
    name: str
    path: tuple[str, ...]
    told: Any  # as the contract prints it

    @property
    def field(self) -> str:
        return ".".join([self.name, *self.path]).removeprefix("input.")

    @property
    def is_list(self) -> bool:
        return is_list_type(get_nullable_type(self.told.type))

    @property
    def most(self) -> int:
        """What the contract says. Zero: nothing."""
        found = [one for one in self.told.ast_node.directives or () if one.name.value == "most"]
        return int(found[0].arguments[0].value.value) if found else 0

    def send(self, value: Any) -> None:
        """Raises Refused where the edge does not take `value` at this place."""
        for part in reversed(self.path):
            value = {part: value}
        bounds.check((bounds.Place("given", self.argument, self.name),), {"given": value})

    def __str__(self) -> str:
        return self.field


def places() -> Iterator[Place]:
    for printed, kind in (
        (SDL.query_type, CODE.query_type),
        (SDL.mutation_type, CODE.mutation_type),
        (SDL.subscription_type, CODE.subscription_type),
    ):
        for field, asked in printed.fields.items():
            for name, told in asked.args.items():
                yield from within(Place(kind.fields[field].args[name], name, (), told))


def within(place: Place) -> Iterator[Place]:
    yield place
    kind = get_named_type(place.told.type)
    for name, told in kind.fields.items() if is_input_object_type(kind) else ():
        yield from within(Place(place.argument, place.name, (*place.path, name), told))


PLACES = list(places())
LISTS = [place for place in PLACES if place.is_list]


def test_every_list_says_in_the_contract_how_many_it_holds() -> None:
    assert len(LISTS) >= 30
    assert [str(place) for place in LISTS if not place.most] == []
    told = [(place.told.description, f"至多 {place.most} 个", f"at most {place.most}.") for place in LISTS]
    assert [words for words, chinese, english in told if chinese not in words or english not in words] == []


def test_no_list_holds_lists() -> None:
    held = [(place, get_nullable_type(place.told.type).of_type) for place in LISTS]
    assert [str(place) for place, one in held if is_list_type(get_nullable_type(one))] == []


def test_a_list_of_an_enum_holds_each_value_once() -> None:
    """But for the dimensions of figures, of which a table has two."""
    enums = [(place, get_named_type(place.told.type)) for place in LISTS]
    enums = [(place, kind) for place, kind in enums if not kind.name.endswith("Dimension") or place.most != 2]
    assert {str(place): place.most for place, kind in enums if is_enum_type(kind)} == {
        str(place): len(kind.values) for place, kind in enums if is_enum_type(kind)
    }


def test_one_more_than_a_list_holds_is_refused_by_the_name_of_its_field() -> None:
    for place in LISTS:
        place.send([None] * place.most)
        with pytest.raises(Refused) as refused:
            place.send([None] * (place.most + 1))
        assert (refused.value.status, refused.value.code, refused.value.field) == (400, "TOO_MANY", place.field)
        assert str(place.most) in refused.value.message


def test_no_text_is_taken_that_has_no_end() -> None:
    texts = [place for place in PLACES if get_named_type(place.told.type).name in TEXTS]
    assert len(texts) > 150
    for place in texts:
        wrapped = (lambda text: [text]) if place.is_list else str
        place.send(wrapped("字" * MAX_CHARACTERS))
        with pytest.raises(Refused) as refused:
            place.send(wrapped("字" * (MAX_CHARACTERS + 1)))
        assert (refused.value.status, refused.value.code, refused.value.field) == (400, "TEXT_TOO_LONG", place.field)


LIGHTS = "RED, " * 6
SAID = {
    "the filter": "query Q($f: IncidentFilter) { incidents(filter: $f) { totalCount } }",
    "the list": "query Q($l: [Light!]) { incidents(filter: {lights: $l}) { totalCount } }",
    "a default": f"query Q($d: [Light!] = [{LIGHTS}]) {{ incidents(filter: {{lights: $d}}) {{ totalCount }} }}",
    "written out": f"{{ incidents(filter: {{lights: [{LIGHTS}]}}) {{ totalCount }} }}",
    "a fragment": "query Q($l: [Light!]) { ...F } "
    "fragment F on Query { incidents(filter: {lights: $l}) { totalCount } }",
}


@pytest.mark.parametrize("way", SAID)
def test_however_a_list_is_said_it_is_seen(way: str) -> None:
    engine, six = Engine(CODE, lambda viewer: viewer), ["RED"] * 6
    for read in (engine.prepare, engine.parse):  # as today's documents are, and those of earlier releases
        with pytest.raises(Refused, match=r"filter\.lights may hold at most 5, not 6"):
            bounds.check(read(SAID[way]).uses, {"f": {"lights": six}, "l": six})


def test_what_is_sent_along_is_paid_for() -> None:
    engine = Engine(CODE, lambda viewer: viewer)
    counted = "incidents(filter: {classCodes: $c}) { totalCount }"
    query = f"query Q($c: [String!]) {{ a: {counted} b: {counted} }}"
    few, many = (engine.weigh(query, {"c": ["A"] * count}, None).cost for count in (1, 100))
    assert many - few == 2 * 99
    written = "{ incidents(filter: {classCodes: [" + '"A" ' * 100 + "]}) { totalCount } }"
    assert engine.weigh(written, {}, None).cost == engine.weigh(written.replace('"A" ', ""), {}, None).cost + 100


def test_a_value_that_is_named_twice_in_a_filter_is_one() -> None:
    sent = {"lights": [Light.RED, Light.GREEN, Light.RED]}
    assert translated(Filter, sent).lights == (Light.RED, Light.GREEN)


def test_lists_of_any_length_share_a_few_texts(town: Database) -> None:
    lengths = range(101)
    forms = {form_of(Incident.filter(Q(incident_class_id__in=list("A" * length))), []) for length in lengths}
    assert len(forms) == 9  # none, 1, 2, 4 … 128


async def test_a_phone_is_told_at_once_that_a_list_is_too_long(town: Database, tmp_path: Path) -> None:
    """Six thousand times the same light in a document of ours stopped everybody for 44 s, and was INTERNAL."""
    texts = orjson.loads((ROOT / "web/api/documents.json").read_bytes()).values()
    feed = next(text for text in texts if text.startswith("query Feed("))
    body = {"documentId": identify(feed), "variables": {"filter": {"lights": ["RED"] * 6_000}}}
    async with whole(town, tmp_path) as app, signed_in(app, "wang") as wang:
        start = time.process_time()
        answer = await wang.post("/graphql", json=body)
        assert time.process_time() - start < 1
        assert answer.status_code == 400
        told = answer.json()["errors"][0]
        where = {"field": "filter.lights", "argument": "filter.lights"}
        assert told["extensions"] == {"code": "TOO_MANY", "hint": "至多 5 个，现在 6000 个"} | where
        body["variables"] = {"filter": {"lights": ["RED"] * 5}}
        assert "errors" not in (await wang.post("/graphql", json=body)).json()
