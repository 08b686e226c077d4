"""What the screens know of inputs' bounds: written from the schema's directives as JavaScript and as its types."""

from __future__ import annotations

from typing import Any

from graphql import GraphQLSchema, is_input_object_type

Bounds = dict[str, dict[str, Any]]  # of the fields of inputs, by the name that the screens import


def declared(bounds: Bounds) -> str:
    kinds = {name: {field: _kind(bound) for field, bound in fields.items()} for name, fields in bounds.items()}
    lines = [f"export const {name}: {as_object(fields)}\n" for name, fields in kinds.items()]
    return "\n" + "".join(lines) + "export const LONGEST_TEXT: number\n"


def as_object(values: dict[str, Any]) -> str:
    pairs = (f"{key}: {as_object(value) if isinstance(value, dict) else value}" for key, value in values.items())
    return "{ " + ", ".join(pairs) + " }"


def _kind(bound: Any) -> str:
    return "number" if isinstance(bound, int) else "readonly [number, number]"


def bounds_of(types: GraphQLSchema) -> Bounds:
    """What each list of an input may hold, by its `@most`, how many days from now, before and after, a moment may lie,
    by its `@within`, and between what a whole number, by its `@between`: {"WhistleDraftInputMost": {"parties": 20},
    "WhistleDraftInputWithin": {"meetAt": [0, 366]}, "IncidentAcceptInputBetween": {"severity": [1, 4]}}.
    """
    found: Bounds = {}
    for name, kind in sorted(types.type_map.items()):
        for field, declared in kind.fields.items() if is_input_object_type(kind) else ():
            for one in (declared.ast_node and declared.ast_node.directives) or ():
                said: dict[str, Any] = {each.name.value: getattr(each.value, "value", None) for each in one.arguments}
                if one.name.value == "most":
                    found.setdefault(f"{name}Most", {})[field] = int(said["items"])
                elif one.name.value == "between":
                    found.setdefault(f"{name}Between", {})[field] = [int(said["least"]), int(said["most"])]
                elif one.name.value == "within" and said["outside"] == "REFUSED":
                    found.setdefault(f"{name}Within", {})[field] = [int(said["past"]), int(said["future"])]
    return found
