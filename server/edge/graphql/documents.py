"""Trusted documents: the phones' own operations, known by the SHA-256 of their text. Nobody without a supervising post
may send anything else, so that a stolen session can only do what a screen can do.

A phone may still run an app of last month, so every document that was ever shipped stays known. Tests hold them all
against the schema; where one does not fit any more, an upcast says what runs in its place.

Decision: none is validated here, and each is parsed when it is first sent. Validating today's took a third of the
server's start, each time the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
from graphql import FieldNode, OperationDefinitionNode

from server.edge.graphql.engine import Engine, GraphQLRequest, Prepared

ONLY_WHO = frozenset({"viewer", "__typename"})


@dataclass(frozen=True)
class Upcast:
    """What runs in place of a shipped document: it takes the old variables, and answers in the old shape. `text`: the
    whole document, or what to make of the shipped one."""

    text: str | Callable[[str], str]
    variables: Callable[[Mapping[str, Any]], Mapping[str, Any]] = dict

    def on(self, shipped: str) -> str:
        return self.text if isinstance(self.text, str) else self.text(shipped)


class Documents:
    """What `web/api/documents.json` holds ({"sha256:…": text}), and what earlier releases shipped."""

    def __init__(
        self,
        texts: Mapping[str, str],
        engine: Engine,
        shipped: Mapping[str, str] | None = None,
        upcasts: Mapping[str, Upcast] | None = None,
        public: Set[str] = ONLY_WHO,
    ) -> None:
        self._engine, self._upcasts, self._public = engine, upcasts or {}, public
        self._known: dict[str, Prepared] = {}
        self._texts = dict(shipped or {}) | {
            name: upcast.on((shipped or {}).get(name, "")) for name, upcast in self._upcasts.items()
        }
        self._texts |= {name: text for name, text in texts.items() if name == identify(text)}

    @classmethod
    def load(
        cls,
        path: Path,
        engine: Engine,
        shipped: Mapping[str, str],
        upcasts: Mapping[str, Upcast],
        public: Set[str] = ONLY_WHO,
    ) -> Documents:
        """Today's are those of the file at `path`; none when there is no such file."""
        return cls(orjson.loads(path.read_bytes()) if path.is_file() else {}, engine, shipped, upcasts, public)

    def request(self, name: str, operation: str | None, variables: Mapping[str, Any]) -> GraphQLRequest | None:
        """What the document of this id does with these variables; None: no release has shipped it."""
        if (prepared := self.get(name)) is None:
            return None
        upcast = self._upcasts.get(name)
        return GraphQLRequest(prepared, operation, upcast.variables(variables) if upcast else variables, trusted=True)

    def get(self, name: str) -> Prepared | None:
        if name not in self._known and (text := self._texts.get(name)) is not None:
            self._known[name] = self._engine.parse(text)
        return self._known.get(name)

    def is_public(self, name: str) -> bool:
        """Whether somebody who is not signed in may send it: it asks for nothing but public fields."""
        prepared = self.get(name)
        return prepared is not None and _asks_only(prepared, self._public)


def identify(text: str) -> str:
    """The id of a document: "sha256:" and the digest of its text in hex."""
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def _asks_only(prepared: Prepared, fields: Set[str]) -> bool:
    operations = [node for node in prepared.document.definitions if isinstance(node, OperationDefinitionNode)]
    return all(
        isinstance(node, FieldNode) and node.name.value in fields
        for operation in operations
        for node in operation.selection_set.selections
    )
