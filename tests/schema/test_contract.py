"""The contract as people read it: described in both languages, without words we ban, and changed only on purpose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
)

from schema.core.documents import nouns, operations
from server.core.viewer import Role
from server.grid.incident import actions
from server.grid.incident.lifecycle import State, Step
from server.ground.area.models import AreaLevel
from tests.schema.sdl import TYPES

ROOT = Path(__file__).parents[2]
BUILT_IN = {"String", "Int", "Float", "Boolean", "ID"}
BANNED = re.compile(
    "打卡|签到|积分|排名|在线时长|(?i:(?<![a-z])(trajectory|attendance|punch|online_?seconds|points|rank_?person)(?![a-z]))"
)
CHINESE, ENGLISH = re.compile("[一-鿿]"), re.compile("[A-Za-z]{2}")


def ours() -> Iterator[GraphQLNamedType]:
    return (each for name, each in TYPES.type_map.items() if name not in BUILT_IN and not name.startswith("__"))


def described() -> Iterator[tuple[str, str | None]]:
    """Every type, field, argument and enum value of ours with its description."""
    for each in ours():
        yield each.name, each.description
        if isinstance(each, GraphQLObjectType | GraphQLInterfaceType):
            for name, field in each.fields.items():
                yield f"{each.name}.{name}", field.description
                yield from ((f"{each.name}.{name}({arg})", told.description) for arg, told in field.args.items())
        elif isinstance(each, GraphQLInputObjectType):
            yield from ((f"{each.name}.{name}", field.description) for name, field in each.fields.items())
        elif isinstance(each, GraphQLEnumType):
            yield from ((f"{each.name}.{name}", value.description) for name, value in each.values.items())


def test_a_supervisor_finds_everything_described_in_chinese_and_in_english() -> None:
    told = list(described())
    mute = [name for name, text in told if not (text and CHINESE.search(text) and ENGLISH.search(text))]
    assert mute == []
    assert len(told) > 500


def test_no_name_and_no_description_watches_or_ranks_people() -> None:
    told = [f"{name} {text}" for name, text in described()]
    assert [words for words in told if BANNED.search(words)] == []
    assert BANNED.search("Viewer.attendance")
    assert BANNED.search("Person.onlineSeconds")


def test_what_is_written_beside_the_code_is_what_the_code_says() -> None:
    stale = [str(path) for path, text in operations.files(ROOT).items() if path.read_text("utf-8") != text]
    assert stale == [], "run ./grid schema and look at what changed"


def test_writing_again_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "web" / "graphql").mkdir(parents=True)
    for path in (ROOT / "web" / "graphql").glob("*.graphql"):
        (tmp_path / "web" / "graphql" / path.name).write_text(path.read_text("utf-8"), "utf-8")
    assert len(operations.write(tmp_path)) == 6 + len(nouns.made(TYPES))
    assert operations.write(tmp_path) == []


def test_an_operation_that_does_not_fit_the_schema_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "web" / "graphql").mkdir(parents=True)
    (tmp_path / "web" / "graphql" / "wrong.graphql").write_text("query Wrong { nothing }", "utf-8")
    with pytest.raises(ValueError, match="nothing"):
        operations.write(tmp_path)
    assert not (tmp_path / "web" / "api").exists()


@pytest.mark.parametrize(
    ("enum", "name"), [(State, "IncidentState"), (Step, "IncidentStep"), (Role, "Role"), (AreaLevel, "AreaLevel")]
)
def test_the_domain_and_the_contract_say_the_same_words(enum: type[State], name: str) -> None:
    published = TYPES.type_map[name]
    assert isinstance(published, GraphQLEnumType)
    assert set(published.values) == {member.name for member in enum}


def test_every_verb_of_the_domain_has_one_mutation_and_nothing_else_has() -> None:
    verbs = {name.rstrip("_") for name in actions.__all__ if name != "Done"}
    assert TYPES.mutation_type is not None
    own = [name for name in TYPES.mutation_type.fields if name.startswith("incident")]
    assert {name.removeprefix("incident").lower() for name in own} == {verb.replace("_", "") for verb in verbs}


def test_every_verb_is_told_its_operation_its_subject_and_the_version_seen() -> None:
    assert TYPES.mutation_type is not None
    for name, verb in TYPES.mutation_type.fields.items():
        if not name.startswith("incident"):
            continue
        (told,) = verb.args.values()
        strict = {field for field, kind in told.type.of_type.fields.items() if str(kind.type).endswith("!")}
        unseen = name in {"incidentReport", "incidentNote"}
        assert strict & {"opId", "id", "seen"} == ({"opId", "id"} if unseen else {"opId", "id", "seen"}), name
        assert str(verb.type) == "IncidentPayload!"
