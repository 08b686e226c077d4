"""What a query may cost, reckoned from its text before anything else is done with it (`scale.py`).

A query that is too dear is told of a smaller one that would pass (`smaller.py`). What it has really cost is the number
of fields in its answer; only that is taken from its sender's budget in the end.

Introspection has a limit of its own, since the usual query of an editor is deep and wide, but always the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphql import DocumentNode, GraphQLSchema, OperationDefinitionNode, OperationType

from server.core.query_limits import (
    MAX_ALIASES,
    MAX_COST,
    MAX_DEPTH,
    MAX_INTROSPECTION_COST,
    MAX_INTROSPECTION_DEPTH,
)
from server.edge.graphql.scale import Scale, Weight
from server.edge.graphql.smaller import Smaller, smaller
from server.edge.refusal import Refused


@dataclass(frozen=True)
class Price:
    """What one operation costs, and the most that it may."""

    cost: int
    depth: int
    aliases: int
    limit: int = MAX_COST
    introspects: bool = False

    def parts(self) -> dict[str, int]:
        return {"cost": self.cost, "limit": self.limit, "depth": self.depth, "aliases": self.aliases}


def price(document: DocumentNode, schema: GraphQLSchema, variables: Mapping[str, Any], name: str | None) -> Price:
    """The price of the operation `name` (without a name: of the dearest). Raises Refused 400 over a limit."""
    operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
    named = [node for node in operations if node.name and node.name.value == name]
    try:
        prices = [_checked(node, document, schema, variables) for node in (named or operations)]
    except RecursionError:
        raise Refused(400, "QUERY_TOO_DEEP", "the query is nested too deeply") from None
    return max(prices, key=lambda one: one.cost, default=Price(0, 0, 0))


def reckoned(document: DocumentNode, schema: GraphQLSchema, variables: Mapping[str, Any], name: str | None) -> Price:
    """What the operation `name` is reckoned to cost, whatever the limits."""
    weight = Weight()
    for node in document.definitions:
        if isinstance(node, OperationDefinitionNode) and (name is None or (node.name and node.name.value == name)):
            weight += Scale(document, schema, variables).operation(node)
    return Price(weight.rows(1), weight.depth, weight.aliases)


def answered(data: bytes) -> int:
    """How many fields an answer has, told as JSON: the colons behind its keys. A quote within a text is escaped."""
    return data.count(b'":') - data.count(b'\\":')


def _checked(
    operation: OperationDefinitionNode, document: DocumentNode, schema: GraphQLSchema, variables: Mapping[str, Any]
) -> Price:
    """The price of one operation, or the refusal that names the limit it is over."""
    scale = Scale(document, schema, variables)
    weight = scale.operation(operation)
    cost, introspects = weight.rows(1), scale.introspects
    if introspects and scale.reads:
        raise Refused(400, "INTROSPECTION_ALONE", "ask the schema about itself in a query of its own")
    if operation.operation is OperationType.MUTATION and weight.roots > 1:
        raise Refused(400, "ONE_MUTATION", "a request may carry one mutation")
    most_cost, most_depth = (MAX_INTROSPECTION_COST, MAX_INTROSPECTION_DEPTH) if introspects else (MAX_COST, MAX_DEPTH)
    if weight.depth > most_depth:
        raise Refused(400, "QUERY_TOO_DEEP", f"a query may be at most {most_depth} fields deep")
    if weight.aliases > MAX_ALIASES:
        raise Refused(400, "TOO_MANY_ALIASES", f"a query may have at most {MAX_ALIASES} aliases")
    if cost > most_cost:
        found = None if introspects else smaller(operation, document, schema, variables, scale.parts)
        raise _too_dear(cost, most_cost, found)
    return Price(cost, weight.depth, weight.aliases, most_cost, introspects)


def _too_dear(cost: int, most: int, instead: Smaller | None) -> Refused:
    told = f"the query would cost {cost}; the limit is {most}"
    more: dict[str, Any] = {"cost": {"requested": cost, "limit": most}}
    if instead is not None:
        told, more = f"{told}; {instead.words()}", more | {"smaller": instead.told()}
    return Refused(400, "QUERY_TOO_EXPENSIVE", told, more=more)
