"""Random documents, made of the schema itself: whatever may be asked, asked in any shape.

Aliases, fragments, inline fragments, conditions by literal and by variable, arguments by literal and by variable, and
`__typename`; as deep as the price of a query lets one go. What the arguments may be is made of the schema too, in
`values`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from random import Random
from typing import Any

from graphql import (
    GraphQLField,
    GraphQLInputType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    get_nullable_type,
    is_leaf_type,
    is_required_argument,
)

from tests.query.values import Values

DEPTHS, WIDEST = (3, 4, 4, 5), 7


@dataclass(frozen=True)
class Document:
    """A query with the values of its variables."""

    text: str
    variables: dict[str, Any]


@dataclass
class Writer:
    """Writes one document. `values` are what its arguments may be."""

    schema: GraphQLSchema
    chance: Random
    values: Values
    declared: dict[str, str] = field(default_factory=dict)
    given: dict[str, Any] = field(default_factory=dict)
    fragments: list[str] = field(default_factory=list)

    def document(self) -> Document:
        assert self.schema.query_type is not None
        roots = self.chance.sample(sorted(self.schema.query_type.fields), self.chance.choice((1, 1, 2)))
        chosen = " ".join(self.field(self.schema.query_type.fields[name], name, f"r{n}", self.chance.choice(DEPTHS))
                          for n, name in enumerate(roots))  # fmt: skip
        heads = ", ".join(f"${name}: {kind}" for name, kind in self.declared.items())
        text = f"query Q{f'({heads})' if heads else ''} {{ {chosen} }} {' '.join(self.fragments)}"
        return Document(text, self.given)

    def field(self, told: GraphQLField, name: str, alias: str, depth: int) -> str:
        arguments = self.arguments(told)
        kind = get_named_type(told.type)
        below = "" if is_leaf_type(kind) else f" {{ {self.selection(kind, depth - 1)} }}"
        return f"{alias}: {name}{arguments}{self.condition()}{below}"

    def selection(self, kind: Any, depth: int) -> str:
        """Some fields of a type, some of them in fragments, never none."""
        assert isinstance(kind, GraphQLObjectType | GraphQLInterfaceType)
        chosen = ["__typename"] if self.chance.random() < 0.3 else []
        names = [name for name, told in kind.fields.items() if depth > 0 or is_leaf_type(get_named_type(told.type))]
        for n, name in enumerate(self.chance.sample(names, min(len(names), self.chance.randint(1, WIDEST)))):
            alias = f"a{n}" if self.chance.random() < 0.3 else name
            chosen.append(self.wrapped(kind, self.field(kind.fields[name], name, alias, depth)))
        if isinstance(kind, GraphQLInterfaceType):
            chosen += [f"... on {one.name} {{ {self.renamed(self.selection(one, depth), one.name)} }}"
                       for one in self.schema.get_possible_types(kind)]  # fmt: skip
        return " ".join(chosen) or "__typename"

    def renamed(self, text: str, name: str) -> str:
        """The fields of one possible type under a name of their own, so that types do not quarrel about it."""
        return f"__typename {name.lower()}: __typename" if self.chance.random() < 0.2 else self.inside(text, name)

    def inside(self, text: str, name: str) -> str:
        """A selection through a fragment with a name."""
        fragment = f"F{len(self.fragments)}"
        self.fragments.append(f"fragment {fragment} on {name} {{ {text} }}")
        return f"...{fragment}"

    def wrapped(self, kind: GraphQLObjectType | GraphQLInterfaceType, text: str) -> str:
        """The same field, perhaps within a fragment."""
        way = self.chance.random()
        if way < 0.1:
            return f"... on {kind.name}{self.condition()} {{ {text} }}"
        if way < 0.2:
            return self.inside(text, kind.name) + self.condition()
        return text

    def condition(self) -> str:
        way, holds = self.chance.random(), self.chance.random() < 0.7
        if way > 0.12:
            return ""
        word = self.chance.choice(("include", "skip"))
        value = json.dumps(holds if word == "include" else not holds)
        return f" @{word}(if: {value if way > 0.06 else self.variable('Boolean!', json.loads(value))})"

    def arguments(self, told: GraphQLField) -> str:
        written = []
        for name, argument in told.args.items():
            required = is_required_argument(argument)
            if not required and self.chance.random() < 0.4:
                continue
            value = None if not required and self.chance.random() < 0.1 else self.values.of(name, argument)
            by_name = self.chance.random() < 0.5
            told_as = self.variable(str(argument.type), value) if by_name else literal(argument.type, value)
            written.append(f"{name}: {told_as}")
        return f"({', '.join(written)})" if written else ""

    def variable(self, kind: str, value: Any) -> str:
        name = f"v{len(self.declared)}"
        self.declared[name], self.given[name] = kind, value
        return f"${name}"


def literal(kind: GraphQLInputType, value: Any) -> str:
    """A value as a document writes it: enums without quotes, the fields of an input object without quotes."""
    inner: Any = get_nullable_type(kind)
    if value is None or is_leaf_type(inner):
        is_enum = hasattr(inner, "values")
        return str(value) if is_enum and value is not None else json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return f"[{', '.join(literal(inner.of_type, one) for one in value)}]"
    return "{" + ", ".join(f"{name}: {literal(inner.fields[name].type, one)}" for name, one in value.items()) + "}"
