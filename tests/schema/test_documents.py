"""Every document that phones send is answered without a fault, for each of the cast, in a town where much goes on."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from tests import town
from tests.people import Actor
from tests.schema.documents import VERBS, point
from tests.schema.road import CHECK, DONE, FOUND, SEND_CHECK, Walk

DOCUMENTS: dict[str, str] = json.loads(
    (Path(__file__).parents[2] / "web" / "api" / "documents.json").read_text("utf-8")
)


def named(kind: str) -> dict[str, str]:
    """The documents of one kind by the name of their operation."""
    found = (text.split("{")[0].split("(")[0].split() for text in DOCUMENTS.values())
    return {name: text for (first, name), text in zip(found, DOCUMENTS.values(), strict=True) if first == kind}


ADMINISTERED: dict[str, dict[str, Any]] = {
    "GridPlanGround": {"area": town.STREET_SIDE},
    "GridPlanParts": {"grids": [town.FIRST, town.SECOND]},
}


def variables(walk: Walk) -> dict[str, dict[str, Any]]:
    """What a screen sends along."""
    here = {"lat": point(town.FIRST)["lat"], "lon": point(town.FIRST)["lon"]}
    box = {"south": 39, "west": 112, "north": 41, "east": 114}
    overview = {
        "area": town.KOUQUAN, "open": {"open": True}, "late": {"lights": ["RED"]}, "stuck": {"overdue": True},
        "spot": {"pending": True}, "hot": {}, "period": {"from": "2026-01-01T00:00:00Z"},
    }  # fmt: skip
    return ADMINISTERED | {
        "ApprovalsToDecide": {"filter": {"mine": "TO_DECIDE"}},
        "AreasInBox": {"level": "GRID", "box": box},
        "AreasUnder": {"under": town.KOUQUAN},
        "Because": {"id": walk.id},
        "CandidatesOf": {"id": walk.id},
        "Colleagues": {"post": str(town.fixed(8, 1))},
        "AssignableOf": {"id": walk.id},
        "Counts": {"by": "STATE"},
        "DeskCounts": {chip: {"area": town.KOUQUAN} for chip in ("all", "open", "mine", "urgent")},
        **{key: {"year": 2026} for key in ("ComplaintFigures", "DemandYear", "WorkYear")},
        "FilingOptionsOf": {"id": walk.id},
        "HandoverDesk": {"area": town.KOUQUAN, "late": {"lights": ["RED"]}, "promised": {"open": True}},
        "IncidentDetail": {"id": walk.id},
        "IncidentEvents": {"id": walk.id},
        **{key: {"first": 20} for key in ("GridPlans", "ImportJobs", "RuleDrafts", "SavedQuestions", "CallBacksDue")},
        "Locate": here,
        "LookersOf": {"id": walk.id},
        "MarksOnMap": {"filter": {"box": box}},
        "Overview": overview,
        "ReceiptsOf": {"opIds": [walk.id]},
        "Similar": here | {"classCode": town.COVER},
        "OuterOrderResults": {"source": "市12345"},
        "Precedents": here | {"classCode": town.COVER},
        "Today": {},
        "UnitsOf": {"area": town.FIRST},
        "WhistleBecause": {"id": walk.id},
        "WhistleComposer": {"id": walk.id},
        "WhistleDetail": {"id": walk.id},
        "WhistleEvents": {"id": walk.id},
        "WhistleRings": {"incident": walk.id, "kind": "EMERGENCY", "units": [str(town.TEAM)]},
    }


def test_each_document_is_named_by_its_text() -> None:
    assert {name: "sha256:" + hashlib.sha256(text.encode()).hexdigest() for name, text in DOCUMENTS.items()} == {
        name: name for name in DOCUMENTS
    }


def test_phones_can_take_every_verb() -> None:
    assert set(VERBS) <= set(named("mutation"))


@pytest.mark.parametrize("login", town.NAMES)
async def test_every_screen_of_everybody_is_answered(login: str, wu: Actor) -> None:
    walk = Walk()
    await walk.report(*FOUND)
    for stride in (*DONE, SEND_CHECK, CHECK):
        await walk.take(stride)
    sent = variables(walk)

    one = {"id": walk.id}  # of the nouns on the generic screens, which see nothing by it
    asked = {name: sent.get(name, one if "($id: ID!" in text else {}) for name, text in named("query").items()}
    answers = {name: await Actor(login).send(text, **asked[name]) for name, text in named("query").items()}

    assert {name: answer.errors for name, answer in answers.items() if answer.errors} == {}
    assert answers["Viewer"].only["person"]["name"] == town.NAMES[login][1]
