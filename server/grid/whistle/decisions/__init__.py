"""What each verb does, pure: (whistle, command, turn, inputs) → a change (`Change`) or a refusal. By who takes it.

    drafting draft, revise
    street   submit, approve, decline, review, add_party, cancel, close, note
    unit     ack, object_, arrive, start, finish, score
    judges   sign, send_back, excuse, decide, urge
    silence  speak: the system's, when a unit does not answer

Nothing here touches the database: the actions bring the inputs, the kernel writes.
"""

from server.grid.whistle.decisions.drafting import draft, revise
from server.grid.whistle.decisions.judges import decide, excuse, send_back, sign, urge
from server.grid.whistle.decisions.silence import speak
from server.grid.whistle.decisions.street import add_party, approve, cancel, close, decline, note, review, submit
from server.grid.whistle.decisions.unit import ack, arrive, finish, object_, score, start

__all__ = [
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
    "speak",
    "start",
    "submit",
    "urge",
]
