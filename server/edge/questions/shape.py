"""Which table the answer to a query is: its columns, what to run for it, and how a row of the answer becomes cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLField,
    GraphQLSchema,
    NameNode,
    SelectionSetNode,
    Undefined,
    get_named_type,
    parse,
    value_from_ast_untyped,
)

from server.edge.graphql.engine import GraphQLRequest, Prepared
from server.edge.graphql.flat import Flat, flat
from server.edge.questions.heading import Head, column, words

ROW = "_rowId"
HIDDEN = {"hidden": True}  # in the place of a share of too few
PAGES = {"Incident": "/i/", "Whistle": "/w/"}  # where one of these opens
WHOLE = parse(
    "{ rows { keys labels values { value count among hidden } } others { labels values { value count among hidden } } "
    "total { labels values { value count among hidden } } groups now asOf definitions { measure version unit zh en } }"
)
UNITS = {"SHARE": "share", "MINUTES": "minutes", "PER_THOUSAND": "rate"}


@dataclass(frozen=True)
class Listing:
    """A list, read page by page. `page`: where a row opens, before its id."""

    flat: Flat
    heads: tuple[Head, ...]
    page: str = ""

    def cells(self, row: Any) -> list[Any]:
        return [_value(row, one.path) for one in self.flat.columns if one.path != (ROW,)]

    def href(self, row: Any) -> str | None:
        return f"{self.page}{row[ROW]}" if self.page and row.get(ROW) else None


@dataclass(frozen=True)
class Figured:
    """Figures by groups. `asked` is what a screen needs to open the rows behind a number."""

    request: GraphQLRequest
    root: str
    dimensions: tuple[Head, ...]
    measures: tuple[Head, ...]
    asked: dict[str, Any] = field(default_factory=dict)

    def heads(self, definitions: Sequence[Any]) -> list[Head]:
        """The columns: each group's names, each figure, and of a share of how many it is."""
        found = list(self.dimensions)
        for head, one in zip(self.measures, definitions, strict=True):
            kind = UNITS.get(one["unit"], "number")
            zh, en = (f"{head.zh}（分钟）", f"{head.en} (minutes)") if kind == "minutes" else (head.zh, head.en)
            found.append(Head(zh, en, kind))
            if one["unit"] == "SHARE":
                found.append(Head(f"{head.zh} n", f"{head.en} n", "number"))
        return found

    def cells(self, row: Any, definitions: Sequence[Any]) -> list[Any]:
        labels = [*row["labels"], *[""] * len(self.dimensions)][: len(self.dimensions)]
        found: list[Any] = labels
        for value, one in zip(row["values"], definitions, strict=True):
            found.append(HIDDEN if value["hidden"] else _number(value["value"], one["unit"]))
            if one["unit"] == "SHARE":
                found.append(value["among"])
        return found


Shape = Listing | Figured


def _number(value: float | None, unit: str) -> float | None:
    """Counts and minutes are whole."""
    return value if value is None or unit in ("SHARE", "PER_THOUSAND") else round(value)


def shape(request: GraphQLRequest, schema: GraphQLSchema) -> Shape:
    """The table that a request is. Raises Refused 400 NOT_A_TABLE."""
    return _figures(request, schema) or _listing(request, schema)


def _figures(request: GraphQLRequest, schema: GraphQLSchema) -> Figured | None:
    operation = request.prepared.operation(request.name)
    chosen = operation.selection_set.selections
    roots = [one for one in chosen if isinstance(one, FieldNode) and one.name.value != "__typename"]
    if len(roots) != 1 or not all(isinstance(one, FieldNode) for one in chosen) or schema.query_type is None:
        return None
    (root,) = roots
    found = schema.query_type.fields.get(root.name.value)
    if found is None or get_named_type(found.type).name != "Figures":
        return None
    whole: Any = WHOLE.definitions[0]
    alone = replace(root, alias=None, selection_set=whole.selection_set)
    only = replace(operation, selection_set=SelectionSetNode(selections=(alone,)))
    asked = replace(request, prepared=Prepared(DocumentNode(definitions=(only,)), ()))
    given = _arguments(root, request)
    dims, measures = given.get("by") or [], given.get("measures") or []
    return Figured(
        asked,
        root.name.value,
        tuple(_coded(found, "by", one) for one in _each(dims)),
        tuple(_coded(found, "measures", one) for one in _each(measures)),
        {
            "of": root.name.value.removesuffix("Figures"),
            "by": _each(dims),
            "measures": _each(measures),
            "filter": given.get("filter") or {},
            "moment": given.get("of"),
            "day": given.get("asOf"),
        },
    )


def _each(listed: Any) -> list[str]:
    """Once each, as the figures take them; one alone may stand without its list."""
    return list(dict.fromkeys(listed if isinstance(listed, list) else [listed]))


def _arguments(root: FieldNode, request: GraphQLRequest) -> dict[str, Any]:
    given = dict(request.variables)
    return {one.name.value: _said(value_from_ast_untyped(one.value, given)) for one in root.arguments or ()}


def _said(value: Any) -> Any:
    """Without what its variables leave out."""
    if isinstance(value, dict):
        return {key: _said(one) for key, one in value.items() if one is not Undefined and one is not None}
    return None if value is Undefined else value


def _coded(found: GraphQLField, argument: str, code: str) -> Head:
    kind: Any = get_named_type(found.args[argument].type)
    zh, en = words(kind).get(code, (code, code))
    return Head(zh, en)


def _listing(request: GraphQLRequest, schema: GraphQLSchema) -> Listing:
    found = flat(request, schema)
    heads = tuple(column(one.path, one.fields) for one in found.columns)
    kind = _row_type(found, schema)
    if kind not in PAGES:
        return Listing(found, heads)
    row = FieldNode(name=NameNode(value="id"), alias=NameNode(value=ROW))
    return Listing(replace(found, request=_with_row(found, row)), heads, PAGES[kind])


def _row_type(found: Flat, schema: GraphQLSchema) -> str:
    fields: Any = schema.query_type.fields if schema.query_type else {}
    operation = found.request.prepared.operation(found.request.name)
    chosen, kind = operation.selection_set, None
    for name in found.rows:
        node = next(one for one in chosen.selections if isinstance(one, FieldNode) and _called(one) == name)
        kind = get_named_type(fields[node.name.value].type)
        fields, chosen = getattr(kind, "fields", {}), node.selection_set  # type: ignore[assignment]  # it has some
    return kind.name if kind else ""


def _with_row(found: Flat, row: FieldNode) -> GraphQLRequest:
    """The request that asks each row for its id, too."""
    document = found.request.prepared.document

    def within(node: Any, names: Sequence[str]) -> Any:
        chosen = node.selection_set
        if not names:
            return replace(node, selection_set=SelectionSetNode(selections=(*chosen.selections, row)))
        below = tuple(within(one, names[1:]) if _called(one) == names[0] else one for one in chosen.selections)
        return replace(node, selection_set=SelectionSetNode(selections=below))

    operation, *others = document.definitions
    changed = DocumentNode(definitions=(within(operation, found.rows), *others))
    return replace(found.request, prepared=Prepared(changed, ()))


def _called(node: Any) -> str:
    return (node.alias or node.name).value if isinstance(node, FieldNode) else ""


def _value(row: Any, path: Sequence[str]) -> Any:
    for name in path:
        if not isinstance(row, dict):
            return None
        row = row.get(name)
    return row
