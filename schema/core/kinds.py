"""The kinds of events as one closed set: those of every noun, each named by its noun, in the words of its slice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from schema.core.enums import publish
from server import slices
from server.core.text import Worded

if TYPE_CHECKING:

    class EventKind(Worded):
        """What its members are is known as it runs."""

else:
    _said: Any = {kind.upper().replace(".", "_"): (kind, words) for kind, words in sorted(slices.events().items())}
    EventKind = Worded("EventKind", _said, module=__name__)

publish(EventKind, "EventKind", "一件事的种类。What an event tells of.")

WORDS = "种类；更新的服务器才认得的为空。What it tells of; null for a kind that this server does not know."
_BY_KIND = {one.value: one for one in EventKind}


def named(kind: str) -> EventKind | None:
    """The kind of an event, as the log writes it."""
    return _BY_KIND.get(kind)
