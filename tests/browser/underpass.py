"""A flooded underpass, brought by its own people to where a street whistles, by the documents that the app sends."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from server.core.ids import new_id
from tests.browser.phone import KOUQUAN
from tests.browser.process import Server
from tests.browser.program import Program

DOCUMENTS = json.loads((Path(__file__).parents[2] / "web" / "api" / "documents.json").read_text("utf-8"))
CLASS, LEAD = "C0205", "区市政养护中心"
VERSION = "query Now($id: ID!) { incident(id: $id) { version } }"


def document(name: str) -> str:
    """The id of the app's own operation."""
    heads = tuple(f"{kind} {name}{end}" for kind in ("query", "mutation") for end in ("(", " "))
    return next(str(key) for key, text in DOCUMENTS.items() if text.startswith(heads))


def asked(server: Server, login: str, name: str, **variables: Any) -> dict[str, Any]:
    """What the app's operation answers to this person."""
    answer = Program(server, login).send({"documentId": document(name), "variables": variables})
    assert "errors" not in answer, answer
    data: dict[str, Any] = answer["data"]
    return data


def act(server: Server, incident: str, login: str, name: str, **words: Any) -> dict[str, Any]:
    """A step on the incident as it is now; the incident afterwards."""
    seen = Program(server, "wu").ask(VERSION, id=incident)["data"]["incident"]["version"]
    told = {"opId": str(new_id()), "id": incident, "seen": seen} | words
    (payload,) = asked(server, login, name, input=told).values()
    assert payload["problems"] == [], payload["problems"]
    after: dict[str, Any] = payload["incident"]
    return after


def word_suffices(server: Server) -> None:
    """In this district the reporter's word is enough for an underpass. The server holds its classes in memory and reads
    them anew only when an event says so: they are changed while it is down."""
    server.stop()
    with sqlite3.connect(server.data / "gridwhistle.sqlite3", timeout=20) as database:
        database.execute("UPDATE incident_class SET check_policy = 'REPORTER' WHERE code = ?", [CLASS])
        database.execute("UPDATE filing_condition SET check_policy = NULL WHERE incident_class_id = ?", [CLASS])
    server.start()


def reported(server: Server) -> str:
    """wang reports it."""
    place = {"lat": KOUQUAN["latitude"], "lon": KOUQUAN["longitude"], "accuracyM": 12, "source": "GPS"}
    now = datetime.now(UTC).isoformat()
    incident = str(new_id())
    told = {"opId": str(new_id()), "id": incident, "classCode": CLASS, "text": "下穿积水半米", "severity": 3}
    told |= {"place": place | {"confirmedAt": now}, "occurredAt": now, "reportedAt": now, "photos": []}
    assert asked(server, "wang", "Report", input=told)["incidentReport"]["problems"] == []
    return incident


def dispatched(server: Server, incident: str) -> str:
    """The street takes it in and gives it to the department that mends roads, which signs for it."""
    act(server, incident, "li", "Accept", classCode=CLASS, severity=3)
    options = asked(server, "li", "FilingOptionsOf", id=incident)["incident"]["filingOptions"]
    act(server, incident, "li", "File", conditionId=options[0]["condition"]["id"])
    candidates = asked(server, "li", "CandidatesOf", id=incident)["incident"]["candidates"]
    unit = next(one["unit"]["id"] for one in candidates if one["unit"]["name"] == LEAD)
    act(server, incident, "li", "Dispatch", leadUnitId=unit, assistUnitIds=[], task="抽水", reason=None)
    act(server, incident, "qian", "Sign")
    return incident


def person(server: Server, login: str) -> str:
    """The id of somebody, as they are told it themselves."""
    return str(asked(server, login, "Viewer")["viewer"]["person"]["id"])
