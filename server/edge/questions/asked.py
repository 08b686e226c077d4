"""A question as it is sent: a query with its values, or a saved one by its id, with values in the place of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
from tortoise.expressions import Q

from server.core.viewer import Viewer
from server.data.database import reader
from server.edge.graphql.engine import Engine
from server.edge.graphql.request import Asked
from server.edge.questions.variables import absolute
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

    def asked(self, engine: Engine) -> Asked:
        """As the gate takes it, with moments for relative periods. Raises GraphQLSyntaxError, Refused."""
        prepared = engine.prepare(self.text)
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
    """A request that names a saved question as its document, as the query that it is; any other as it was."""
    if asked.document_id is None or not asked.document_id.startswith(SAVED):
        return asked
    return (await question(asked, viewer)).asked(engine)
