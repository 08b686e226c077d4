"""The verbs of a whistle and of its parties. Each: may he know of it and is it his to do → decide (pure) → one
transaction. `await actions.ack(viewer, commands.Ack(…))` answers `Done` or raises a refusal of `server.errors`.
"""

from server.whistle.actions.course import Done
from server.whistle.actions.judges import decide, excuse, send_back, sign, urge
from server.whistle.actions.street import (
    add_party,
    approve,
    cancel,
    close,
    decline,
    draft,
    note,
    review,
    revise,
    submit,
)
from server.whistle.actions.unit import ack, arrive, finish, object_, score, start

__all__ = [
    "Done",
    "ack",
    "add_party",
    "approve",
    "arrive",
    "cancel",
    "close",
    "decide",
    "decline",
    "draft",
    "excuse",
    "finish",
    "note",
    "object_",
    "review",
    "revise",
    "score",
    "send_back",
    "sign",
    "start",
    "submit",
    "urge",
]
