"""The exact TypeScript of each operation: what it is given, and what it answers, as the document selects it.

A selection becomes an intersection of its fragments and of an object with its own fields, so that a screen's JSDoc may
name a fragment (`IncidentCard`) where an operation spreads it.
"""

from __future__ import annotations

from collections.abc import Iterator

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLSchema,
    GraphQLType,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    get_named_type,
    is_composite_type,
    type_from_ast,
)

from schema.core.nulls import only_with_an_error

SCALARS = {"ID": "string", "String": "string", "DateTime": "string", "Date": "string", "Boolean": "boolean"} | {
    "Int": "number",
    "Float": "number",
    "AreaCode": "string",
    "JSON": "any",
}
OPERATION = """export type Texts = { readonly [field: string]: number | Texts }
export interface Operation<D, V> {
  readonly id: string
  readonly kind: "query" | "mutation" | "subscription"
  readonly name: string
  readonly texts?: Texts
  readonly __types?: [D, V]
}
"""


def declarations(document: DocumentNode, schema: GraphQLSchema) -> str:
    """The text of operations.d.ts: enums and inputs that are used, fragments, then each operation's types."""
    return _Writer(document, schema).text()


class _Writer:
    """Walks a document once and remembers which enums and inputs it met."""

    def __init__(self, document: DocumentNode, schema: GraphQLSchema) -> None:
        self.schema = schema
        self.fragments = [node for node in document.definitions if isinstance(node, FragmentDefinitionNode)]
        self.operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
        self.on = {node.name.value: node.type_condition.name.value for node in self.fragments}
        self.met: dict[str, str] = {}  # enums and inputs by name

    def text(self) -> str:
        fragments = [self.fragment(node) for node in sorted(self.fragments, key=lambda node: node.name.value)]
        operations = [self.operation(node) for node in sorted(self.operations, key=_name)]
        return "\n".join([OPERATION, *(self.met[name] for name in sorted(self.met)), *fragments, *operations])

    def fragment(self, node: FragmentDefinitionNode) -> str:
        parent = self.schema.type_map[self.on[node.name.value]]
        return f"export type {node.name.value} = {self.selected(node.selection_set, parent, '')}\n"

    def operation(self, node: OperationDefinitionNode) -> str:
        name = _name(node)
        root = self.schema.get_root_type(node.operation)
        assert root is not None  # validated
        data = self.selected(node.selection_set, root, "")
        return (
            f"export type {name}Data = {data}\nexport type {name}Variables = {self.variables(node)}\n"
            f"export const {name}: Operation<{name}Data, {name}Variables>\n"
        )

    def variables(self, node: OperationDefinitionNode) -> str:
        lines = []
        for each in node.variable_definitions or ():
            kind = type_from_ast(self.schema, each.type)
            assert kind is not None  # validated
            needed = isinstance(kind, GraphQLNonNull) and each.default_value is None
            lines.append(f"  {each.variable.name.value}{'' if needed else '?'}: {self.given(kind)}")
        return "{\n" + "\n".join(lines) + "\n}" if lines else "Record<string, never>"

    def selected(self, selections: SelectionSetNode, parent: GraphQLNamedType, indent: str) -> str:
        """The type of a selection on `parent`: fragments & { own fields }."""
        own = "".join(f"{indent}  {line}\n" for line in self.fields(selections, parent, indent + "  "))
        parts = list(self.spreads(selections, parent, indent))
        return " & ".join([*parts, f"{{\n{own}{indent}}}"] if own or not parts else parts)

    def fields(self, selections: SelectionSetNode, parent: GraphQLNamedType, indent: str) -> Iterator[str]:
        for node in selections.selections:
            if not isinstance(node, FieldNode):
                continue
            key = (node.alias or node.name).value
            optional = "?" if node.directives else ""
            yield f"{key}{optional}: {self.answered(node, parent, indent)}"

    def answered(self, node: FieldNode, parent: GraphQLNamedType, indent: str) -> str:
        if node.name.value == "__typename":
            return f'"{parent.name}"' if not _abstract(parent) else "string"
        field = parent.fields[node.name.value]  # type: ignore[attr-defined]  # validated
        kind = GraphQLNonNull(field.type) if only_with_an_error(field) else field.type  # `ask` throws what it meets
        inner = get_named_type(kind)
        text = self.selected(node.selection_set, inner, indent) if node.selection_set else self.leaf(inner)
        return wrapped(kind, text)

    def spreads(self, selections: SelectionSetNode, parent: GraphQLNamedType, indent: str) -> Iterator[str]:
        for node in selections.selections:
            if isinstance(node, FragmentSpreadNode):
                yield _if_so(node.name.value, self.on[node.name.value] == parent.name and not node.directives)
            elif isinstance(node, InlineFragmentNode):
                on = self.schema.type_map[node.type_condition.name.value] if node.type_condition else parent
                yield _if_so(self.selected(node.selection_set, on, indent), on is parent and not node.directives)

    def given(self, kind: GraphQLType) -> str:
        """The type of a variable or of an input's field."""
        return wrapped(kind, self.leaf(get_named_type(kind)))

    def leaf(self, kind: GraphQLNamedType) -> str:
        """A scalar, an enum or an input by its TypeScript name; the latter two are declared when first met."""
        if isinstance(kind, GraphQLEnumType):
            self.met[kind.name] = f"export type {kind.name} = " + " | ".join(f'"{name}"' for name in kind.values) + "\n"
        elif isinstance(kind, GraphQLInputObjectType) and kind.name not in self.met:
            self.met[kind.name] = ""
            self.met[kind.name] = f"export type {kind.name} = {self.input(kind)}\n"
        return SCALARS.get(kind.name, kind.name)

    def input(self, kind: GraphQLInputObjectType) -> str:
        lines = [
            f"  {name}{'' if isinstance(field.type, GraphQLNonNull) else '?'}: {self.given(field.type)}\n"
            for name, field in kind.fields.items()
        ]
        return "{\n" + "".join(lines) + "}"


def wrapped(kind: GraphQLType, text: str) -> str:
    """`text` with the lists and nulls of `kind` around it."""
    if isinstance(kind, GraphQLNonNull):
        return _wrapped_whole(kind.of_type, text)
    return f"{_wrapped_whole(kind, text)} | null"


def _wrapped_whole(kind: GraphQLType, text: str) -> str:
    if not isinstance(kind, GraphQLList):
        return text
    inner = wrapped(kind.of_type, text)
    return f"Array<{inner}>"


def _if_so(text: str, always: bool) -> str:
    return text if always else f"Partial<{text}>"


def _abstract(kind: GraphQLNamedType) -> bool:
    return is_composite_type(kind) and not hasattr(kind, "interfaces")


def _name(node: OperationDefinitionNode) -> str:
    return node.name.value if node.name else ""
