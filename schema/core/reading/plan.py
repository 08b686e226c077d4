"""From a selection to what answers it: what is asked below a field is told to `server.query`.

The plan walks a selection as graphql-core does and with its own functions (`collect_subfields`, `get_argument_values`),
so that aliases, fragments, conditions and variables mean the same. A field that says nothing about what it reads cannot
be planned: `Unplanned` names it, and the whole selection is then resolved field by field.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeAlias

from graphql import (
    Executor,
    GraphQLEnumType,
    GraphQLError,
    GraphQLField,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    get_named_type,
    is_leaf_type,
)
from graphql.execution.collect_fields import FieldDetails, collect_subfields
from graphql.execution.values import get_argument_values
from strawberry.utils.str_converters import to_snake_case

from schema.core.fields import READS
from schema.core.reading.declare import Column, Pages, Reads
from server.query.output.answer import Answer
from server.query.output.asked import Asked
from server.query.row_query import Chosen

Nodes: TypeAlias = list[FieldDetails]

COUNTED = {"total", "totalCount", "totalExact"}  # the fields of a page that say how many there are


class Unplanned(Exception):
    """This cannot be planned, and why."""


def planned(executor: Executor[Any], kind: GraphQLOutputType, nodes: Nodes, chosen: Chosen) -> Answer:
    """The plan for one field whose value is `chosen`, or a choice of the same form. Raises Unplanned."""
    asked = Asked.of(chosen, nodes[0].node.name.value)
    try:
        describe(kind, asked)
        Planner(executor).below(kind, nodes, asked)
        return asked.answered(chosen)
    except (LookupError, GraphQLError) as failure:
        raise Unplanned(str(failure)) from failure


class Planner:
    """Tells what is asked in one selection."""

    def __init__(self, executor: Executor[Any]) -> None:
        self.executor = executor

    def below(self, kind: GraphQLOutputType, nodes: Nodes, asked: Asked) -> None:
        """Tell what is asked of what stands in a field, if it is objects."""
        bare = get_named_type(kind)
        if isinstance(bare, GraphQLObjectType):
            for key, details in self.selected(bare, nodes).items():
                self.field(bare, details, asked.field(key, details[0].node.name.value))

    def selected(self, kind: GraphQLObjectType, nodes: Nodes) -> dict[str, Nodes]:
        """The fields that are asked for below `nodes`, by the name of each in the answer."""
        executor = self.executor
        fields, deferred, _ = collect_subfields(
            executor.schema, executor.fragments, executor.variable_values, executor.operation, kind, nodes,
            executor.hide_suggestions,
        )  # fmt: skip
        if deferred:
            raise Unplanned(f"a part of {kind.name} is deferred")
        return fields

    def field(self, parent: GraphQLObjectType, nodes: Nodes, asked: Asked) -> None:
        """Tell one field of an object, and what is asked below it."""
        if asked.name == "__typename":
            asked.always(parent.name)
            return
        definition = parent.fields[asked.name]
        reads = reads_of(parent, asked.name, definition).at(parent.name, asked.name)
        if isinstance(reads, Pages):
            page = self.asked_of(definition.type, nodes)
            reads = replace(reads, peeks="pageInfo" in page, counts=bool(page & COUNTED))
        describe(definition.type, asked)
        reads.told(asked, self.arguments(definition, nodes[0]))
        self.below(definition.type, nodes, asked)

    def asked_of(self, kind: GraphQLOutputType, nodes: Nodes) -> set[str]:
        """What is asked of a page itself."""
        page: Any = get_named_type(kind)
        return {details[0].node.name.value for details in self.selected(page, nodes).values()}

    def arguments(self, definition: GraphQLField, details: FieldDetails) -> dict[str, Any]:
        """The arguments of a field as its declaration knows them."""
        if not definition.args:
            return {}
        found = get_argument_values(
            definition, details.node, self.executor.variable_values, details.fragment_variable_values,
            self.executor.hide_suggestions,
        )  # fmt: skip
        return {to_snake_case(name): value for name, value in found.items()}


def reads_of(parent: GraphQLObjectType, name: str, definition: GraphQLField) -> Reads:
    """What a field says that it reads. Raises Unplanned naming one that says nothing."""
    declared: Any = (definition.extensions or {}).get("strawberry-definition")
    reads = declared.metadata.get(READS) if declared is not None else None
    if not isinstance(reads, Reads):
        raise Unplanned(f"{parent.name}.{name} does not say what it reads")
    return Column(declared.python_name) if isinstance(reads, Column) and not reads.name else reads


def describe(kind: GraphQLOutputType, asked: Asked) -> None:
    """Tell what stands in a field of this type. Raises Unplanned where it may be of several."""
    if isinstance(kind, GraphQLNonNull):
        asked.never_null()
        describe(kind.of_type, asked)
    elif isinstance(kind, GraphQLList):
        asked.listed()
        describe(kind.of_type, asked)
    elif isinstance(kind, GraphQLEnumType):
        codes = {value.value: name for name, value in kind.values.items()}
        asked.leaf(kind.name, kind.coerce_output_value, codes)
    elif is_leaf_type(kind):
        asked.leaf(kind.name, kind.coerce_output_value)
    elif not isinstance(kind, GraphQLObjectType):
        raise Unplanned(f"{kind} may be of several types")
