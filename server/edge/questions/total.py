"""The one number by which a saved question is watched: the total of its figures, or how many rows its list has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import orjson
from graphql import DocumentNode, FieldNode, GraphQLError, OperationType, SelectionSetNode, parse

from server.core.viewer import Viewer
from server.edge.graphql.engine import Engine, GraphQLRequest, Prepared
from server.edge.questions.asked import Question
from server.edge.questions.shape import Figured, Listing, shape
from server.edge.refusal import Refused

TOTAL: Any = parse("{ total { count } }").definitions[0]


async def total(engine: Engine, text: str, given: Mapping[str, Any], viewer: Viewer) -> float | None:
    """As the viewer sees it now; None where it does not fit, costs too much, or has no such number."""
    try:
        request = _admitted(engine, text, given, viewer)
        found = shape(request, engine.schema)
    except (Refused, GraphQLError):
        return None
    if isinstance(found, Figured):
        told = await _data(engine, found.request, viewer)
        return None if told is None else told[found.root]["total"]["values"][0]["value"]
    if len(found.flat.rows) > 1:
        told = await _data(engine, _counted(found), viewer)
        return None if told is None else told[found.flat.rows[0]]["total"]["count"]
    told = await _data(engine, found.flat.request, viewer)
    return None if told is None else _summed(told[found.flat.rows[0]] or [])


def _admitted(engine: Engine, text: str, given: Mapping[str, Any], viewer: Viewer) -> GraphQLRequest:
    """As the gate admits it, but for a budget: nobody waits. Raises Refused, GraphQLError."""
    asked = Question(text, given).asked(engine)
    prepared = engine.prepare(text, lambda document: engine.price(document, asked.variables, None))
    request = GraphQLRequest(prepared, None, asked.variables, trusted=False)
    if prepared.errors or not viewer.explores or request.kind is not OperationType.QUERY:
        raise Refused(400, "QUERY_INVALID", "this question cannot be asked any more")
    request.check()
    return request


async def _data(engine: Engine, request: GraphQLRequest, viewer: Viewer) -> Any:
    """None for errors."""
    body = await engine.execute(request, viewer)
    return None if body.get("errors") else orjson.loads(orjson.dumps(body["data"]))


def _counted(found: Listing) -> GraphQLRequest:
    """How many the list has in all, in the place of its rows."""
    operation = found.flat.request.prepared.operation(found.flat.request.name)
    (root,) = operation.selection_set.selections
    assert isinstance(root, FieldNode)  # a table has one root
    only = SelectionSetNode(selections=(replace(root, selection_set=TOTAL.selection_set),))
    document = DocumentNode(definitions=(replace(operation, selection_set=only),))
    return replace(found.flat.request, prepared=Prepared(document, ()))


def _summed(rows: list[Any]) -> float:
    """The sum of what is counted in each row, else how many rows there are."""
    counts = [one["count"] for one in rows if isinstance(one.get("count"), int)]
    return sum(counts) if counts else len(rows)
