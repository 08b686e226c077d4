"""The plans that were made, remembered by the nodes of their document and by the variables that shape them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from typing import Any

import structlog
from graphql import Executor, FragmentSpreadNode, GraphQLOutputType, Node, Undefined, VariableNode

from schema.core.reading.plan import Nodes, Unplanned, planned
from server.query.output.answer import Answer
from server.query.row_query import Chosen

log = structlog.get_logger("grid.reading")

MOST_FIELDS, MOST_SHAPES = 512, 16


@dataclass
class _Shapes:
    """The plans of one field of a document, by the values of the variables below it. `nodes` keeps them alive, so that
    their ids stay theirs."""

    nodes: tuple[Node, ...]
    variables: tuple[str, ...]
    plans: OrderedDict[Hashable, Answer | None] = field(default_factory=OrderedDict)


class Plans:
    """Plans by field. A plan belongs to a document and never to a viewer: whose rows they are is the choice's."""

    def __init__(self) -> None:
        self._known: OrderedDict[Hashable, _Shapes] = OrderedDict()
        self.made = 0

    def find(self, executor: Executor[Any], kind: GraphQLOutputType, nodes: Nodes, chosen: Chosen) -> Answer | None:
        """The plan for this field, made now or earlier; None when there is none, which is told once."""
        if any(one.fragment_variable_values is not None for one in nodes):
            return None
        shapes = self._shapes(executor, nodes, (kind, chosen.form))
        given = executor.variable_values.coerced
        key = tuple(_hashable(given.get(name, Undefined)) for name in shapes.variables)
        if key not in shapes.plans:
            shapes.plans[key] = self._made(executor, kind, nodes, chosen)
            if len(shapes.plans) > MOST_SHAPES:
                shapes.plans.popitem(last=False)
        return shapes.plans[key]

    def _shapes(self, executor: Executor[Any], nodes: Nodes, more: Hashable) -> _Shapes:
        key = (tuple(id(one.node) for one in nodes), more)
        if key in self._known:
            self._known.move_to_end(key)
            return self._known[key]
        found = tuple(one.node for one in nodes)
        names = dict.fromkeys(_variables([one.selection_set for one in found if one.selection_set], executor, set()))
        self._known[key] = _Shapes(found, tuple(names))
        if len(self._known) > MOST_FIELDS:
            self._known.popitem(last=False)
        return self._known[key]

    def _made(self, executor: Executor[Any], kind: GraphQLOutputType, nodes: Nodes, chosen: Chosen) -> Answer | None:
        self.made += 1
        try:
            return planned(executor, kind, nodes, chosen)
        except Unplanned as reason:
            log.info("resolved field by field", field=nodes[0].node.name.value, why=str(reason))
            return None


def _variables(nodes: Any, executor: Executor[Any], visited: set[str]) -> Iterator[str]:
    """The variables that are used anywhere below, also through fragments."""
    for node in nodes:
        if isinstance(node, VariableNode):
            yield node.name.value
            continue
        if isinstance(node, FragmentSpreadNode) and node.name.value not in visited:
            visited.add(node.name.value)
            fragment = executor.fragments.get(node.name.value)
            yield from _variables([fragment.definition.selection_set] if fragment else [], executor, visited)
        for name in node.keys:
            child = getattr(node, name)
            if isinstance(child, Node):
                yield from _variables([child], executor, visited)
            elif isinstance(child, tuple | list):
                yield from _variables([one for one in child if isinstance(one, Node)], executor, visited)


def _hashable(value: Any) -> Hashable:
    return value if isinstance(value, Hashable) else repr(value)
