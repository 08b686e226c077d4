"""The text of a statement is written once for each form of its conditions, and each choice still finds its own rows."""

from __future__ import annotations

from typing import Any

import pytest
from tortoise.expressions import Q, Subquery

from server.data.database import Database
from server.grid.incident.models import Disposal, Incident
from server.query.execute import Reading
from server.query.row_query import Several
from server.query.statement_cache import Unknown, form_of
from server.query.wants import Wants


def chosen(*conditions: Q) -> Several:
    return Several([Incident.filter(*conditions)], by=("received_at", "id"), most=50)


async def found(reading: Reading, *conditions: Q) -> list[Any]:
    return [row.id for row in await reading.fetch(chosen(*conditions))]


async def expected(*conditions: Q) -> list[Any]:
    return [row.id for row in await Incident.filter(*conditions).order_by("received_at", "id")]


async def test_choices_of_one_form_share_a_text_and_find_their_own_rows(world: Database) -> None:
    reading = Reading.of(Wants(Incident), chosen(Q()))
    rows = await Incident.all().order_by("received_at")
    for row in rows:
        promised = Disposal.filter(incident_id=row.id).values("incident_id")
        one = Q(street_id=row.street_id) & (Q(received_at__gte=row.received_at) | ~Q(state=row.state))
        for asked in ([one], [one, Q(id__in=Subquery(promised))], [Q(id__in=[row.id, rows[0].id], closed_at=None)]):
            assert await found(reading, *asked) == await expected(*asked)
    assert len(reading.texts) == 3


async def test_a_null_and_a_longer_list_are_other_forms(world: Database) -> None:
    def form(*conditions: Q) -> Any:
        return form_of(Incident.filter(*conditions), [])

    ids = [row.id for row in await Incident.all().limit(2)]
    assert form(Q(closed_at__isnull=True)) != form(Q(closed_at__isnull=False))
    assert form(Q(condition_id=None)) != form(Q(condition_id=ids[0]))
    assert form(Q(id__in=ids)) != form(Q(id__in=ids[:1]))
    assert form(Q(version=1)) == form(Q(version=2)) != form(Q(version__gt=2))
    assert form(Q(version=1)) != form(~Q(version=1))


async def test_what_is_not_known_is_written_anew_and_right(world: Database) -> None:
    pattern = Q(text__contains="井盖")
    with pytest.raises(Unknown):
        form_of(Incident.filter(pattern), [])
    reading = Reading.of(Wants(Incident), chosen(Q()))
    assert await found(reading, pattern) == await expected(pattern)
    assert reading.texts == {}
