"""What is made from the code: the schema's snapshot and the phones' trusted documents, written by `./grid schema`.

Each operation of web/graphql is printed with the fragments it needs; the SHA-256 of that text is its id. Phones carry
the ids (operations.js) and the types (operations.d.ts), the server the texts (documents.json).
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLSchema,
    Node,
    OperationDefinitionNode,
    Visitor,
    build_schema,
    parse,
    print_ast,
    validate,
    visit,
)

from schema.typescript import declarations

HEAD = "// Made by `./grid schema` from web/graphql and the schema. Do not edit.\n"


@dataclass(frozen=True)
class Operation:
    """One trusted document: an operation with the fragments it needs, and the id by which phones name it."""

    name: str
    kind: str
    text: str

    @property
    def id(self) -> str:
        return "sha256:" + hashlib.sha256(self.text.encode()).hexdigest()


def write(root: Path) -> list[Path]:
    """Write every generated file under the checkout at `root`; returns the paths whose content changed."""
    changed = []
    for path, text in files(root).items():
        if not path.exists() or path.read_text("utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
            changed.append(path)
    return changed


def files(root: Path) -> dict[Path, str]:
    """Every generated file and what it should hold, the same on every run. Raises ValueError for a bad operation."""
    from schema import schema

    sdl = schema.as_str() + "\n"
    types = build_schema(sdl)
    document = _read(root / "web" / "graphql", types)
    found = operations(document)
    return {
        root / "schema" / "schema.graphql": sdl,
        root / "web" / "api" / "operations.js": _javascript(found),
        root / "web" / "api" / "operations.d.ts": HEAD + declarations(document, types),
        root / "web" / "api" / "documents.json": _json({each.id: each.text for each in found}),
    }


def operations(document: DocumentNode) -> list[Operation]:
    """The operations of a document, by name, each with the fragments it needs."""
    fragments = {node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)}
    wanted = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
    found = [_operation(node, fragments) for node in wanted]
    return sorted(found, key=lambda each: each.name)


def _operation(node: OperationDefinitionNode, fragments: dict[str, FragmentDefinitionNode]) -> Operation:
    if node.name is None:
        raise ValueError("an operation of web/graphql has no name")
    needed = [fragments[name] for name in sorted(_spread(node, fragments))]
    text = "\n\n".join(print_ast(each) for each in (node, *needed)) + "\n"
    return Operation(name=node.name.value, kind=node.operation.value, text=text)


def _spread(node: Node, fragments: dict[str, FragmentDefinitionNode]) -> set[str]:
    """The names of the fragments that `node` needs, directly or through others."""
    found: set[str] = set()
    waiting: list[Node] = [node]
    while waiting:
        new = _Spreads.of(waiting.pop()) - found
        found |= new
        waiting.extend(fragments[name] for name in new)
    return found


class _Spreads(Visitor):
    """Collects the names of the fragments that are spread within a node."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def enter_fragment_spread(self, node: FragmentSpreadNode, *_: object) -> None:
        self.names.add(node.name.value)

    @classmethod
    def of(cls, node: Node) -> set[str]:
        visitor = cls()
        visit(node, visitor)
        return visitor.names


def _read(folder: Path, types: GraphQLSchema) -> DocumentNode:
    """All *.graphql of a folder as one document that fits the schema."""
    document = parse("\n".join(path.read_text("utf-8") for path in sorted(folder.glob("*.graphql"))) or "{__typename}")
    if wrong := validate(types, document):
        raise ValueError("web/graphql does not fit the schema: " + "; ".join(str(error) for error in wrong))
    return document


def _javascript(found: list[Operation]) -> str:
    lines = [f'export const {each.name} = {{ id: "{each.id}", kind: "{each.kind}", name: "{each.name}" }}'
             for each in found]  # fmt: skip
    return '// @ts-self-types="./operations.d.ts"\n' + HEAD + "\n".join(lines) + "\n"


def _json(value: dict[str, str]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
