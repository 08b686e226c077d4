"""Trusted documents: the phones' own operations, known by the SHA-256 of their text. Nobody without a supervising post
may send anything else, so that a stolen session can only do what a screen can do.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

import orjson
import structlog
from graphql import FieldNode, OperationDefinitionNode, OperationType

from server.http.engine import Engine, Prepared

log = structlog.get_logger("grid.documents")


class Documents:
    """What `web/api/documents.json` holds ({"sha256:…": text}), parsed and validated once, at the start."""

    def __init__(self, texts: Mapping[str, str], engine: Engine) -> None:
        self._known = {name: engine.prepare(text) for name, text in texts.items() if name == identify(text)}
        for name, prepared in self._known.items():
            if prepared.errors:
                log.error("document does not fit the schema", document=name, why=prepared.errors[0].message)
        self._public = {name for name, prepared in self._known.items() if _asks_only_who(prepared)}

    @classmethod
    def load(cls, path: Path, engine: Engine) -> Documents:
        """Those of the file at `path`; none when there is no such file."""
        return cls(orjson.loads(path.read_bytes()) if path.is_file() else {}, engine)

    def get(self, name: str) -> Prepared | None:
        return self._known.get(name)

    def is_public(self, name: str) -> bool:
        """Whether somebody who is not signed in may send it: it asks for nothing but `viewer`."""
        return name in self._public


def identify(text: str) -> str:
    """The id of a document: "sha256:" and the digest of its text in hex."""
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def _asks_only_who(prepared: Prepared) -> bool:
    operations = [node for node in prepared.document.definitions if isinstance(node, OperationDefinitionNode)]
    return all(
        operation.operation is OperationType.QUERY
        and all(
            isinstance(node, FieldNode) and node.name.value in {"viewer", "__typename"}
            for node in operation.selection_set.selections
        )
        for operation in operations
    )
