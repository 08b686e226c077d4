"""Weighs the parts of one document, each fragment once.

Decision: our own walk, since the limiters at hand re-walk a fragment at each spread: 940 bytes of nested spreads
froze a server for 40 s. Here each fragment is weighed once and its weight is added at each spread; weights are
capped, so numbers stay small. One unit of cost is one field of the answer; a list has its rows, as many as `first` says
or as the field declares (`extensions`, by `LIST_SIZE`), ten plain values of a list are one, and each entry of a list
that is sent along costs one unit wherever it is used. Unknown fields and types are weighed as leaves: saying that they
are unknown is the validation's work.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Set
from dataclasses import dataclass
from typing import Any

from graphql import (
    DocumentNode,
    EnumValueNode,
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

from server.core.query_limits import LIST_SIZE, LIST_SIZE_BY, WEIGHT
from server.edge.refusal import Refused

CAP = 10**9
LONGEST_NAME = 64  # characters of an enum's value
UNSAID = 100  # rows of a list of which neither its field nor its page says how many
OF_THE_SCHEMA = {"fields": 6, "args": 1, "directives": 20}  # lists of what the schema says of itself: twice the average
USUAL_OF_THE_SCHEMA = 3
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
class Part:
    """A field with fields below it, as it was met: its names from the root on, its cost where it stands, how many
    rows it asks for by `first` (0: it has no such argument), and the selection that it stands in."""

    node: FieldNode
    path: tuple[str, ...]
    cost: int
    first: int
    among: SelectionSetNode


class Scale:
    """The scale for one document. `firsts`: how many rows to reckon with at a field instead of what it says; `without`:
    fields that are left out."""

    def __init__(
        self,
        document: DocumentNode,
        schema: GraphQLSchema,
        variables: Mapping[str, Any],
        firsts: Mapping[FieldNode, int] | None = None,
        without: Set[FieldNode] = frozenset(),
    ) -> None:
        self.schema, self.variables = schema, dict(variables)
        self.firsts, self.without = {id(node): first for node, first in (firsts or {}).items()}, set(map(id, without))
        self.entries = {name: _entries(value) for name, value in self.variables.items()}
        self.fragments = {
            node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)
        }
        self.weighed: dict[str, Weight | None] = {}
        self.introspects = self.reads = False
        self.parts = list[Part]()
        self._path, self._among = list[str](), list[SelectionSetNode]()

    def operation(self, node: OperationDefinitionNode) -> Weight:
        for declared in node.variable_definitions or ():
            if isinstance(declared.default_value, IntValueNode):
                self.variables.setdefault(declared.variable.name.value, _whole(declared.default_value.value))
            elif isinstance(declared.default_value, EnumValueNode):
                self.variables.setdefault(declared.variable.name.value, declared.default_value.value)
        return self.selections(node.selection_set, self.schema.get_root_type(node.operation))

    def selections(self, chosen: SelectionSetNode, parent: GraphQLNamedType | None) -> Weight:
        weight = Weight()
        self._among.append(chosen)
        for node in chosen.selections:
            weight += self.selection(node, parent)
        self._among.pop()
        return weight

    def selection(self, node: SelectionNode, parent: GraphQLNamedType | None) -> Weight:
        if isinstance(node, FieldNode):
            return Weight() if id(node) in self.without else self.field(node, parent)
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
        definition = self._definition(name, parent)
        if node.selection_set is None:
            return Weight(cost=1 + sent + _plain(definition), depth=1, aliases=aliased, roots=1)
        self._path.append((node.alias or node.name).value)
        inner = self.selections(node.selection_set, get_named_type(definition.type) if definition else None)
        first = self._first(node, definition)
        weight = self._sized(node, definition, parent, inner, first)
        self.parts.append(Part(node, tuple(self._path), weight.rows(1), first, self._among[-1]))
        self._path.pop()
        return weight + Weight(cost=sent, depth=1 + inner.depth, aliases=aliased + inner.aliases, roots=1)

    def _sized(
        self,
        node: FieldNode,
        definition: GraphQLField | None,
        parent: GraphQLNamedType | None,
        inner: Weight,
        first: int,
    ) -> Weight:
        """The field with what stands below it, in its rows."""
        if definition is None or not is_list_type(get_nullable_type(definition.type)):
            return Weight(cost=1 + inner.rows(first or UNSAID))
        if rows := first or self._rows(node, definition, parent):
            return Weight(cost=1 + min(CAP, rows * inner.rows(UNSAID)))
        return Weight(cost=1, row=inner.rows(UNSAID))

    def _rows(self, node: FieldNode, definition: GraphQLField, parent: GraphQLNamedType | None) -> int:
        """With how many rows a list is reckoned by itself; 0: as the page says on which it stands."""
        name = node.name.value
        if parent is not None and parent.name.startswith("__"):
            return len(self.schema.type_map) if name == "types" else OF_THE_SCHEMA.get(name, USUAL_OF_THE_SCHEMA)
        size = definition.extensions.get(LIST_SIZE)
        if not isinstance(size, int):
            return 0
        by, sizes = definition.extensions.get(LIST_SIZE_BY, (None, {}))
        for argument in node.arguments or ():
            if argument.name.value == by:
                return int(sizes.get(self._value(argument.value), size) if sizes else self._sent(argument.value))
        return size

    def _value(self, value: ValueNode) -> Any:
        """The name of an enum's value, written out or by variable; None for anything else."""
        if isinstance(value, EnumValueNode):
            return value.value
        given = self.variables.get(value.name.value) if isinstance(value, VariableNode) else None
        return given if isinstance(given, str) else None

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
        if id(node) in self.firsts:
            return self.firsts[id(node)]
        usual = _default(definition.args["first"])
        for argument in node.arguments or ():
            if argument.name.value == "first":
                return self._number(argument.value, usual)
        return usual

    def _sent(self, value: ValueNode) -> int:
        """How many entries the lists of an argument hold, written out or by variable."""
        if isinstance(value, VariableNode):
            return self.entries.get(value.name.value, 0)
        if isinstance(value, ListValueNode):
            return len(value.values) + sum(map(self._sent, value.values))
        return sum(self._sent(each.value) for each in value.fields) if isinstance(value, ObjectValueNode) else 0

    def _number(self, value: Any, usual: int) -> int:
        if isinstance(value, IntValueNode):
            return _whole(value.value)
        if isinstance(value, VariableNode):
            given = self.variables.get(value.name.value)
            return max(1, min(given, CAP)) if isinstance(given, int) and not isinstance(given, bool) else usual
        return usual


def weighing(variables: Mapping[str, Any]) -> Hashable:
    """All that a scale looks at of variables: numbers, names of enums, and how many entries lists hold."""
    return tuple((name, _named(value), _entries(value)) for name, value in variables.items())


def _named(value: object) -> int | str | None:
    """A value that says how many rows there are; other texts than names of enums do not."""
    if isinstance(value, str):
        return value if value.isupper() and len(value) <= LONGEST_NAME else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _plain(definition: GraphQLField | None) -> int:
    """What a field without fields below it costs more than others: a list of plain values, or a value that holds
    several."""
    if definition is None:
        return 0
    own: int = get_named_type(definition.type).extensions.get(WEIGHT, 1)
    size = definition.extensions.get(LIST_SIZE)
    return own - 1 + (size // 10 if isinstance(size, int) else 0)


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
    return said if isinstance(said, int) else UNSAID
