"""Variables of a shipped document take the type that their place has now.

A phone of before says `$area: AreaCode`; now there is a scalar for areas' codes. What it sends stays the same, so only
the declaration is written anew: a built-in scalar gives way to the scalar or enum of the place.
"""

from __future__ import annotations

from graphql import (
    DocumentNode,
    GraphQLSchema,
    NamedTypeNode,
    NameNode,
    TypeInfo,
    TypeInfoVisitor,
    TypeNode,
    VariableDefinitionNode,
    VariableNode,
    Visitor,
    get_named_type,
    is_leaf_type,
    specified_scalar_types,
    visit,
)


def retyped(document: DocumentNode, schema: GraphQLSchema) -> DocumentNode:
    """The document with the types of its variables as the schema has them now."""
    types = TypeInfo(schema)
    used = _Used(types)
    visit(document, TypeInfoVisitor(types, used))
    changed: DocumentNode = visit(document, _Declared(used.found))
    return changed


class _Used(Visitor):
    """The named type of the place where each variable stands."""

    def __init__(self, types: TypeInfo) -> None:
        super().__init__()
        self.types, self.found = types, dict[str, str]()

    def enter_variable(self, node: VariableNode, *rest: object) -> None:
        place = self.types.get_input_type()
        if place is not None and is_leaf_type(kind := get_named_type(place)):
            self.found[node.name.value] = kind.name


class _Declared(Visitor):
    """Declares the variables anew."""

    def __init__(self, found: dict[str, str]) -> None:
        super().__init__()
        self.found = found
        self.variable = ""

    def enter_variable_definition(self, node: VariableDefinitionNode, *rest: object) -> None:
        self.variable = node.variable.name.value

    def enter_named_type(self, node: NamedTypeNode, *rest: object) -> TypeNode | None:
        wanted = self.found.get(self.variable)
        if wanted is None or node.name.value not in specified_scalar_types or node.name.value == wanted:
            return None
        return NamedTypeNode(name=NameNode(value=wanted))

    def leave_variable_definition(self, node: VariableDefinitionNode, *rest: object) -> None:
        self.variable = ""
