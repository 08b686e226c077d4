"""What the read path makes of a document, and what of the schema it cannot plan: `./grid explain`."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

from graphql import (
    ExecutionResult,
    GraphQLField,
    GraphQLObjectType,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    execute,
    get_named_type,
    is_abstract_type,
    parse,
    validate,
)

from schema import schema as contract
from schema.core.context import Context
from schema.core.reading.declare import Computed
from schema.core.reading.executor import ReadingExecutor
from schema.core.reading.plan import Unplanned, reads_of
from server.core.viewer import Viewer
from server.data.database import connect
from server.data.migrate import ready
from server.ground.person.queries import person_by_login
from server.ground.person.viewers import viewer_of
from server.query.execute import explained


def fallbacks(types: GraphQLSchema) -> dict[str, str]:
    """Every field that is resolved by itself or costs a statement more, by "Type.field", with the reason.

    Fields of the roots choose rows and are no fall-backs; nor is what only a mutation answers with.
    """
    return dict(_reasons(types))


def _reasons(types: GraphQLSchema) -> Iterator[tuple[str, str]]:
    for kind, name, field in _fields(types):
        try:
            reads = reads_of(kind, name, field)
        except Unplanned:
            yield f"{kind.name}.{name}", "resolved by itself"
            continue
        if isinstance(reads, Computed) and reads.waits:
            yield f"{kind.name}.{name}", "may cost a statement of its own for each row"
        if is_abstract_type(get_named_type(field.type)):
            yield f"{kind.name}.{name}", "may be of several types"


def _fields(types: GraphQLSchema) -> Iterator[tuple[GraphQLObjectType, str, GraphQLField]]:
    """Every field below the roots, in the order of names."""
    roots = {types.query_type, types.mutation_type, types.subscription_type}
    for name, kind in sorted(types.type_map.items()):
        if isinstance(kind, GraphQLObjectType) and kind not in roots and not name.startswith("__"):
            yield from ((kind, field, declared) for field, declared in kind.fields.items())


async def statements(text: str, viewer: Viewer, variables: dict[str, Any]) -> str:
    """What is sent to the database for a query of this viewer. Raises ValueError for what is none."""
    document, types = parse(text), contract._schema
    for node in document.definitions:
        if isinstance(node, OperationDefinitionNode) and node.operation is not OperationType.QUERY:
            raise ValueError("only a query can be explained: a mutation would be carried out")
    if errors := validate(types, document):
        raise ValueError(errors[0].message)
    with explained() as said:
        ran = execute(types, document, context_value=Context(viewer=viewer), variable_values=variables,
                      executor_class=ReadingExecutor)  # fmt: skip
        result = await ran if inspect.isawaitable(ran) else ran
    assert isinstance(result, ExecutionResult)
    blocks = [f"{one.sql}\n  with {one.values}\n" + "\n".join(f"  | {line}" for line in one.plan) for one in said]
    failed = [f"error: {error.message} at {error.path}" for error in result.errors or ()]
    return "\n\n".join([*blocks, *failed, f"{len(said)} statement(s); what lies in memory needs none."])


async def explain(url: str, login: str, text: str, variables: dict[str, Any]) -> str:
    """The statements of a query that the person with this login asks. Raises ValueError."""
    await ready(url)
    async with connect(url) as database:
        with database.entered():
            if (person := await person_by_login(login)) is None:
                raise ValueError(f"there is nobody with the login {login}")
            return await statements(text, await viewer_of(person.id), variables)


def listed() -> str:
    """The fall-backs of the schema, one a line."""
    found = fallbacks(contract._schema)
    return "\n".join(f"{name}: {why}" for name, why in found.items()) or "Every field is planned."
