"""From a selection to a plan: what is wanted of each row, and the functions that make the answer of the rows.

The plan walks a selection as graphql-core does and with its own functions (`collect_subfields`, `get_argument_values`),
so that aliases, fragments, conditions and variables mean the same. A field that says nothing about what it reads cannot
be planned: `Unplanned` names it, and the whole selection is then resolved field by field.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from graphql import (
    Executor,
    GraphQLEnumType,
    GraphQLError,
    GraphQLField,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    get_named_type,
    is_leaf_type,
)
from graphql.execution.collect_fields import FieldDetails, collect_subfields
from graphql.execution.values import get_argument_values
from strawberry.utils.str_converters import to_snake_case

from schema.core.fields import READS
from schema.core.reading.declare import Column, Computed, LookedUp, Many, Pages, Paging, Reads, Same, Seen, To
from schema.core.reading.json_compiler import Write, maker
from schema.core.reading.output_plan import (
    Always,
    Each,
    Form,
    FromColumn,
    Hung,
    Kept,
    Leaf,
    Looked,
    Part,
    Pointed,
    Slot,
    Steady,
    Taken,
    Whole,
)
from schema.core.reading.raw_columns import Told, dumps, teller, text
from schema.core.reading.request_scope import Ground
from schema.core.reading.waiting import filled
from server.data.database import dialect
from server.query.execute import Reading
from server.query.projection import Want, Wants, column_field
from server.query.row_query import ByKey, Choice, Found
from server.query.rows import decoder, said
from server.query.sql import is_json

Nodes: TypeAlias = list[FieldDetails]


class Unplanned(Exception):
    """This cannot be planned, and why."""


TOTAL = {"total", "exact"}  # what only counting tells of a page
COUNTED = {"total", "totalCount", "totalExact"}  # the fields of a page that say it
BREATH = 500  # rows that are written in one go: some 10 ms


@dataclass(frozen=True)
class Plan:
    """How a selection is answered: what is read, and what writes the answer of it."""

    reading: Reading | None
    write: Write

    async def rows(self, choice: Any) -> Any:
        """What the choice amounts to, read."""
        return choice.value if self.reading is None else await self.reading.fetch(choice)

    async def answer(self, choice: Any, ground: Ground) -> str:
        """The answer as JSON."""
        found = await self.rows(choice)
        long = isinstance(found, list) and len(found) > BREATH
        written = await self._by_parts(found, ground) if long else self.write(found, ground)
        return await filled(written, ground) if ground.pending else written

    async def _by_parts(self, rows: list[Any], ground: Ground) -> str:
        """The answer of a long list; between its parts others have their turn."""
        texts = []
        for place in range(0, len(rows), BREATH):
            texts.append(self.write(rows[place : place + BREATH], ground)[1:-1])
            await asyncio.sleep(0)
        return f"[{','.join(texts)}]"


async def by_key(result: ByKey, found: Found, plans: Sequence[Plan], ground: Ground) -> str:
    """What was found by keys, as JSON; `plans` are those of its choices, then of what lies in memory."""
    texts: dict[Any, str] = {}
    rows = [await plan.rows(choice) for choice, plan in zip(found.choices, plans, strict=False)]
    for plan, read in zip(plans, rows, strict=False):
        texts = {row.id: plan.write(row, ground) for row in read} | texts
    for (key, held), plan in zip(found.held.items(), plans[len(found.choices) :], strict=True):
        texts[key] = plan.write(held.value, ground)
    told = [texts.get(one, "null") for one in result.keys]
    return await filled(told[0] if result.only else f"[{','.join(told)}]", ground)


def planned(executor: Executor[Any], kind: GraphQLOutputType, nodes: Nodes, choice: Any) -> Plan:
    """The plan for one field whose value is `choice`, or a choice of the same order. Raises Unplanned."""
    wants = Wants(choice.model) if isinstance(choice, Choice) else None
    planner = Planner(executor)
    try:
        form = planner.value(kind, nodes, wants)
    except (LookupError, GraphQLError) as failure:
        raise Unplanned(str(failure)) from failure
    if wants is None:
        return Plan(None, maker(form))
    reading = Reading.of(wants, choice, total=bool(planner.paging & TOTAL), rows=planner.reads_rows)
    return Plan(reading, maker(form))


class Planner:
    """Plans one selection. `paging` is what it asks of the page itself."""

    def __init__(self, executor: Executor[Any]) -> None:
        self.executor = executor
        self.paging: set[str] = set()
        self.rows_seen = False
        self.steady = True  # whether all fields that were seen so far are

    @property
    def reads_rows(self) -> bool:
        """Whether any row is needed, or only the total."""
        return self.rows_seen or not self.paging or bool(self.paging - TOTAL)

    def value(self, kind: GraphQLOutputType, nodes: Nodes, wants: Wants | None) -> Form:
        """What a value of this type becomes."""
        if isinstance(kind, GraphQLNonNull):
            return replace(self.value(kind.of_type, nodes, wants), never_null=nodes[0].node.name.value)
        if isinstance(kind, GraphQLList):
            return Each(self.value(kind.of_type, nodes, wants))
        if is_leaf_type(kind):
            return _leaf(kind)
        if isinstance(kind, GraphQLObjectType):
            return self.object(kind, nodes, wants)
        raise Unplanned(f"{kind} may be of several types")

    def object(self, kind: GraphQLObjectType, nodes: Nodes, wants: Wants | None) -> Whole:
        """An object with a slot for each field that was selected, in order."""
        fields = self.selected(kind, nodes)
        return Whole(tuple(self.field(kind, key, details, wants) for key, details in fields.items()), wants)

    def selected(self, kind: GraphQLObjectType, nodes: Nodes) -> dict[str, Nodes]:
        """The fields that are asked for below `nodes`, by the name of each in the answer."""
        executor = self.executor
        fields, deferred, _ = collect_subfields(
            executor.schema, executor.fragments, executor.variable_values, executor.operation, kind, nodes,
            executor.hide_suggestions,
        )  # fmt: skip
        if deferred:
            raise Unplanned(f"a part of {kind.name} is deferred")
        return fields

    def field(self, parent: GraphQLObjectType, key: str, nodes: Nodes, wants: Wants | None) -> Slot:
        """How one field of a row comes into the answer."""
        node = nodes[0].node
        if node.name.value == "__typename":
            return Always(key, parent.name)
        definition = parent.fields[node.name.value]
        reads = reads_of(parent, node.name.value, definition).at(parent.name, node.name.value)
        if isinstance(reads, Pages):
            asked = self.asked_of(definition.type, nodes)
            reads = replace(reads, peeks="pageInfo" in asked, counts=bool(asked & COUNTED))
        arguments = self.arguments(definition, nodes[0])
        take, below = reads.wanted(wants, arguments)
        if isinstance(reads, Paging):
            self.paging.add(reads.name)
        elif isinstance(reads, Seen):
            self.rows_seen = True
        before, self.steady = self.steady, True
        above = set(self.paging)
        form = self.value(definition.type, nodes, below)
        if isinstance(reads, Pages):
            self.paging = above  # what is asked of the page within is answered by its own row
        steady, self.steady = self.steady, before and self.steady and reads.steady
        if wants is not None and (made := self.slot(key, reads, definition.type, form, wants, arguments, steady)):
            return made
        loose = wants is None or isinstance(reads, Seen | Paging)
        return Taken(key, take, form, _path(reads), loose=loose, waits=reads.waits)

    def slot(
        self, key: str, reads: Reads, kind: Any, form: Form, wants: Wants, arguments: dict[str, Any], steady: bool
    ) -> Slot | None:
        """What is taken from the values of a row without a function over it; None for all else."""
        match reads:
            case Column() if isinstance(form, Leaf):
                return FromColumn(key, wants, reads.name, _told(reads, kind, form, wants), form.never_null)
            case LookedUp():
                return Looked(key, wants, reads.key, reads.find, form, Kept() if steady else None)
            case Computed(needs=needs, steady=True) if steady and not arguments and _plain(needs, wants):
                names = tuple(str(one) for one in needs)
                return Steady(key, wants, names, reads.wanted(wants, {})[0], form, Kept())
            case Same():
                return Part(key, form)
            case To() if isinstance(form, Whole) and reads.link in wants.ones:
                return Pointed(key, wants, reads.link, reads.guard, form)
            case Many(guard=None):
                return Hung(key, wants, reads.hanging, form)
            case Pages():
                cut, size = reads.cut(arguments)
                total = reads.hanging.counted() if reads.counts else None
                return Hung(key, wants, cut, form, size, reads.key, reads.sealed, total)
        return None

    def asked_of(self, kind: GraphQLOutputType, nodes: Nodes) -> set[str]:
        """What is asked of a page itself."""
        page: Any = get_named_type(kind)
        return {details[0].node.name.value for details in self.selected(page, nodes).values()}

    def arguments(self, definition: GraphQLField, details: FieldDetails) -> dict[str, Any]:
        """The arguments of a field as its declaration knows them."""
        if not definition.args:
            return {}
        found = get_argument_values(
            definition, details.node, self.executor.variable_values, details.fragment_variable_values,
            self.executor.hide_suggestions,
        )  # fmt: skip
        return {to_snake_case(name): value for name, value in found.items()}


def reads_of(parent: GraphQLObjectType, name: str, definition: GraphQLField) -> Reads:
    """What a field says that it reads. Raises Unplanned naming one that says nothing."""
    declared: Any = (definition.extensions or {}).get("strawberry-definition")
    reads = declared.metadata.get(READS) if declared is not None else None
    if not isinstance(reads, Reads):
        raise Unplanned(f"{parent.name}.{name} does not say what it reads")
    return Column(declared.python_name) if isinstance(reads, Column) and not reads.name else reads


def _told(reads: Column, kind: GraphQLOutputType, leaf: Leaf, wants: Wants) -> Told:
    """What writes a column: from what the database told where that will do, else from the value that a model has."""
    column, made = column_field(wants.model, reads.name), reads.made
    if made is None and (told := teller(kind, said(column, dialect=dialect(), in_json=wants.in_json))):
        return told
    decode = decoder(column, dialect=dialect(), in_json=wants.in_json)
    if made and decode is None and getattr(get_named_type(kind), "name", "") == "Float":
        return Told("dumps(made({0}))", names={"dumps": dumps, "made": made})
    value = "decode({0})" if decode else "{0}"
    value = f"made({value})" if made else value
    return Told(f"tell({value})", names={"tell": leaf.tell, "made": made, "decode": decode})


def _plain(needs: tuple[Want, ...], wants: Wants) -> bool:
    """Whether all that a function needs are columns, by whose values an answer can be kept."""
    return all(isinstance(one, str) and not is_json(wants, one) for one in needs)


def _path(reads: Reads) -> str:
    """The attribute that a column is where its row lies in memory, unless more is made of it."""
    return reads.name if isinstance(reads, Column) and reads.made is None else ""


def _leaf(kind: Any) -> Leaf:
    """What writes a scalar or the name of an enum."""
    make = kind.coerce_output_value
    if isinstance(kind, GraphQLEnumType):
        names = {value.value: f'"{name}"' for name, value in kind.values.items()}
        return Leaf(lambda value: names[value] if value in names else dumps(make(value)))
    if kind.name in {"String", "ID"}:
        return Leaf(lambda value: text(value) if value.__class__ is str else dumps(make(value)))
    return Leaf(lambda value: dumps(make(value)))
