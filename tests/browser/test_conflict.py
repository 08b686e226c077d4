"""Somebody was first: a person chooses field by field, both values stay, and other incidents never wait for it."""

from __future__ import annotations

import json
import sqlite3
from typing import Any
from uuid import uuid4

from tests.browser.pages import CUT, SMALL, complaints, dressed, measured, one_of
from tests.browser.people import People
from tests.browser.phone import HERE, Screen
from tests.browser.process import ROOT, Server
from tests.browser.program import Program

STORY = """query Story($id: ID!) { incident(id: $id) { version state
  findings { verdict text } events(first: 20) { nodes { kind payload } } } }"""
MINE, THEIRS = "水深二十厘米，车过不去", "到路口看过，没有积水，地面是干的"


def somebody_verifies(server: Server, incident: str, verdict: str) -> None:
    """wang on another phone of theirs, which sends what phones may send."""
    version = Program(server, "wu").ask(STORY, id=incident)["data"]["incident"]["version"]
    order = {"opId": str(uuid4()), "id": incident, "seen": version, "verdict": verdict, "text": THEIRS}
    answer = Program(server, "wang").send({"documentId": _document("Verify"), "variables": {"input": order}})
    assert answer["data"]["incidentVerify"]["problems"] == []


def _document(name: str) -> str:
    """The id under which phones send this operation."""
    documents: dict[str, str] = json.loads((ROOT / "web/api/documents.json").read_text("utf-8"))
    return next(key for key, text in documents.items() if f" {name}(" in text)


def _of_another(server: Server, taken: str) -> str:
    """A second incident that wang is to verify."""
    wang = "(SELECT id FROM person WHERE login = 'wang')"
    with sqlite3.connect(server.data / "gridwhistle.sqlite3", timeout=20) as database:
        found = "SELECT id FROM incident WHERE state = 'VERIFYING' AND id <> ? ORDER BY id LIMIT 1"
        (incident,) = database.execute(found, [taken]).fetchone()
        database.execute(f"UPDATE incident SET assignee_id = {wang} WHERE id = ?", [incident])
    return str(incident)


async def verifies_without_a_signal(wang: Screen, incident: str, text: str) -> dict[str, Any]:
    """The row of wang's finding, which is on their phone alone."""
    await wang.go(f"/i/{incident}/verify")
    await wang.choose("属实")
    await wang.page.locator("#seen").fill(text)
    await wang.no_signal()
    await wang.tap("保存并发送")
    await wang.sees("已存手机")
    return await wang.until_stored("rows", text)


async def _everybody_can_read_it(wang: Screen) -> None:
    """As tests of every page ask; this one needs a conflict to be seen."""
    await wang.page.set_viewport_size({"width": 360, "height": 12000})  # so tall that no bar lies over anything
    for theme, size in (("light", "normal"), ("dark", "elder"), ("light", "normal")):
        await dressed(wang, theme, size)
        assert await complaints(wang) == []
        assert await measured(wang, SMALL) == []
        assert await measured(wang, CUT) == []
    await wang.page.set_viewport_size({"width": 360, "height": 740})


async def test_two_fields_differ_nothing_is_chosen_beforehand_and_both_values_stay(people: People) -> None:
    server = people.server
    incident = one_of(server, "verifying")
    other = _of_another(server, incident)
    wang = await people.of("wang", "/today", reduced_motion="reduce", **HERE)
    row = await verifies_without_a_signal(wang, incident, MINE)
    await wang.signal_again()
    await verifies_without_a_signal(wang, other, "另一处，确实有")
    somebody_verifies(server, incident, "FALSE")
    await wang.signal_again()
    await wang.go("/outbox")
    await wang.sends()
    refused = await wang.until_stored("rows", "'NEEDS_YOU'")
    assert refused["opId"] == row["opId"]
    await wang.until_stored("rows", "'DELIVERED'")  # the other incident did not wait

    await wang.go(f"/outbox/{row['opId']}")
    await wang.page.get_by_role("link", name="去选").click()
    await wang.sees("这件被别人改过")
    await wang.sees("还差 2 项没选")
    assert await wang.page.locator("input[type=radio]:checked").count() == 0
    await _everybody_can_read_it(wang)
    await wang.button("按所选重新发送").click(force=True)
    assert len(await wang.stored("rows")) == 2  # the button is off
    await wang.page.locator("#choice-verdict label", has_text="我的").click()
    await wang.sees("还差 1 项没选")
    await wang.page.locator("#choice-text label", has_text="现在的").click()
    await wang.tap("按所选重新发送")
    await wang.until_nothing_waits()

    told = Program(server, "wu").ask(STORY, id=incident)["data"]["incident"]
    assert told["state"] == "PENDING_FILING"  # mine: it is so
    assert told["findings"][-1] == {"verdict": "TRUE", "text": THEIRS}
    assert MINE in json.dumps(told["events"], ensure_ascii=False)
    assert row["opId"] not in str(await wang.stored("rows"))
    await wang.go(f"/i/{incident}")
    await wang.sees(MINE)


async def test_a_step_that_somebody_took_becomes_a_note(people: People) -> None:
    server = people.server
    incident = one_of(server, "verifying")
    wang = await people.of("wang", "/today", **HERE)
    row = await verifies_without_a_signal(wang, incident, MINE)
    somebody_verifies(server, incident, "TRUE")
    await wang.signal_again()
    await wang.go("/outbox")
    await wang.sends()
    await wang.until_stored("rows", "STEP_CLOSED")
    await wang.go(f"/outbox/{row['opId']}/conflict")
    await wang.sees("状态由流程决定")
    await wang.page.locator("#choice-text label", has_text="我的").click()
    await wang.tap("按所选重新发送")
    await wang.until_nothing_waits()
    told = Program(server, "wu").ask(STORY, id=incident)["data"]["incident"]
    assert told["events"]["nodes"][0]["kind"] == "incident.noted"
    assert MINE in json.dumps(told["events"]["nodes"][0], ensure_ascii=False)
