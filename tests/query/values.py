"""What arguments may be asked for, made of the schema: by type, within bounds and beyond them, and of the town's rows.

An argument takes what fields of its own name or meaning hold in the town, the ids of the type that it is named after,
or else whatever its scalar may be; now and then nonsense. So a new root needs no entry anywhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLSchema,
    get_nullable_type,
    is_leaf_type,
    is_required_input_field,
)

from schema.core.lists import MOST
from schema.core.meaning.values import MEANINGS
from schema.core.numbers import bound_of
from schema.core.reading.declare import Column
from tests.query.tables import declarations, sources, tables

ROWS = 12  # of a table
NUMBERS = (0, 1, 2, 3, 7, 100, 101)


@dataclass
class Values:
    """What the fields of the town hold: by the name of the field, by the scalar, and the ids of each type."""

    chance: Random
    named: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))
    scalars: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))
    ids: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))

    def of(self, name: str, place: Any) -> Any:
        """A value for an argument or a field of an input."""
        return self._value(name, place, place.type)

    def _value(self, name: str, place: Any, kind: Any) -> Any:
        inner = get_nullable_type(kind)
        if isinstance(inner, GraphQLList):
            most = min(3, place.extensions.get(MOST, 3))
            return [self._value(name, place, inner.of_type) for _ in range(self.chance.randint(0, most))]
        if isinstance(inner, GraphQLInputObjectType):
            return self._input(inner)
        if isinstance(inner, GraphQLEnumType):
            return self.chance.choice(list(inner.values))
        if inner.name == "Boolean":
            return self.chance.random() < 0.5
        if inner.name == "Int":
            return self._number(name, place)
        return self._text(name, inner.name)

    def _input(self, kind: GraphQLInputObjectType) -> dict[str, Any]:
        """What is required, and a field or two besides; of those that exclude each other one."""
        needed = [name for name, one in kind.fields.items() if is_required_input_field(one)]
        free = [name for name in kind.fields if name not in needed]
        more = 1 if kind.is_one_of else self.chance.randint(0, min(2, len(free)))
        chosen = sorted((*needed, *self.chance.sample(free, more)))
        return {name: self.of(name, kind.fields[name]) for name in chosen}

    def _number(self, name: str, place: Any) -> Any:
        if bound := bound_of(place):
            least, most = bound
            return self.chance.choice((least, least, least + 1, (least + most) // 2, most, most + 1, least - 1))
        return self.chance.choice(self.named.get(name) or NUMBERS)

    def _text(self, name: str, scalar: str) -> Any:
        """A text, a moment, a day or a fraction: what fields of this name, meaning or type hold."""
        if self.chance.random() < 0.1 and scalar in ("String", "ID"):
            return "nonsense"
        meant = [one for one, meaning in MEANINGS.items() if meaning is MEANINGS.get(name)]
        known = next((self.named[one] for one in (name, *meant) if self.named.get(one)), None)
        known = known or self.ids.get(name[:1].upper() + name[1:].removesuffix("s"))
        if known is None and scalar == "ID":
            known = self.chance.choice(list(self.ids.values()))
        return self.chance.choice(known or self.scalars.get(scalar) or self.scalars["String"])


async def values(schema: GraphQLSchema, chance: Random, known: Mapping[str, list[Any]]) -> Values:
    """What the rows of every type hold now; `known` by name is what no row tells."""
    found = Values(chance)
    for name, model in tables(schema, sources(schema).items()).items():
        kind: Any = schema.type_map[name]
        rows = await model.all().limit(ROWS)
        for field_name, reads in declarations(kind):
            told: Any = get_nullable_type(kind.fields[field_name].type)
            if not isinstance(reads, Column) or reads.made is not None or not is_leaf_type(told):
                continue
            held = [value for row in rows if (value := getattr(row, reads.name, None)) is not None]
            held = [told.coerce_output_value(value) for value in held]
            found.named[field_name] += held
            found.scalars[told.name] += held
            if field_name == "id":
                found.ids[name] += held
    for name, more in known.items():
        found.named[name] = more
    return found
