"""Variables of a shipped document take the type that their place has now.

A phone of before says `$area: String`, and now there is a scalar for areas' codes; or it names an enum that is called
otherwise now. What it sends stays the same, so only the declaration is written anew: a built-in scalar, or a name that
the contract knows no more, gives way to the scalar or enum of the place.
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
    changed: DocumentNode = visit(document, _Declared(schema, used.found))
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

    def __init__(self, schema: GraphQLSchema, found: dict[str, str]) -> None:
        super().__init__()
        self.schema, self.found = schema, found
        self.variable = ""

    def enter_variable_definition(self, node: VariableDefinitionNode, *rest: object) -> None:
        self.variable = node.variable.name.value

    def enter_named_type(self, node: NamedTypeNode, *rest: object) -> TypeNode | None:
        wanted = self.found.get(self.variable)
        said = node.name.value
        if wanted is None or (said in self.schema.type_map and said not in specified_scalar_types) or said == wanted:
            return None
        return NamedTypeNode(name=NameNode(value=wanted))

    def leave_variable_definition(self, node: VariableDefinitionNode, *rest: object) -> None:
        self.variable = ""
