"""Every list of the contract: each field of each type that gives a connection, found in the schema itself."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import Any

import orjson
from graphql import ExecutionResult, execute, get_named_type, is_object_type, is_required_argument, parse

from schema import schema
from schema.core.context import Context
from schema.core.reading.executor import ReadingExecutor
from tests.people import Actor
from tests.query.test_statements import GIVEN

TYPES: Any = schema._schema
ROOTS = TYPES.query_type.fields
ASKERS = {
    "accounts": "xu",
    "unworkedGrids": "xu",
    "Invite": "xu",
    "StandIn": "xu",
    "ImportJob": "xu",
    "GridPlan": "xu",
    "RuleDraft": "admin",
    "SavedQuestion": "wu",
}  # who keeps people or rules, or supervises, sees these; all else the desk of the street
CONNECTIONS = {name for name in TYPES.type_map if name.endswith("Connection")}


@dataclass(frozen=True)
class Listed:
    """A field that gives a page: of the root, or of an object that some list of the root holds."""

    kind: str
    field: str

    def __str__(self) -> str:
        return self.field if self.of_root else f"{self.kind}.{self.field}"

    @property
    def type(self) -> Any:
        return TYPES.type_map[self.kind]

    @property
    def of_root(self) -> bool:
        return self.type is TYPES.query_type

    @property
    def asker(self) -> str:
        """Who is asked for: somebody who sees this list filled."""
        kind = get_named_type(self.type.fields[self.field].type).name.removesuffix("Connection")
        return ASKERS.get(kind if self.of_root else self.kind) or ASKERS.get(self.field, "li")

    @property
    def given(self) -> dict[str, Any]:
        """What the field cannot be asked without."""
        args = self.type.fields[self.field].args
        return {name: GIVEN[self.field][name] for name, one in args.items() if is_required_argument(one)}

    async def owner(self) -> str:
        """How to ask for the object of this kind whose list is the longest; empty for the root."""
        if self.of_root:
            return ""
        many = next(name for name, one in ROOTS.items() if get_named_type(one.type).name == f"{self.kind}Connection")
        found, codes = await told(
            f"{{ many: {many}(first: 100) {{ nodes {{ id {self.field} {{ total {{ count }} }} }} }} }}", who=self.asker
        )
        assert codes == []
        longest = max(found["many"]["nodes"], key=lambda one: int(one[self.field]["total"]["count"]))
        if TYPES.type_map["Node"] in self.type.interfaces:
            return f'owner: node(id: "{longest["id"]}") {{ ... on {self.kind}'
        one = next(name for name, one in ROOTS.items() if get_named_type(one.type) is self.type and "id" in one.args)
        return f'owner: {one}(id: "{longest["id"]}") {{ ...'

    async def ask(self, owner: str, page: str, more: str = "", **given: Any) -> tuple[Any, list[Any]]:
        """What of a page is asked for, and the codes of the refusals; `given` says `first` and `after`."""
        args, given = self.type.fields[self.field].args, self.given | given
        heads = ", ".join(f"${name}: {args[name].type}" for name in given)
        passed = ", ".join([*(f"{name}: ${name}" for name in given), more])
        asked = f"page: {self.field}{f'({passed})' if passed else ''} {{ {page} }}"
        found, codes = await told(
            f"query Q{f'({heads})' if heads else ''} {{ {f'{owner} {{ {asked} }} }}' if owner else asked} }}",
            given,
            self.asker,
        )
        return (found["owner"] if owner else found)["page"], codes


def listed() -> list[Listed]:
    """All of them, those of the root first."""
    kinds = [kind for kind in TYPES.type_map.values() if is_object_type(kind) and kind.name not in CONNECTIONS]
    found = [
        Listed(kind.name, name)
        for kind in kinds
        for name, field in kind.fields.items()
        if get_named_type(field.type).name in CONNECTIONS
    ]
    return sorted(found, key=lambda one: not one.of_root)


async def told(text: str, variables: dict[str, Any] | None = None, who: str = "li") -> tuple[Any, list[Any]]:
    """The data as somebody is told it, the desk unless named, and the codes of the refusals."""
    context = Context(viewer=await Actor(who).viewer())
    ran = execute(TYPES, parse(text), context_value=context, variable_values=variables, executor_class=ReadingExecutor)
    result = await ran if inspect.isawaitable(ran) else ran
    assert isinstance(result, ExecutionResult)
    return orjson.loads(orjson.dumps(result.data)), [(one.extensions or {}).get("code") for one in result.errors or ()]
