"""What a query may cost, reckoned from its text before anything else is done with it, in one pass.

Decision: our own walk, since the limiters at hand re-walk a fragment at each spread: 940 bytes of nested spreads
froze a server for 40 s. Here each fragment is weighed once and its weight is added at each spread; weights are
capped, so numbers stay small. One unit of cost is about one completed field (6–7 µs); a list with `first` counts
its rows that many times, and each entry of a list that is sent along costs one unit wherever it is used. Unknown
fields and types are weighed as leaves: saying that they are unknown is the validation's work.

Introspection has a budget of its own, since the usual query of an editor is deep and wide, but always the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLArgument,
    GraphQLField,
    GraphQLNamedType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    ObjectValueNode,
    OperationDefinitionNode,
    OperationType,
    SelectionNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_interface_type,
    is_list_type,
    is_object_type,
)

from server.edge.refusal import Refused

MAX_COST, MAX_DEPTH, MAX_ALIASES, MAX_TOKENS = 5_000, 12, 15, 1_000
MAX_INTROSPECTION_COST, MAX_INTROSPECTION_DEPTH = 300_000, 20
CAP = 10**9
ROWS = 10  # of a list that says nothing about its length
LONG_LISTS = {"classes": 150, "units": 100, "incidentCounts": 100, "types": 120, "args": 2, "inputFields": 5}
META = {"__schema": "__Schema", "__type": "__Type"}


@dataclass(frozen=True)
class Weight:
    """What a part of a document weighs. `row` is what one row costs of its lists that wait for a `first` above them."""

    cost: int = 0
    row: int = 0
    depth: int = 0
    aliases: int = 0
    roots: int = 0  # fields of this level, through fragments

    def __add__(self, other: Weight) -> Weight:
        return Weight(
            min(CAP, self.cost + other.cost),
            min(CAP, self.row + other.row),
            max(self.depth, other.depth),
            min(CAP, self.aliases + other.aliases),
            min(CAP, self.roots + other.roots),
        )

    def rows(self, number: int) -> int:
        """The cost when the waiting lists have `number` rows."""
        return min(CAP, self.cost + number * self.row)


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
        prices = [_checked(node, Scale(document, schema, variables)) for node in (named or operations)]
    except RecursionError:
        raise Refused(400, "QUERY_TOO_DEEP", "the query is nested too deeply") from None
    return max(prices, key=lambda one: one.cost, default=Price(0, 0, 0))


def _checked(operation: OperationDefinitionNode, scale: Scale) -> Price:
    """The price of one operation, or the refusal that names the limit it is over."""
    weight = scale.operation(operation)
    cost = weight.rows(ROWS)
    introspects = scale.introspects
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
        raise Refused(400, "QUERY_TOO_EXPENSIVE", f"the query would cost {cost}; the limit is {most_cost}")
    return Price(cost, weight.depth, weight.aliases, most_cost, introspects)


class Scale:
    """Weighs the parts of one document, each fragment once."""

    def __init__(self, document: DocumentNode, schema: GraphQLSchema, variables: Mapping[str, Any]) -> None:
        self.schema, self.variables = schema, dict(variables)
        self.entries = {name: _entries(value) for name, value in self.variables.items()}
        self.fragments = {
            node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)
        }
        self.weighed: dict[str, Weight | None] = {}
        self.introspects = self.reads = False

    def operation(self, node: OperationDefinitionNode) -> Weight:
        for declared in node.variable_definitions or ():
            if isinstance(declared.default_value, IntValueNode):
                self.variables.setdefault(declared.variable.name.value, _whole(declared.default_value.value))
        return self.selections(node.selection_set, self.schema.get_root_type(node.operation))

    def selections(self, chosen: SelectionSetNode, parent: GraphQLNamedType | None) -> Weight:
        weight = Weight()
        for node in chosen.selections:
            weight += self.selection(node, parent)
        return weight

    def selection(self, node: SelectionNode, parent: GraphQLNamedType | None) -> Weight:
        if isinstance(node, FieldNode):
            return self.field(node, parent)
        if isinstance(node, FragmentSpreadNode):
            return self.fragment(node.name.value)
        if isinstance(node, InlineFragmentNode):
            on = self.schema.get_type(node.type_condition.name.value) if node.type_condition else parent
            return self.selections(node.selection_set, on)
        raise Refused(400, "QUERY_INVALID", "a selection holds fields and fragments only")

    def fragment(self, name: str) -> Weight:
        """The weight of a fragment, reckoned once. One that contains itself has none and is refused here."""
        if name not in self.fragments:
            return Weight()
        if name not in self.weighed:
            self.weighed[name] = None
            node = self.fragments[name]
            self.weighed[name] = self.selections(
                node.selection_set, self.schema.get_type(node.type_condition.name.value)
            )
        if (weight := self.weighed[name]) is None:
            raise Refused(400, "FRAGMENT_CYCLE", "a fragment contains itself")
        return weight

    def field(self, node: FieldNode, parent: GraphQLNamedType | None) -> Weight:
        name, aliased = node.name.value, int(node.alias is not None)
        self._notice(name, parent)
        sent = sum(self._sent(argument.value) for argument in node.arguments or ())
        if node.selection_set is None:
            return Weight(cost=1 + sent, depth=1, aliases=aliased, roots=1)
        definition = self._definition(name, parent)
        inner = self.selections(node.selection_set, get_named_type(definition.type) if definition else None)
        weight = Weight(cost=sent, depth=1 + inner.depth, aliases=aliased + inner.aliases, roots=1)
        first = self._first(node, definition)
        if definition is None or not is_list_type(get_nullable_type(definition.type)):
            return weight + Weight(cost=1 + inner.rows(first or ROWS))
        one = 1 + inner.rows(ROWS)
        if rows := first or LONG_LISTS.get(name, 0):
            return weight + Weight(cost=1 + min(CAP, rows * one))
        return weight + Weight(cost=1, row=one)

    def _notice(self, name: str, parent: GraphQLNamedType | None) -> None:
        """Tell questions about the schema from questions about the district, at the root."""
        if parent is not None and parent is self.schema.query_type and name != "__typename":
            if name in META:
                self.introspects = True
            else:
                self.reads = True

    def _definition(self, name: str, parent: GraphQLNamedType | None) -> GraphQLField | None:
        if name in META and parent is self.schema.query_type:
            meta = self.schema.get_type(META[name])
            return GraphQLField(meta) if meta is not None and is_object_type(meta) else None
        if is_object_type(parent) or is_interface_type(parent):
            field: GraphQLField | None = parent.fields.get(name)
            return field
        return None

    def _first(self, node: FieldNode, definition: GraphQLField | None) -> int:
        """How many rows are asked for: the argument `first`, also by variable or default; 0: there is none."""
        if definition is None or "first" not in definition.args:
            return 0
        for argument in node.arguments or ():
            if argument.name.value == "first":
                return self._number(argument.value)
        return _default(definition.args["first"])

    def _sent(self, value: ValueNode) -> int:
        """How many entries the lists of an argument hold, written out or by variable."""
        if isinstance(value, VariableNode):
            return self.entries.get(value.name.value, 0)
        if isinstance(value, ListValueNode):
            return len(value.values) + sum(map(self._sent, value.values))
        return sum(self._sent(each.value) for each in value.fields) if isinstance(value, ObjectValueNode) else 0

    def _number(self, value: Any) -> int:
        if isinstance(value, IntValueNode):
            return _whole(value.value)
        if isinstance(value, VariableNode):
            given = self.variables.get(value.name.value)
            return max(1, min(given, CAP)) if isinstance(given, int) and not isinstance(given, bool) else ROWS
        return ROWS


def _entries(value: Any) -> int:
    """How many entries the lists within a value hold."""
    if isinstance(value, list):
        return len(value) + sum(_entries(one) for one in value if isinstance(one, list | dict))
    return sum(map(_entries, value.values())) if isinstance(value, dict) else 0


def _whole(digits: str) -> int:
    return max(1, int(digits)) if len(digits) < 10 else CAP


def _default(argument: GraphQLArgument) -> int:
    """The rows of a page for which nothing is said, however the schema says its default."""
    if argument.default is not None and isinstance(argument.default.literal, IntValueNode):
        return _whole(argument.default.literal.value)
    said = argument.default.value if argument.default is not None else argument.default_value
    return said if isinstance(said, int) else ROWS
