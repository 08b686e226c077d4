"""Whatever is asked, by whomever: the whole answer at once, roots by plans, and field by field are one answer."""

from __future__ import annotations

import gc
import inspect
import os
from random import Random
from typing import Any

import orjson
import pytest
from graphql import DocumentNode, ExecutionResult, execute, parse, validate
from structlog.testing import capture_logs

from schema import schema
from schema.core.context import Context
from schema.core.reading.executor import PLANS, ReadingExecutor, field_by_field
from server.data.database import Database
from server.edge.graphql.query_cost import answered, reckoned
from server.query.output import answer
from tests.people import Actor
from tests.query.documents import Document, Writer
from tests.query.values import Values, values
from tests.query.world import known
from tests.town import NAMES

DOCUMENTS = int(os.environ.get("GRID_TEST_QUESTIONS", "400"))  # for each dialect
LOGINS = sorted(NAMES)
TYPES = schema._schema


def written(seed: int, values: Values) -> tuple[Document, DocumentNode]:
    """The first valid document from this seed on, as text and as it is run."""
    chance = values.chance = Random(seed)
    while True:
        document = Writer(TYPES, chance, values).document()
        if not validate(TYPES, parsed := parse(document.text)):
            return document, parsed


async def told(actor: Actor, document: DocumentNode, variables: dict[str, Any]) -> tuple[bytes, set[tuple[str, str]]]:
    """The answer as it is written, with the order of its fields, and which errors there are at which fields.

    In which row of a list an error is told is left out: the first to arrive takes the place of the others.
    """
    context = Context(viewer=await actor.viewer())
    ran = execute(TYPES, document, context_value=context, variable_values=variables, executor_class=ReadingExecutor)
    result = await ran if inspect.isawaitable(ran) else ran
    assert isinstance(result, ExecutionResult)
    return orjson.dumps(result.data), {(one.message, _fields(one.path)) for one in result.errors or ()}


async def wholly(actor: Actor, document: DocumentNode, variables: dict[str, Any]) -> bytes | None:
    """The answer as a query of plans alone is written, without an executor; None: it needs one."""
    context = Context(viewer=await actor.viewer())
    built = ReadingExecutor.build(TYPES, document, context_value=context, raw_variable_values=variables)
    if not isinstance(built, ReadingExecutor):
        return None  # arguments that do not fit
    text = await built.whole()
    return None if text is None else text.encode()


def _fields(path: list[str | int] | None) -> str:
    return ".".join(step for step in path or () if isinstance(step, str))


# where one of several fields refuses its arguments, graphql-core never awaits the fields beside it
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
async def test_random_questions_have_one_answer_each(world: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answer, "BREATH", 2)  # so that lists of three are long
    found, before, wrong, without, cheap = await values(TYPES, Random(), await known()), PLANS.made, [], 0, []
    with capture_logs() as logs:
        for seed in range(DOCUMENTS):
            document, parsed = written(seed, found)
            actor = Actor(LOGINS[seed % len(LOGINS)])
            whole = await told(actor, parsed, document.variables)
            with field_by_field():
                parts = await told(actor, parsed, document.variables)
            text = await wholly(actor, parsed, document.variables)
            without += text is not None
            if whole != parts or text not in (None, whole[0]) or (text and whole[1]):
                wrong.append((seed, actor.login, document, whole, parts, text))
            most = reckoned(parsed, TYPES, document.variables, None).cost
            if answered(whole[0]) > most:
                cheap.append((seed, answered(whole[0]), most, document.text))
    gc.collect()  # what was never awaited says so now, and here
    assert wrong[:1] == []
    assert cheap == []
    assert [one for one in logs if one["event"] == "a planned answer failed"] == []
    assert PLANS.made - before > DOCUMENTS // 2
    assert without > DOCUMENTS // 3
