"""Everything that is kept by and about one person, as one file for them: a zip with a page of words and a file of lines
of JSON for each table.

Left out is what would let somebody act or be reached in their name: hashes of passwords and tokens, keys, addresses of
browsers; and what is other people's: their ids, and their rows but for what this person did there (`columns`).
Contacts stay masked; photos are named.
"""

from __future__ import annotations

import zipfile
from pathlib import Path
from uuid import UUID

import orjson

from server.core import clock
from server.data import orm
from server.data.database import reader, transaction
from server.ground.person import queries
from server.ground.person.models import Person
from server.journal import log as journal
from server.keep.privacy.naming import described, person_of, rows, tables
from server.keep.privacy.telling import Row
from server.keep.privacy.telling import told as told_of

KIND = "privacy.exported"
WORDS = (
    "这里是本系统保存的、由本人产生或关于本人的全部记录，一个表一个文件，一行一条。\n"
    "别人的记录里只写本人何时做了哪一步。\n"
    "All that is kept here by and about this person: a file for each table, a line for each row. Of other\n"
    "people's rows it says only what this person did there, and when.\n\n"
)


async def export(whom: str, file: Path) -> str:
    """Write it to `file`, which must not be there, and note that it was done. Raises Missing, OSError."""
    person, found = await person_of(whom), dict[str, int]()
    others = await _others(person.id)
    with zipfile.ZipFile(file, "x", zipfile.ZIP_DEFLATED) as told:
        listed = []
        for model in tables():
            name = orm.table(model)
            with told.open(f"{name}.jsonl", "w") as lines:
                found[name] = 0
                async for row in rows(model, person.id):
                    found[name] += 1
                    lines.writelines(map(_line, told_of(model, row, person.id, others)))
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


async def _others(person: UUID) -> set[str]:
    """The ids of everybody else: one statement, so that a row costs none."""
    known = await Person.all().using_db(reader()).values_list("id", flat=True)
    return {str(one) for one in known} - {str(person)}


def _line(row: Row) -> bytes:
    return orjson.dumps(row, default=str, option=orjson.OPT_APPEND_NEWLINE | orjson.OPT_NON_STR_KEYS)
