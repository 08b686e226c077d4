"""A smaller question that would pass, named in the refusal of one that is too dear.

It is reckoned on the same scale, in a bounded number of passes: one list shortened, and of those that do the one that
loses the smallest part of its rows; else all lists shortened alike; else fields left out, the dearest first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphql import DocumentNode, FieldNode, GraphQLSchema, OperationDefinitionNode

from server.core.query_limits import MAX_COST
from server.edge.graphql.scale import Part, Scale

MOST_TRIED, MOST_LEFT_OUT = 6, 4


@dataclass(frozen=True)
class Smaller:
    """What to write instead, and what that is reckoned to cost."""

    firsts: Mapping[Part, int]
    without: Sequence[Part]
    cost: int

    def told(self) -> dict[str, Any]:
        firsts = [
            {"field": ".".join(part.path), "from": part.first, "to": first} | _place(part)
            for part, first in self.firsts.items()
        ]
        without = [{"field": ".".join(part.path)} | _place(part) for part in self.without]
        return {"first": firsts, "leaveOut": without, "cost": self.cost}

    def words(self) -> str:
        said = [f"with first: {first} at {'.'.join(part.path)}" for part, first in self.firsts.items()]
        said += [f"without {'.'.join(part.path)}" for part in self.without]
        return f"{', '.join(said)} it costs {self.cost} and passes"


def _place(part: Part) -> dict[str, int]:
    place = part.node.loc
    return {} if place is None else {"line": place.start_token.line, "column": place.start_token.column}


@dataclass(frozen=True)
class _Question:
    operation: OperationDefinitionNode
    document: DocumentNode
    schema: GraphQLSchema
    variables: Mapping[str, Any]

    def cost(self, firsts: Mapping[Part, int], without: Sequence[Part] = ()) -> int:
        nodes: dict[FieldNode, int] = {part.node: first for part, first in firsts.items()}
        left_out = {part.node for part in without}
        scale = Scale(self.document, self.schema, self.variables, nodes, left_out)
        return scale.operation(self.operation).rows(1)


def smaller(
    operation: OperationDefinitionNode,
    document: DocumentNode,
    schema: GraphQLSchema,
    variables: Mapping[str, Any],
    parts: Sequence[Part],
) -> Smaller | None:
    """What to ask instead; None: nothing simple would do."""
    question = _Question(operation, document, schema, variables)
    paged = sorted((part for part in parts if part.first > 1), key=lambda part: -part.cost)
    return _one(question, paged[:MOST_TRIED]) or _alike(question, paged) or _left_out(question, paged, parts)


def _one(question: _Question, paged: Sequence[Part]) -> Smaller | None:
    found = [one for part in paged if (one := _shortened(question, part))]
    return max(found, key=lambda one: max(first / part.first for part, first in one.firsts.items()), default=None)


def _shortened(question: _Question, part: Part) -> Smaller | None:
    """The same with this list as long as it may be: the cost grows by the same for each of its rows."""
    least = question.cost({part: 1})
    if least > MAX_COST:
        return None
    each = question.cost({part: 2}) - least
    first = min(part.first, 1 + (MAX_COST - least) // max(1, each))
    return Smaller({part: first}, (), least + (first - 1) * each)


def _alike(question: _Question, paged: Sequence[Part]) -> Smaller | None:
    """The same with all lists shortened to the same share, found by halving."""
    best, low, high = None, 0, 100  # per cent
    while high - low > 1:
        share = (low + high) // 2
        firsts = {part: max(1, part.first * share // 100) for part in paged}
        if (cost := question.cost(firsts)) <= MAX_COST:
            best, low = Smaller(firsts, (), cost), share
        else:
            high = share
    return best


def _left_out(question: _Question, paged: Sequence[Part], parts: Sequence[Part]) -> Smaller | None:
    firsts, without = dict.fromkeys(paged, 1), list[Part]()
    for part in sorted(parts, key=lambda part: -part.cost):
        if any(_is_below(part, other) for other in without) or not _leaves_some(part, without):
            continue
        without.append(part)
        if (cost := question.cost(firsts, without)) <= MAX_COST:
            gone = [one for one in paged if one in without or any(_is_below(one, other) for other in without)]
            return Smaller({one: 1 for one in paged if one not in gone}, without, cost)
        if len(without) == MOST_LEFT_OUT:
            break
    return None


def _is_below(part: Part, other: Part) -> bool:
    return len(part.path) > len(other.path) and part.path[: len(other.path)] == other.path


def _leaves_some(part: Part, without: Sequence[Part]) -> bool:
    """Whether something stays in the selection of a part when it goes."""
    gone = sum(other.among is part.among for other in without)
    return len(part.among.selections) > gone + 1
