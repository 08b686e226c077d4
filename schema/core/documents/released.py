"""The contract of the last release, schema/released.graphql, and what of it would no longer work.

The file begins with a line for each release, the newest first (`# 0.2.0 2027-01-10`). A field, an argument or a value
may go once two releases offered it as deprecated: phones keep an app of some month before. `./grid schema --release`
writes the file; before the first release there is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from graphql import (
    REMOVE,
    DirectiveNode,
    DocumentNode,
    GraphQLSchema,
    Visitor,
    build_ast_schema,
    build_schema,
    find_breaking_changes,
    is_object_type,
    parse,
    visit,
)

from schema.core.deprecation import since

NAME, VERSIONS = "released.graphql", 2
LINE = re.compile(r"# (\d+\.\d+\.\d+) (\d{4}-\d\d-\d\d)")


@dataclass(frozen=True)
class Release:
    version: str
    day: date


def releases(text: str) -> list[Release]:
    """The releases that a kept contract names, the newest first."""
    heads = [LINE.fullmatch(line) for line in text.splitlines() if line.startswith("#")]
    return [Release(head[1], date.fromisoformat(head[2])) for head in heads if head]


def wrong(kept: str, now: str) -> list[str]:
    """What keeps `now` from following the contract that was released, each in a sentence."""
    days, before, after = [one.day for one in releases(kept)], parse(kept), build_schema(now)
    broken = find_breaking_changes(_without_the_gone(before, days), after)
    return [one.description for one in broken] + list(_dated_back(build_ast_schema(before), after, max(days)))


def _dated_back(before: GraphQLSchema, after: GraphQLSchema, last: date) -> Iterator[str]:
    """What is deprecated anew since a day that the last release has seen: it would go too soon."""
    said, known = reasons(after), reasons(before)
    for place, reason in said.items():
        was, day = known.get(place), since(reason or "")
        if reason is None or place not in known or (was is not None and since(was) == day):
            continue
        if day is None or day <= last:
            yield f"{place} is deprecated anew: let its reason name a day after the last release, {last}"


def reasons(schema: GraphQLSchema) -> dict[str, str | None]:
    """Every field, argument and value, and why it is deprecated."""
    found: dict[str, str | None] = {}
    for name, kind in schema.type_map.items():
        parts = {**getattr(kind, "fields", {}), **getattr(kind, "values", {})}
        for own, part in parts.items():
            found[f"{name}.{own}"] = part.deprecation_reason
            for argument, declared in getattr(part, "args", {}).items():
                found[f"{name}.{own}({argument}:)"] = declared.deprecation_reason
    return found


def released(kept: str, now: str, version: str, day: date) -> str:
    """What to keep of a release. Raises ValueError for one that stands already, or that breaks the one before."""
    before = releases(kept)
    if not LINE.fullmatch(f"# {version} {day}"):
        raise ValueError(f"a release has three numbers, like 0.1.0, not {version!r}")
    if any(one.version == version for one in before):
        raise ValueError(f"{version} was released before: what it offers is not changed afterwards")
    if broken := wrong(kept, now) if kept else []:
        raise ValueError("this would break the release before: " + "; ".join(broken))
    heads = [Release(version, day), *before]
    return "".join(f"# {one.version} {one.day}\n" for one in heads) + "\n" + now


def release(root: Path, version: str, day: date) -> Path:
    """Keep today's contract as that of a release. Raises ValueError."""
    path = root / "schema" / NAME
    kept = path.read_text("utf-8") if path.exists() else ""
    now = (root / "schema" / "schema.graphql").read_text("utf-8")
    path.write_text(released(kept, now, version, day), "utf-8")
    return path


def _without_the_gone(document: DocumentNode, days: list[date]) -> GraphQLSchema:
    """What was released, without what may go by now, and without the types that only that led to."""
    whole = build_ast_schema(document)
    left = build_ast_schema(visit(document, _Gone(days)), assume_valid=True)
    by_roots = _reached(whole, []).type_map
    only_by_node = [
        left.type_map[name]
        for name, kind in whole.type_map.items()
        if is_object_type(kind) and kind.interfaces and name not in by_roots
    ]
    return _reached(left, only_by_node)


def _reached(schema: GraphQLSchema, besides: list[Any]) -> GraphQLSchema:
    """The same roots, with the types to which they lead."""
    roots = (schema.query_type, schema.mutation_type, schema.subscription_type)
    return GraphQLSchema(*roots, types=besides, directives=schema.directives, assume_valid=True)


class _Gone(Visitor):
    """Takes out what enough releases offered as deprecated."""

    def __init__(self, days: list[date]) -> None:
        super().__init__()
        self.days = days

    def enter(self, node: Any, *rest: object) -> Any:
        reason = _reason(node)
        day = since(reason) if reason is not None else None
        return REMOVE if day is not None and sum(one >= day for one in self.days) >= VERSIONS else None


def _reason(node: Any) -> str | None:
    """Why this part of a contract is deprecated; None: it is not."""
    marks: tuple[DirectiveNode, ...] = getattr(node, "directives", None) or ()
    said = [
        {each.name.value: getattr(each.value, "value", "") for each in one.arguments or ()}
        for one in marks
        if one.name.value == "deprecated"
    ]
    return said[0].get("reason", "") if said else None
