"""The port by which a noun's events are summed: its own table of what counts, and who sees whole areas of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from server.core.viewer import Viewer
from server.journal.models import Event


@dataclass(frozen=True, kw_only=True)
class Tallying:
    """`measures`: the sums to which an event adds one. `naming`: the kinds of events that say of which class a subject
    is; of these, in their order, `named` makes its class and channel when an event happened (None: of no class).
    `areas`: the subtrees of which a viewer sees all."""

    measures: Callable[[Event], list[str]]
    naming: tuple[str, ...]
    named: Callable[[Event, Sequence[Event]], tuple[str, str] | None]
    areas: Callable[[Viewer], frozenset[str]]
