"""A query whose roots are all answered by plans needs no executor: its answer is their texts, side by side.

That is what screens send: trusted documents. Where anything is otherwise (a root that answers by itself, a directive
that defers, a refusal, a bug) there is no such answer, and graphql-core runs the document as ever: a query changes
nothing, so that asking twice is asking once, and errors are told by one place alone.
"""

from __future__ import annotations

import asyncio
import inspect
from typing import Any

from graphql import Executor, GraphQLField, GraphQLObjectType, OperationType, get_named_type, is_abstract_type
from graphql.execution.collect_fields import collect_fields
from graphql.execution.values import get_argument_values
from graphql.pyutils import Path

from schema.core.reading.plan import Nodes
from schema.core.reading.plan_cache import Plans
from server.query.row_query import Chosen


class NotWhole(Exception):
    """This has to be run by graphql-core."""


async def whole(executor: Executor[Any], plans: Plans) -> str:
    """The data of a query as JSON. Raises NotWhole, and whatever a resolver raises."""
    operation, root = executor.operation, executor.schema.query_type
    if operation.operation is not OperationType.QUERY or root is None:
        raise NotWhole
    fields, deferred, _ = collect_fields(
        executor.schema, executor.fragments, executor.variable_values, root, operation, executor.hide_suggestions
    )
    if deferred:
        raise NotWhole
    answers = [_root(executor, plans, root, key, nodes) for key, nodes in fields.items()]
    texts = [await answers[0]] if len(answers) == 1 else await asyncio.gather(*answers)
    return "{" + ",".join(f'"{key}":{text}' for key, text in zip(fields, texts, strict=True)) + "}"


async def _root(executor: Executor[Any], plans: Plans, root: GraphQLObjectType, key: str, nodes: Nodes) -> str:
    """The text of one field of the root."""
    field = root.fields.get(nodes[0].node.name.value)
    if field is None or field.resolve is None:
        raise NotWhole
    choice = await _chosen(executor, field, root, key, nodes)
    if not isinstance(choice, Chosen) or is_abstract_type(get_named_type(field.type)):
        raise NotWhole
    plan = plans.find(executor, field.type, nodes, choice)
    if plan is None:
        raise NotWhole
    return await plan(choice, await executor.context_value.ground())


async def _chosen(executor: Executor[Any], field: GraphQLField, root: GraphQLObjectType, key: str, nodes: Nodes) -> Any:
    """What the resolver at the root answers."""
    assert field.resolve is not None
    given = get_argument_values(
        field, nodes[0].node, executor.variable_values, nodes[0].fragment_variable_values, executor.hide_suggestions
    )
    given = {name: _shorter(value) for name, value in given.items()}
    path = Path(None, key, root.name)
    info = executor.build_resolve_info(field, [one.node for one in nodes], root, path)
    found = field.resolve(executor.root_value, info, **given)
    return await found if inspect.isawaitable(found) else found


def _shorter(value: Any) -> Any:
    """An input without what is null in it: that is what its fields are when nothing is said, and turning each of a
    filter's seventeen nulls into Python's costs as much as a row. One that may not be left out is a TypeError."""
    return {name: _shorter(one) for name, one in value.items() if one is not None} if isinstance(value, dict) else value
