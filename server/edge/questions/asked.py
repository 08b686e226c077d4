"""A question as it is sent: a query with its values, or a saved one by its id, with values in the place of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import orjson
from graphql import DocumentNode
from tortoise.expressions import Q

from server.core.viewer import Viewer
from server.data.database import reader
from server.edge.graphql import repeats
from server.edge.graphql.engine import Engine, Prepared
from server.edge.graphql.request import Asked
from server.edge.questions.variables import absolute, is_relative
from server.edge.refusal import Refused
from server.insight.saved_question.lifecycle import State
from server.insight.saved_question.lookups import SAVED_QUESTIONS
from server.insight.saved_question.models import SavedQuestion

SAVED = "question:"  # how the document's id begins that names a saved question


@dataclass(frozen=True)
class Question:
    """`kept`: the saved question that it is."""

    text: str
    given: Mapping[str, Any]
    name: str | None = None
    kept: SavedQuestion | None = None

    def prepared(self, engine: Engine) -> Prepared:
        """Weighed before it is validated, as the gate does. Raises GraphQLSyntaxError, Refused."""

        def weigh(document: DocumentNode) -> None:
            engine.price(document, self.given, self.name)
            repeats.check(document)

        return engine.prepare(self.text, weigh)

    def asked(self, engine: Engine) -> Asked:
        """As the gate takes it, with moments for relative periods. Raises GraphQLSyntaxError, Refused."""
        prepared = self.prepared(engine)
        given = absolute(prepared, self.name, self.given, engine.schema) if not prepared.errors else self.given
        return Asked(None, self.text, self.name, given)


async def question(asked: Asked, viewer: Viewer) -> Question:
    """The question that a request is. Raises Refused 404 for a saved one that is not there, or not theirs to see."""
    if asked.document_id is None:
        return Question(asked.query or "", asked.variables, asked.name)
    row = await kept(asked.document_id.removeprefix(SAVED), viewer)
    return Question(row.document, orjson.loads(row.given) | dict(asked.variables), asked.name, row)


async def kept(key: str, viewer: Viewer) -> SavedQuestion:
    """Raises Refused 404, 410 QUESTION_DROPPED."""
    try:
        row = await SAVED_QUESTIONS.seen(viewer, Q(id=UUID(key))).using_db(reader()).first()
    except ValueError:
        row = None
    if row is None:
        raise Refused(404, "NOT_FOUND", "there is no such question, or it is not yours to see")
    if row.state is State.DROPPED:
        raise Refused(410, "QUESTION_DROPPED", "this question was dropped by its owner")
    return row


async def by_program(asked: Asked, viewer: Viewer, engine: Engine) -> Asked:
    """A request that names a saved question as its document, as the query that it is; a supervisor's own query with
    moments for the relative periods among its values; any other as it was."""
    if asked.document_id is not None and asked.document_id.startswith(SAVED):
        return (await question(asked, viewer)).asked(engine)
    relative = {name for name, value in asked.variables.items() if isinstance(value, str) and is_relative(value)}
    if asked.query is None or not relative or not viewer.explores:
        return asked
    found = Question(asked.query, asked.variables, asked.name).asked(engine).variables
    return replace(asked, variables={**asked.variables, **{name: found[name] for name in relative & found.keys()}})
