"""Everything that is kept by and about one person, as one file for them: a zip with a page of words and a file of lines
of JSON for each table.

Left out is what would let somebody act or be reached in their name: hashes of passwords and tokens, keys, addresses of
browsers. Contacts stay masked; photos are named.
"""

from __future__ import annotations

import zipfile
from pathlib import Path
from uuid import UUID

import orjson

from server.core import clock
from server.data import orm
from server.data.database import transaction
from server.ground.person import queries
from server.journal import log as journal
from server.keep.privacy.naming import described, person_of, rows, tables

KIND = "privacy.exported"
SECRET = frozenset({"password_hash", "proof_hash", "digest", "public_key", "endpoint", "p256dh", "auth", "box", "salt"})
WORDS = "这里是本系统保存的、由本人产生或提到本人的全部记录，一个表一个文件，一行一条。\n" \
        "All that is kept here by and about this person: a file for each table, a line for each row.\n\n"  # fmt: skip


async def export(whom: str, file: Path) -> str:
    """Write it to `file`, which must not be there, and note that it was done. Raises Missing, OSError."""
    person, found = await person_of(whom), dict[str, int]()
    with zipfile.ZipFile(file, "x", zipfile.ZIP_DEFLATED) as told:
        listed = []
        for model in tables():
            name = orm.table(model)
            with told.open(f"{name}.jsonl", "w") as lines:
                found[name] = 0
                async for row in rows(model, person.id):
                    found[name] += 1
                    lines.write(_line(row))
            listed.append(f"{name}.jsonl  {found[name]}  {described(model)}")
        told.writestr("README.txt", WORDS + "\n".join(listed) + "\n")
    await noted(KIND, person.id)
    return f"{sum(found.values())} rows of {sum(map(bool, found.values()))} tables are in {file}"


async def noted(kind: str, person: UUID) -> None:
    """The log keeps that it was done."""
    district = await queries.district()
    await transaction(
        lambda: journal.record(kind, subject_id=person, area=district, viewer=None, payload={"on": str(clock.today())})
    )


def _line(row: dict[str, object]) -> bytes:
    shown = {name: value for name, value in row.items() if name not in SECRET}
    return orjson.dumps(shown, default=str, option=orjson.OPT_APPEND_NEWLINE | orjson.OPT_NON_STR_KEYS)
