"""A noun of three lines: what its declaration makes, and what a newcomer is told who forgets something."""

from __future__ import annotations

import re
from types import ModuleType, SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import orjson
import pytest
import strawberry

from schema.core.context import Context
from schema.core.fields import column
from schema.core.input_mapping import LONGEST, part
from schema.core.payload import payload
from schema.core.reading.executor import ReadingExecutor
from schema.core.verbs import merged, verbs
from server.core.errors import Conflict, Invalid
from server.core.viewer import Viewer
from server.data.database import Database
from server.process import command
from server.process.fields import Declared, asked, given, several
from server.query.row_query import Held


class Page(Declared, words="一页。A page."):
    title: str = asked("题目。Its title.", longest=9)


class Command(command.Command):
    id: UUID = asked("来信的编号。The letter's id.")
    note: str = "of the server alone"


class Answer(Command, words="答复。Answer."):
    text: str | None = given("答复。The answer.", longest=500)
    pages: tuple[Page, ...] = several("各页。The pages.", 3)


class Mute(Command):
    pass


@strawberry.type(description="来信。A letter.")
class Letter:
    id: strawberry.ID = column("编号。Its id.")


@strawberry.type
class Query:
    nothing: str = strawberry.field(description="没有。Nothing.")


part(Page, "LetterPageInput")
HEARD: list[Any] = []


async def answer(viewer: Viewer, said: Answer) -> Any:
    HEARD.append(said)
    if said.text is None:
        raise Invalid("say it in words", field="text")
    if said.text == "late":
        raise Conflict("somebody was first", current=None)
    return SimpleNamespace(id=said.id, receipt=None)


def there(viewer: Viewer, key: UUID | None) -> Any:
    return Held(key and SimpleNamespace(id=key))


ACTIONS = ModuleType("letters.actions")
ACTIONS.answer = answer  # type: ignore[attr-defined]
PAYLOAD = payload("Letter", Letter, there, words="一步的结果。It.", subject="来信。The letter.")
MUTATION = verbs("Letter", PAYLOAD, ACTIONS, {Answer: "答复来信。Answer a letter."})
SCHEMA = strawberry.Schema(
    Query, merged("Mutation", "做什么。What is done.", MUTATION), execution_context_class=ReadingExecutor
)
OWN = {name: LONGEST.pop(name) for name in tuple(LONGEST) if name.startswith("Letter")}  # the contract has no letters


def test_a_command_s_fields_become_an_input_and_its_verb_a_mutation() -> None:
    sdl = SCHEMA.as_str()
    assert "letterAnswer(" in sdl
    head = sdl[sdl.index("input LetterAnswerInput") :]
    shown = [line.strip() for line in head[: head.index("\n}")].splitlines() if re.match(r"  \w+: ", line)]
    assert shown == [
        "opId: ID!",
        "id: ID!",
        "seen: Int!",
        "sent: OperationStamp = null",
        "text: String = null",
        "pages: [LetterPageInput!] = null @most(items: 3)",
    ]
    assert "note" not in head[: head.index("\n}")]
    assert OWN["LetterAnswerInput"] == {"text": 500}


SAID = """mutation {
  letterAnswer(input: {opId: "%s", id: "%s", seen: 2, text: %s, pages: [{title: "一"}]}) {
    problems { code field } letter { id }
  }
}"""


async def told(id: str, text: str) -> Any:
    ran = await SCHEMA.execute(SAID % (uuid4(), id, text), context_value=Context(viewer=Viewer.nobody()))
    assert ran.errors is None
    return orjson.loads(orjson.dumps(ran.data))[
        "letterAnswer"
    ]  # as it goes over the wire: parts of it are text already


async def test_a_verb_hands_the_command_to_its_action_and_tells_what_came_of_it(sqlite_database: Database) -> None:
    key = uuid4()
    assert await told(str(key), '"Thanks"') == {"problems": [], "letter": {"id": str(key)}}
    heard = HEARD[-1]
    assert (heard.id, heard.seen, heard.text, heard.pages) == (key, 2, "Thanks", (Page(title="一"),))
    assert await told(str(key), "null") == {"problems": [{"code": "INVALID", "field": "text"}], "letter": None}
    assert (await told(str(key), '"late"'))["problems"] == [{"code": "CONFLICT", "field": None}]
    assert (await told("nonsense", '"Thanks"'))["problems"] == [{"code": "ID_MALFORMED", "field": "id"}]


def test_a_newcomer_who_forgets_something_is_told_what_to_type() -> None:
    class Bare(Command, words="空。Bare."):
        pages: tuple[Loose, ...] = several("各页。The pages.", 3)

    with pytest.raises(TypeError, match=r'has no words: say class Mute\(…, words="'):
        verbs("Letter", PAYLOAD, ACTIONS, {Mute: "…"})
    with pytest.raises(TypeError, match=r"pages has no input: say part\(Loose, "):
        verbs("Letter", PAYLOAD, ACTIONS, {Bare: "…"})
    part(Loose, "LooseInput")
    with pytest.raises(TypeError, match=r"letters.actions has no bare: write the verb of"):
        verbs("Letter", PAYLOAD, ACTIONS, {Bare: "…"})


class Loose(Declared, words="散页。A loose page."):
    title: str | None = given("题目。Its title.")
