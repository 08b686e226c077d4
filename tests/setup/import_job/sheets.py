"""Files as spreadsheets write them, and an administrator who imports them."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from tempfile import TemporaryFile
from typing import Any
from uuid import UUID
from xml.sax.saxutils import escape

from server.core import clock
from server.core.ids import new_id
from server.core.viewer import Viewer
from server.data.database import reader
from server.setup.import_job import commands, files, verbs
from server.setup.import_job.models import ImportJob, Kind
from server.setup.import_job.running import Running
from tests import town as place
from tests.kit.kit import MONDAY

_TYPES = """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"""
_RELATIONS = """<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{0}" Target="{1}"/>
</Relationships>"""
_BOOK = """<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
<sheets><sheet name="名册" sheetId="1" r:id="rId1"/></sheets></workbook>"""
_SHEET = """<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<sheetData>{0}</sheetData>{1}</worksheet>"""


def _cell(place: str, value: object) -> str:
    if isinstance(value, int | float):
        return f'<c r="{place}"><v>{value}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(str(value))}</t></is></c>'


def xlsx(rows: Sequence[Sequence[object]], *, merged: str = "", more: Mapping[str, bytes] | None = None) -> bytes:
    """A workbook of one sheet; numbers are written as numbers. `merged` as A1:D1, `more` other members."""
    lines = (
        f'<row r="{number}">'
        + "".join(_cell(f"{chr(65 + at)}{number}", one) for at, one in enumerate(row) if one != "")
        + "</row>"
        for number, row in enumerate(rows, 1)
    )
    cells = f'<mergeCells count="1"><mergeCell ref="{merged}"/></mergeCells>' if merged else ""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS.format("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": _BOOK,
        "xl/_rels/workbook.xml.rels": _RELATIONS.format("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": _SHEET.format("".join(lines), cells),
    }
    return zipped(parts | dict(more or {}))


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return whole.getvalue()


async def sent(data: bytes) -> str:
    """The file lies there; its SHA-256."""
    sha256 = hashlib.sha256(data).hexdigest()
    with TemporaryFile() as file, clock.at(MONDAY):
        file.write(data)
        await files.receive(file, sha256, place.ADMIN)
    return sha256


async def job(key: UUID) -> ImportJob:
    return await ImportJob.get(id=key, using_db=reader())


async def asked(kind: Any, row: ImportJob, who: Viewer | None = None, **words: Any) -> ImportJob:
    """What a verb makes of it, by its command."""
    verb = getattr(verbs, kind.__name__.lower())
    with clock.at(MONDAY):
        await verb(who or await keeper(row.kind), kind(op_id=new_id(), id=row.id, seen=row.version, **words))
    return await job(row.id)


async def keeper(kind: Kind) -> Viewer:
    """Who imports such a thing."""
    return await place.viewer({Kind.PEOPLE: "xu", Kind.HOTLINE: "li"}.get(kind, "admin"))


async def uploaded(kind: Kind, data: bytes, *, source: str = "口泉街道") -> ImportJob:
    command = commands.Upload(
        op_id=new_id(), id=new_id(), kind=kind, file=await sent(data), name="名册.xlsx", comes_from=source
    )
    with clock.at(MONDAY):
        done = await verbs.upload(await keeper(kind), command)
    return await job(done.id)


async def checked(kind: Kind, data: bytes, **more: Any) -> ImportJob:
    """Uploaded, mapped as it was suggested, and checked."""
    row = await uploaded(kind, data, **more)
    row = await asked(commands.Map, row, mapping=mapping(row))
    return await asked(commands.Check, row)


def mapping(row: ImportJob) -> tuple[str, ...]:
    import orjson

    return tuple(one or verbs.NONE for one in orjson.loads(row.mapping))


async def to_the_end(row: ImportJob, running: Running | None = None) -> ImportJob:
    """Run, and swept until there is nothing to do."""
    row = await asked(commands.Run, row)
    await swept(running or Running())
    return await job(row.id)


async def swept(running: Running) -> None:
    with clock.at(MONDAY):
        while await running.sweep():
            pass
