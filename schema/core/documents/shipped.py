"""Every document that a release has given to phones, kept for ever in web/api/shipped.jsonl.

A phone names a document by its SHA-256, and may come with last month's app: what it saved then must still be
understood. So the file only grows. Each operation and each fragment stands in it once, by the start of its own
SHA-256, and a document is the list of its parts:

    {"document":"sha256:…","parts":["…","…"]}
    {"part":"…","text":"…"}

One line for each, sorted, so that branches join by keeping the lines of both (`merge=union` in .gitattributes). A
document that the schema of now refuses needs an upcast, see server/edge/graphql/documents.py.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

NAME = "shipped.jsonl"
_BETWEEN = "\n\n"  # a printed definition has no empty line


def read(path: Path) -> dict[str, str]:
    """The texts by their ids. Raises KeyError for a part that is missing, ValueError for a text that its id denies."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []
    parts = {row["part"]: row["text"] for row in rows if "part" in row}
    texts = {row["document"]: _BETWEEN.join(parts[name] for name in row["parts"]) + "\n"
             for row in rows if "document" in row}  # fmt: skip
    if wrong := [name for name, text in texts.items() if name != f"sha256:{_digest(text)}"]:
        raise ValueError(f"{path.name}: the text is not what the id says: {', '.join(wrong)}")
    return texts


def written(texts: Iterable[str]) -> str:
    """The file that holds these documents."""
    lines: set[str] = set()
    for text in texts:
        parts = text.removesuffix("\n").split(_BETWEEN)
        lines |= {_line({"part": _named(part), "text": part}) for part in parts}
        lines.add(_line({"document": f"sha256:{_digest(text)}", "parts": [_named(part) for part in parts]}))
    return "".join(sorted(lines))


def _line(row: dict[str, object]) -> str:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n"


def _named(part: str) -> str:
    return _digest(part)[:16]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
