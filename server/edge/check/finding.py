"""What a check found, in the words of the table, and how it is printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from server.edge.check.words import WORDS


@dataclass(frozen=True)
class Finding:
    """Something to mend. `values` fill the words of its code."""

    code: str
    values: tuple[tuple[str, object], ...] = ()

    def words(self, *, english: bool) -> tuple[str, str, str]:
        """What it is, why it matters, what to type."""
        what, why, mend = WORDS[self.code][english]
        values = dict(self.values)
        return what.format(**values), why.format(**values), mend.format(**values)


def finding(code: str, **values: object) -> Finding:
    return Finding(code, tuple(sorted(values.items())))


def printed(found: Sequence[Finding], looked_at: Sequence[str], *, english: bool) -> str:
    """For people."""
    lines = list[str]()
    for one in found:
        what, why, mend = one.words(english=english)
        lines += [f"✗ {one.code}: {what}", f"  {'why' if english else '为何'}: {why}"]
        lines += [f"  {'type' if english else '怎么办'}: {mend}", ""]
    if english:
        return "\n".join([*lines, f"{len(looked_at)} things looked at, {len(found)} to mend."])
    return "\n".join([*lines, f"查了 {len(looked_at)} 项，要改的有 {len(found)} 处。"])


def as_json(found: Sequence[Finding], looked_at: Sequence[str], *, english: bool) -> str:
    """For programs: codes stay, words may change."""
    told: list[dict[str, Any]] = []
    for one in found:
        what, why, mend = one.words(english=english)
        told.append({"code": one.code, "what": what, "why": why, "type": mend})
    return orjson.dumps(
        {"good": not found, "looked_at": looked_at, "findings": told}, option=orjson.OPT_INDENT_2
    ).decode()
