"""What a person is told of a row that names them: their own row, with nobody else's id in it; of a row of somebody
else's only that they acted there, and when.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import Any
from uuid import UUID

from tortoise import Model

from server.data import orm
from server.keep.privacy.columns import ACTS, OTHERS_WORDS, acts, owners

SECRET = frozenset({"password_hash", "proof_hash", "digest", "public_key", "endpoint", "p256dh", "auth", "box", "salt"})
Row = dict[str, Any]


def told(model: type[Model], row: Row, person: UUID, others: AbstractSet[str]) -> list[Row]:
    """What they read of it; `others` are the ids of everybody else, in small letters with hyphens."""
    if any(_same(row[name], person) for name in owners(model)):
        return [_own(model, row, person, others)]
    key = orm.key(model)
    done = (name for name in acts(model) if _same(row[name], person))
    return [{key: row[key], "act": _act(name), "at": row.get(ACTS[name])} for name in done]


def _own(model: type[Model], row: Row, person: UUID, others: AbstractSet[str]) -> Row:
    people, theirs = {*owners(model), *acts(model)}, OTHERS_WORDS.get(orm.table(model), frozenset())
    return {
        name: None if name in theirs or (name in people and not _same(value, person)) else _without(value, others)
        for name, value in row.items()
        if name not in SECRET
    }


def _without(value: Any, others: AbstractSet[str]) -> Any:
    """The same without the ids of others, however deep."""
    if isinstance(value, dict):
        return {key: _without(one, others) for key, one in value.items() if str(key).lower() not in others}
    if isinstance(value, list | tuple):
        return [_without(one, others) for one in value]
    return None if isinstance(value, str | UUID) and str(value).lower() in others else value


def _same(value: Any, person: UUID) -> bool:
    return str(value) == str(person)


def _act(column: str) -> str:
    return column.removesuffix("_id").removesuffix("_by")
