"""Loading the catalogue from sheets: all or nothing, what is the same stays, what changed keeps its old version.

An incident goes on under the condition it was filed by; a new limit is a new row from its first day on, and the clocks
that run then follow it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from tortoise import Model

from server.core import clock
from server.core.errors import Invalid, Problem
from server.core.viewer import Viewer
from server.data.database import reader, transaction
from server.ground.area.models import Area
from server.ground.catalogue import policy, queries
from server.ground.catalogue.changes import compare, oldest_first, values_of
from server.ground.catalogue.sheets import SHEETS, Row, Sheet, Values, fault, parse, sheet_named
from server.journal import log

# which column of which sheet must name a row of which other sheet
_REFERENCES = {
    "classes": (("major_id", "majors"),),
    "conditions": (("incident_class_id", "classes"),),
    "duty_rules": (("incident_class_id", "classes"), ("matter_id", "matters")),
}
_PLACES = {"conditions": "area", "units": "area_id"}


async def load(by: Viewer | None, tables: Mapping[str, Iterable[Row]], *, since: date | None = None) -> dict[str, int]:
    """Load sheets by name; rows hold from `since` (today) unless they say. How many rows of each were new or changed.

    `by` None is the operator. Raises Invalid with a problem for each faulty cell, Forbidden. The same sheets again
    change nothing and record nothing.
    """
    district = await _district()
    seat = policy.keeper_of(by, district)
    day = since or clock.today()
    rows = await _checked(tables, day)

    async def work() -> dict[str, int]:
        counts = {sheet.name: await _store(sheet, rows[sheet.name], day) for sheet in SHEETS if sheet.name in rows}
        if any(counts.values()):
            payload: dict[str, Any] = {"rows": counts, "since": day.isoformat()}
            await log.record(
                "catalogue.loaded", subject_id=queries.SUBJECT, area=district, viewer=by, seat=seat, payload=payload
            )
        return counts

    counts = await transaction(work)
    queries.forget()
    return counts


async def adopt(rows: Mapping[str, list[Values]], *, area: str, since: date, by: UUID) -> None:
    """Within a transaction: let these rows hold from a day on, as an approved draft (`by`) says; old versions stay."""
    counts = {name: await _store(sheet_named(name), found, since) for name, found in rows.items()}
    payload: dict[str, Any] = {"rows": counts, "since": since.isoformat(), "draft": str(by)}
    await log.record("catalogue.loaded", subject_id=queries.SUBJECT, area=area, viewer=None, payload=payload)


async def _district() -> str:
    root = await Area.filter(parent_id=None).using_db(reader()).order_by("code").first()
    if root is None:
        raise Invalid("there is no territory yet: the catalogue comes after it", code="NO_TERRITORY")
    return root.code


async def _checked(tables: Mapping[str, Iterable[Row]], day: date) -> dict[str, list[Values]]:
    problems: list[Problem] = []
    rows: dict[str, list[Values]] = {}
    for name in tables:
        rows[name], wrong = parse(sheet_named(name), tables[name], day)
        problems += wrong
    if not problems:  # rows are numbered as they stand only while none was left out
        problems = await _dangling(rows)
    if problems:
        raise Invalid.of(problems)
    return rows


async def _dangling(rows: Mapping[str, list[Values]]) -> list[Problem]:
    """Cells that name a row or an area that is neither in the sheets nor in the database."""
    problems = []
    for name, references in _REFERENCES.items():
        for attribute, other in references:
            problems += _unknown(sheet_named(name), rows.get(name, []), attribute, await _codes(other, rows))
    areas = set(await Area.all().using_db(reader()).values_list("code", flat=True))
    for name, attribute in _PLACES.items():
        problems += _unknown(sheet_named(name), rows.get(name, []), attribute, areas)
    return problems


async def _codes(name: str, rows: Mapping[str, list[Values]]) -> set[Any]:
    known = await sheet_named(name).model.all().using_db(reader()).values_list("code", flat=True)
    return {*known, *(values["code"] for values in rows.get(name, []))}


def _unknown(sheet: Sheet, rows: list[Values], attribute: str, known: set[Any]) -> list[Problem]:
    column = next(one for one in sheet.columns if one.attribute == attribute)
    return [
        fault(sheet, number, column, f"there is no “{values[attribute]}”")
        for number, values in enumerate(rows, 2)
        if values[attribute] not in known
    ]


async def _store(sheet: Sheet, rows: list[Values], day: date) -> int:
    """Write what is new, changed or ended; how many rows that was."""
    found = compare(sheet, await sheet.model.all().order_by(*oldest_first(sheet)), rows, day)
    new = [_made(sheet, rows[place]) for place in found.added]
    for place, before in found.ended:
        await sheet.model.filter(pk=before.pk).update(valid_to=rows[place]["valid_to"])
    for place, before in found.changed:
        if (successor := await _change(sheet, before, rows[place])) is not None:
            new.append(successor)
    await sheet.model.bulk_create(new, batch_size=500)
    return found.count


def _made(sheet: Sheet, values: Values) -> Model:
    whole = sheet.defaults() | values
    if sheet.primary not in whole:
        whole[sheet.primary] = sheet.id_of(whole)
    return sheet.model(**whole)


async def _change(sheet: Sheet, before: Model, values: Values) -> Model | None:
    """Change a row, or end it the day before and hand back its successor when old versions must stay."""
    kept = {name: value for name, value in values.items() if name not in {"valid_from", sheet.primary}}
    first: date | None = getattr(before, "valid_from", None)
    if not sheet.dated or first is None or first >= values["valid_from"]:
        await sheet.model.filter(pk=before.pk).update(**kept)
        return None
    await sheet.model.filter(pk=before.pk).update(valid_to=max(first, values["valid_from"] - timedelta(days=1)))
    return _made(sheet, values_of(sheet, before) | {"valid_to": None} | values)
