"""What somebody wrote under their own name goes with their name: the words, photos and contact of their things. What
desks answered stays, since it is theirs.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from enum import StrEnum
from functools import partial
from typing import Any
from uuid import UUID

from server.core import clock
from server.data.database import reader, transaction
from server.process.change import Change, Effect, altered, erased
from server.process.commit import commit
from server.process.noun import Noun
from server.process.steps import Moved, Steps

KINDS = {"writer_erased": "提出的人已注销，所写的删去。Its writer was erased, and what they wrote."}
Forgets = Callable[[UUID], Awaitable[int]]


def forgetting(
    steps: Steps[Any, Any],
    withdraw: StrEnum,
    *texts: str,
    effects: Callable[[Any], tuple[Effect, ...]],
    by: str = "writer_id",
    ends: str = "closed_at",
) -> Forgets:
    """Takes the columns `texts` away of all that a person wrote, whom `by` names, and answers of how many things. What
    still may be withdrawn is, as they could have done; the column `ends` keeps when."""
    noun = steps.verbs.noun
    steps.besides.update({f"{noun.name}.{kind}": words for kind, words in KINDS.items()})
    model: Any = noun.model

    def changed(before: Any) -> Change[Any]:
        now, columns = clock.now(), erased(*texts)
        if steps.life.open_in(before.state, withdraw):
            ended = {ends: now, "look_at": None}
            return steps.change(withdraw, before, now, Moved(ended | columns, effects=effects(before)))
        return _without_words(noun, before, now, columns, effects(before))

    async def forgotten(key: UUID) -> int:
        before = await model.filter(id=key).select_for_update().first()
        if before is None or not any(getattr(before, name) for name in texts):
            return 0
        await commit(None, changed(before))
        return 1

    async def forget(person: UUID) -> int:
        keys = await model.filter(**{by: person}).using_db(reader()).values_list("id", flat=True)
        return sum([await transaction(partial(forgotten, key)) for key in keys])

    return forget


def _without_words(
    noun: Noun[Any], before: Any, now: datetime, columns: dict[str, Any], effects: tuple[Effect, ...]
) -> Change[Any]:
    """The thing as it stands, and nothing of what was written with it."""
    return Change(
        noun=noun,
        kind=f"{noun.name}.writer_erased",
        at=now,
        seat=None,
        told={},
        before=before,
        after=altered(before, **columns),
        guards=("version",),
        effects=effects,
    )
