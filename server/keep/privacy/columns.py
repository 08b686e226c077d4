"""Which columns name a person, and what that makes of the row: theirs, or somebody else's in which they acted.

Decision: it is told by a column's name, the same in every table, so that a noun that keeps to the names is in it by
itself. A column of another name is told here; `tests/keep/privacy` fails while one is in neither list.
"""

from __future__ import annotations

from collections.abc import Mapping

from tortoise import Model

from server.data import orm

THEIRS = frozenset(
    {
        "person_id",
        "by_id",
        "writer_id",
        "reporter_id",
        "made_by_id",
        "written_by_id",
        "asked_by_id",
        "drafted_by_id",
        "sent_by",
    }
)
ALSO_THEIRS: Mapping[str, frozenset[str]] = {  # of one table alone
    "person": frozenset({"id"}),
    "event": frozenset({"subject_id"}),
}
ACTS: Mapping[str, str] = {  # with the column that says when, where the row keeps it
    "assignee_id": "changed_at",
    "answered_by_id": "answered_at",
    "advised_by_id": "advised_at",
    "approved_by_id": "blown_at",
    "reviewed_by_id": "reviewed_at",
    "decided_by_id": "decided_at",
    "confirmed_by_id": "confirmed_at",
    "acked_by_id": "acked_at",
    "arrived_by_id": "arrived_at",
    "ended_by_id": "ended_at",
    "ruled_by_id": "ruled_at",
    "resolved_by_id": "drawn_at",
    "run_by_id": "run_at",
    "read_by_id": "read_at",
    "called_by_id": "closed_at",
}
OTHERS_WORDS: Mapping[str, frozenset[str]] = {  # in a row that is theirs; an answer to them is theirs to read
    "whistle": frozenset({"conclusion", "cost_note"}),
}


def owners(model: type[Model]) -> list[str]:
    """The columns by which a row is somebody's own: they wrote it, or it is of them."""
    also = ALSO_THEIRS.get(orm.table(model), frozenset())
    return [name for name in orm.columns(model) if name in THEIRS or name in also]


def acts(model: type[Model]) -> list[str]:
    """The columns that only note who did something in a row of somebody else's."""
    return [name for name in orm.columns(model) if name in ACTS]
