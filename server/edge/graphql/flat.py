"""Which table a query is: its one list, with a column for each plain value of a row, under the names of the answer.

What is no table is refused with what to ask instead, for a column that is left out unsaid would be missed by nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, NoReturn, TypeAlias

from graphql import (
    ArgumentNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLNamedType,
    GraphQLSchema,
    NamedTypeNode,
    NameNode,
    OperationType,
    SelectionSetNode,
    Undefined,
    VariableDefinitionNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_interface_type,
    is_list_type,
    is_object_type,
    value_from_ast_untyped,
)

from server.edge.graphql.engine import GraphQLRequest, Prepared
from server.edge.refusal import Refused

FIRST, AFTER, PAGE = "_tableFirst", "_tableAfter", "_tablePage"  # what is added to read a list page by page
Place: TypeAlias = tuple[SelectionSetNode, GraphQLNamedType | None]
Found: TypeAlias = list[tuple[FieldNode, GraphQLField | None]]  # one field as often as it stands, and what it is


@dataclass(frozen=True)
class Column:
    """One plain value of a row: the names that lead to it, their fields, whether it is a value of JSON."""

    path: tuple[str, ...]
    is_json: bool = False
    fields: tuple[GraphQLField | None, ...] = ()


@dataclass(frozen=True)
class Flat:
    """What to run for a table: the request, where its rows stand in the data, its columns. `has_pages`: they come
    page by page, by the variables FIRST and AFTER, and PAGE says beside them whether more follow."""

    request: GraphQLRequest
    rows: tuple[str, ...]
    columns: tuple[Column, ...]
    has_pages: bool


def flat(request: GraphQLRequest, schema: GraphQLSchema) -> Flat:
    """The table that a request for a query is. Raises Refused 400 NOT_A_TABLE."""
    if request.kind is not OperationType.QUERY:
        _refuse("only a query is a table", "用 query 来查。Ask by a query.")
    return _Reading(request, schema).table()


class _Reading:
    """Reads one document. `given`: its variables, with their defaults."""

    def __init__(self, request: GraphQLRequest, schema: GraphQLSchema) -> None:
        self.request, self.schema, self.operation = request, schema, request.prepared.operation(request.name)
        parts = request.prepared.document.definitions
        self.fragments = {node.name.value: node for node in parts if isinstance(node, FragmentDefinitionNode)}
        defaults = {
            one.variable.name.value: value_from_ast_untyped(one.default_value)
            for one in self.operation.variable_definitions or ()
            if one.default_value
        }
        self.given = defaults | dict(request.variables)

    def table(self) -> Flat:
        roots = self._fields([(self.operation.selection_set, self.schema.query_type)], is_bare=True)
        if len(roots) != 1:
            _refuse(f"{len(roots)} roots are no table", "一次只查一个列表。Ask for one list at a time.")
        ((name, found),) = roots.items()
        if _is_list(found):
            return Flat(self._request(_whole(found)), (name,), self._columns(found), has_pages=False)
        parts = self._fields(_below(found), is_bare=True)
        listed = next((key for key, one in parts.items() if _is_list(one)), None)
        if listed is None:
            told = "查一个列表，如 incidents { nodes { number } }。Ask for a list, as incidents { nodes { number } }."
            _refuse(f"{name} is no list", told)
        if others := ", ".join(key for key in parts if key != listed):
            told = f"去掉 {others}，只留 {listed}。Leave out {others}; keep {listed}."
            _refuse(f"{others} would stand beside the rows", told)
        return self._listed(name, found, listed, parts[listed])

    def _listed(self, name: str, found: Found, listed: str, rows: Found) -> Flat:
        """The table of a list that stands in the root `name`, page by page where nothing says how many rows."""
        (root, field), columns = found[0], self._columns(rows)
        is_paged = field is not None and "pageInfo" in getattr(get_named_type(field.type), "fields", {})
        has_pages = is_paged and self._value(root, "first") is None
        if not has_pages:
            return Flat(self._request(_holding(root, _whole(rows))), (name, listed), columns, has_pages)
        others = tuple(one for one in root.arguments or () if one.name.value not in {"first", "after"})
        info = replace(_field("pageInfo", _field("hasNextPage"), _field("endCursor")), alias=NameNode(value=PAGE))
        paged = replace(
            _holding(root, _whole(rows), info),
            arguments=(*others, _argument("first", FIRST), _argument("after", AFTER)),
        )
        return Flat(self._request(paged, self._value(root, "after")), (name, listed), columns, has_pages)

    def _columns(
        self, found: Found, path: tuple[str, ...] = (), above: tuple[GraphQLField | None, ...] = ()
    ) -> tuple[Column, ...]:
        columns: list[Column] = []
        for name, same in self._fields(_below(found)).items():
            (node, field), where = same[0], (*path, name)
            if node.selection_set is None:
                is_json = field is not None and get_named_type(field.type).name == "JSON"
                columns.append(Column(where, is_json, (*above, field)))
            elif _is_list(same):
                told = ".".join(where)
                instead = f"去掉 {told}，或以它为根另查一张表。Leave out {told}, or ask for it as a table of its own."
                _refuse(f"{told} is a list within a row", instead)
            else:
                columns.extend(self._columns(same, where, (*above, field)))
        return tuple(columns)

    def _fields(self, places: Sequence[Place], *, is_bare: bool = False) -> dict[str, Found]:
        """The fields of selections by their names in the answer. `is_bare`: without the __typename that clients add."""
        found: dict[str, Found] = {}
        for chosen, parent in places:
            for node, field in self._walk(chosen, parent):
                if not (is_bare and node.name.value == "__typename"):
                    found.setdefault((node.alias or node.name).value, []).append((node, field))
        return found

    def _walk(
        self, chosen: SelectionSetNode, parent: GraphQLNamedType | None
    ) -> Iterator[tuple[FieldNode, GraphQLField | None]]:
        for node in chosen.selections:
            if not self._is_included(node):
                continue
            if isinstance(node, FieldNode):
                known = parent.fields if is_object_type(parent) or is_interface_type(parent) else {}
                yield node, known.get(node.name.value)
                continue
            inner: Any = self.fragments[node.name.value] if isinstance(node, FragmentSpreadNode) else node
            on = inner.type_condition
            yield from self._walk(inner.selection_set, self.schema.get_type(on.name.value) if on else parent)

    def _is_included(self, node: Any) -> bool:
        wanted = {"include": True, "skip": False}
        return all(
            value_from_ast_untyped(one.arguments[0].value, self.given) is wanted[one.name.value]
            for one in node.directives or ()
            if one.name.value in wanted
        )

    def _value(self, node: FieldNode, argument: str) -> Any:
        """What an argument is given, also by variable; None when nothing is said."""
        said = [one.value for one in node.arguments or () if one.name.value == argument]
        value = value_from_ast_untyped(said[0], self.given) if said else None
        return None if value is Undefined else value

    def _request(self, root: FieldNode, after: Any = None) -> GraphQLRequest:
        """The request for this root alone."""
        defined = (*(self.operation.variable_definitions or ()), _defined(FIRST, "Int"), _defined(AFTER, "String"))
        operation = replace(
            self.operation, selection_set=SelectionSetNode(selections=(root,)), variable_definitions=defined
        )
        document = DocumentNode(definitions=(operation, *self.fragments.values()))
        return replace(
            self.request, prepared=Prepared(document, ()), variables=dict(self.request.variables) | {AFTER: after}
        )


def _is_list(found: Found) -> bool:
    """Whether it is a list of objects."""
    node, field = found[0]
    return field is not None and node.selection_set is not None and is_list_type(get_nullable_type(field.type))


def _below(found: Found) -> list[Place]:
    """What is asked of a field, wherever it stands, and of which type."""
    return [
        (node.selection_set, get_named_type(field.type) if field else None)
        for node, field in found
        if node.selection_set
    ]


def _whole(found: Found) -> FieldNode:
    """One field that asks for all that is asked of it wherever it stands."""
    chosen = [one for node, _ in found if node.selection_set for one in node.selection_set.selections]
    return replace(found[0][0], selection_set=SelectionSetNode(selections=tuple(chosen)))


def _holding(root: FieldNode, *fields: FieldNode) -> FieldNode:
    return replace(root, selection_set=SelectionSetNode(selections=fields))


def _field(name: str, *fields: FieldNode) -> FieldNode:
    return FieldNode(name=NameNode(value=name), selection_set=SelectionSetNode(selections=fields) if fields else None)


def _argument(name: str, variable: str) -> ArgumentNode:
    return ArgumentNode(name=NameNode(value=name), value=VariableNode(name=NameNode(value=variable)))


def _defined(variable: str, kind: str) -> VariableDefinitionNode:
    named = NamedTypeNode(name=NameNode(value=kind))
    return VariableDefinitionNode(variable=VariableNode(name=NameNode(value=variable)), type=named)


def _refuse(why: str, instead: str) -> NoReturn:
    raise Refused(400, "NOT_A_TABLE", why, hint=instead)
