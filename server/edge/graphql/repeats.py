"""How often a document says the same field in one place: comparing all of them with each other is the validation's
dearest work, and it grows with the square.

Decision: 240 times `grid { code }` in one selection kept the validation busy for 350 ms. No honest query needs more
than a few, nor more than some dozens of fragments, so both are bounded before it begins; this pass is linear.
"""

from __future__ import annotations

from collections import Counter

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
)

from server.core.query_limits import MAX_FRAGMENTS
from server.edge.refusal import Refused

MOST_REPEATS = 8


def check(document: DocumentNode) -> None:
    """Raises Refused 400 FIELD_REPEATED or TOO_MANY_FRAGMENTS. Cycles were refused before."""
    fragments = {node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)}
    if len(fragments) > MAX_FRAGMENTS:
        raise Refused(400, "TOO_MANY_FRAGMENTS", f"a document may have at most {MAX_FRAGMENTS} fragments")
    reader = _Reader(fragments)
    for node in document.definitions:
        if isinstance(node, OperationDefinitionNode | FragmentDefinitionNode):
            reader.names(node.selection_set)


class _Reader:
    """Counts the names of each place, its fragments' included, each fragment once."""

    def __init__(self, fragments: dict[str, FragmentDefinitionNode]) -> None:
        self.fragments = fragments
        self.known: dict[str, Counter[str]] = {}

    def names(self, chosen: SelectionSetNode) -> Counter[str]:
        found: Counter[str] = Counter()
        for node in chosen.selections:
            if isinstance(node, FieldNode):
                found[(node.alias or node.name).value] += 1
                if node.selection_set:
                    self.names(node.selection_set)
            elif isinstance(node, InlineFragmentNode):
                found += self.names(node.selection_set)
            elif isinstance(node, FragmentSpreadNode):
                found += self.fragment(node.name.value)
        if found and max(found.values()) > MOST_REPEATS:
            raise Refused(400, "FIELD_REPEATED", f"a field may stand at most {MOST_REPEATS} times in one place")
        return found

    def fragment(self, name: str) -> Counter[str]:
        if name not in self.known:
            self.known[name] = Counter()  # what contains itself adds nothing more
            if name in self.fragments:
                self.known[name] = self.names(self.fragments[name].selection_set)
        return self.known[name]
