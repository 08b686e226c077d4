"""A colleague carries what a phone could not send: done as its own person, unread, once; what is forged, not at all."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson
import pytest

from server.core import clock
from server.core.ids import new_id
from server.data.database import Database
from server.grid.incident.models import Incident, IncidentPhoto
from server.ground.media import queries
from server.ground.media.models import Media
from server.ground.person import viewers
from server.ground.person.models import Post
from server.journal.models import Receipt
from server.reach.sync import devices
from tests import town as place
from tests.edge.conftest import signed_in
from tests.ground.media.album import name, photo
from tests.reach.sync.carrier import DOCUMENTS, Carrier, carrying, document
from tests.reach.sync.parcel import Phone, sealed
from tests.schema.documents import draft

JPEG = {"content-type": "image/jpeg"}


@pytest.fixture
async def carrier(town: Database, tmp_path: Path) -> AsyncIterator[Carrier]:
    async with carrying(town, tmp_path) as made:
        yield made


def report(**more: Any) -> dict[str, Any]:
    told = draft(**more)
    return {"opId": told["opId"], "id": document("incidentReport"), "variables": {"input": told}}


async def test_what_feng_carries_is_wangs_and_done_once(carrier: Carrier) -> None:
    picture = photo()
    one = report(photos=[{"sha256": name(picture), "kind": "BEFORE"}])
    note = {"opId": str(new_id()), "id": one["variables"]["input"]["id"], "seen": 1, "text": "还在冒水"}
    two = {"opId": note["opId"], "id": document("incidentNote"), "variables": {"input": note}}

    first = await carrier.bring_all(one, two, photos=(picture,))
    again = await carrier.bring_all(one, two, photos=(picture,))

    assert [(told["opId"], told["outcome"], told["problems"]) for told in first] == [
        (one["opId"], "done", []), (two["opId"], "done", [])]  # fmt: skip
    assert again == first
    assert all(told["code"] for told in first)
    incident = await Incident.get()
    assert incident.reporter_id == place.WANG
    assert {receipt.person_id for receipt in await Receipt.all()} == {place.WANG}
    assert await Receipt.all().count() == 2
    assert await IncidentPhoto.filter(incident_id=incident.id).count() == 1
    assert await queries.arrived([name(picture)]) == {(name(picture), place.WANG)}


async def test_a_parcel_that_comes_slowly_shuts_nobody_out(carrier: Carrier) -> None:
    picture, go_on = photo(), asyncio.Event()
    parcel = carrier.parcel(report(photos=[{"sha256": name(picture), "kind": "BEFORE"}]), photos=(picture,))

    async def slowly() -> AsyncIterator[bytes]:
        yield parcel[:100]
        await go_on.wait()
        yield parcel[100:]

    headers = {"content-type": "application/octet-stream"}
    slow = [asyncio.create_task(carrier.client.put("/carried", content=slowly(), headers=headers)) for _ in range(8)]
    await asyncio.sleep(0)
    async with signed_in(carrier.app, "he") as other, asyncio.timeout(20):
        assert (await other.put("/carried", content=carrier.parcel(report()), headers=headers)).status_code == 200
        assert (await other.put(f"/media/{name(picture)}", content=picture, headers=JPEG)).status_code == 200
    one_more = await carrier.bring(carrier.parcel(report()))
    assert (one_more.status_code, one_more.json()["code"]) == (429, "RATE_LIMITED")
    go_on.set()
    assert {answer.status_code for answer in await asyncio.gather(*slow)} == {200}
    assert await Incident.all().count() == 2
    assert (await carrier.bring(carrier.parcel(report()))).status_code == 200


async def test_the_carrier_reads_nothing_and_is_told_no_words(carrier: Carrier) -> None:
    parcel = carrier.parcel(report(text="只有我知道的事"))
    assert "只有我知道的事".encode() not in parcel
    answer = await carrier.bring(parcel)
    assert "只有我知道的事" not in answer.text
    refused = await carrier.bring_all(report(classCode="NONE"))
    assert [sorted(one) for one in refused[0]["problems"]] == [["code"]]


async def test_rights_that_ended_are_refused_as_usual(carrier: Carrier) -> None:
    await Post.filter(person_id=place.WANG).update(ends_on=clock.today() - timedelta(days=1))
    viewers.forget(place.WANG)
    (told,) = await carrier.bring_all(report())
    assert (told["outcome"], told["code"]) == ("refused", None)
    assert await Incident.all().count() == 0


async def test_a_phone_that_nobody_registered_and_another_persons_are_not_believed(carrier: Carrier) -> None:
    forger = Phone(carrier.phone.device)  # the same device, another key
    stranger = Phone()
    for phone, person in ((forger, place.WANG), (stranger, place.WANG), (carrier.phone, place.HE)):
        parcel = phone.seal(carrier.server_key, phone.text(person, [report()]))
        answer = await carrier.bring(parcel)
        assert (answer.status_code, answer.json()["code"]) == (403, "CARRIED_UNKNOWN")
    assert await Incident.all().count() == 0


async def test_a_parcel_that_was_cut_changed_or_sealed_for_another_is_malformed(carrier: Carrier) -> None:
    picture = photo()
    whole_one = carrier.parcel(report(), photos=(picture,))
    other = carrier.phone.seal(Phone().public_key, carrier.phone.text(place.WANG, [report()]))
    broken = [whole_one[:length] for length in (0, 3, 4, 60, 69, 81, 97, 200, len(whole_one) - 1)]
    broken += [whole_one[:at] + bytes([whole_one[at] ^ 1]) + whole_one[at + 1 :] for at in (0, 5, 70, 90, 300)]
    for raw in (*broken, other, whole_one + b"x", b"GWB1" + bytes(500), b"GWBS" + whole_one):
        answer = await carrier.bring(raw)
        assert (answer.status_code, answer.json()["code"]) == (400, "CARRIED_MALFORMED")
    assert await Incident.all().count() == 0
    assert await Media.all().count() == 0


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xff\xff\xff", (2).to_bytes(4) + b"{}" + bytes(64), (4).to_bytes(4) + b"null" + bytes(64),
     (3).to_bytes(4) + b"\xff\xfe\xfd" + bytes(64)],
)  # fmt: skip
async def test_sealed_nonsense_is_malformed(carrier: Carrier, content: bytes) -> None:
    answer = await carrier.bring(sealed(carrier.server_key, content))
    assert (answer.status_code, answer.json()["code"]) == (400, "CARRIED_MALFORMED")


@pytest.mark.parametrize(
    ("field", "value"),
    [("format", 2), ("person", "wang"), ("operations", [{"opId": 1}]), ("operations", [None]), ("operations", 5),
     ("operations", [{}] * 501), ("blobs", [{"sha256": "ab", "size": -1}]), ("blobs", [{"sha256": "ab", "size": 0}])],
)  # fmt: skip
async def test_a_signed_text_of_another_shape_is_malformed(carrier: Carrier, field: str, value: Any) -> None:
    said = carrier.phone.text(place.WANG, [report()]) | {field: value}
    answer = await carrier.bring(carrier.phone.seal(carrier.server_key, said))
    assert (answer.status_code, answer.json()["code"]) == (400, "CARRIED_MALFORMED")


async def test_only_operations_of_the_phones_run_and_only_under_their_own_id(carrier: Carrier) -> None:
    one = report()
    query = next(id for id, text in DOCUMENTS.items() if text.startswith("query"))
    told = await carrier.bring_all(
        one | {"id": "sha256:" + "0" * 64}, one | {"id": query}, one | {"opId": str(new_id())}, one | {"variables": {}},
        one | {"variables": {"input": one["variables"]["input"] | {"photos": [{}] * 10}}},
    )  # fmt: skip
    codes = [[problem["code"] for problem in each["problems"]] for each in told]
    invalid = ["OPERATION_INVALID"]
    assert codes == [["DOCUMENT_UNKNOWN"], invalid, invalid, invalid, ["TOO_MANY"]]
    assert [each["outcome"] for each in told] == ["later", *["refused"] * 4]  # another version may know it
    assert await Incident.all().count() == 0


async def test_the_door_is_for_those_who_are_signed_in_and_for_parcels(carrier: Carrier) -> None:
    assert (await carrier.bring(b"{}", "application/json")).status_code == 415
    await carrier.client.delete("/session")
    carrier.client.cookies.clear()
    assert (await carrier.bring(carrier.parcel(report()))).status_code == 401
    assert await Incident.all().count() == 0


async def test_a_file_that_the_app_of_before_wrote_is_done(town: Database, tmp_path: Path) -> None:
    """It was written by the web's own code when rows knew nothing but incidents; its bytes are never changed."""
    before = orjson.loads((Path(__file__).parent / "before.gwb.json").read_bytes())
    (tmp_path / "secret").write_bytes(bytes(range(32)))
    command = devices.Register(device=UUID(before["device"]), public_key=before["publicKey"])
    async with carrying(town, tmp_path) as carrier:
        await devices.register(await place.viewer("wang"), command)
        answer = await carrier.bring(base64.b64decode(before["file"]))
        told = [(one["opId"], one["outcome"]) for one in answer.json()["operations"]]
    assert told == [(one, "done") for one in before["rows"]]
    assert (await Incident.get(id=before["incident"])).reporter_id == place.WANG


async def test_what_an_older_form_left_out_is_refused_by_its_field_however_it_comes(carrier: Carrier) -> None:
    """The contract demands it by now; a phone that kept it from before hears what it always heard."""
    row = report(grid=place.FIFTH)
    first = report()
    (told,) = await carrier.bring_all({**row, "variables": {"input": without(row, "classCode")}})
    body = {"documentId": row["id"], "variables": {"input": without(row, "classCode")}}
    answer = (await carrier.client.post("/graphql", json=body)).json()
    assert (told["outcome"], told["problems"]) == ("refused", [{"code": "INVALID"}])
    assert [(one["code"], one["field"]) for one in answer["data"]["incidentReport"]["problems"]] == [
        ("INVALID", "classCode")
    ]
    feedback = {"opId": str(new_id()), "id": first["variables"]["input"]["id"], "seen": 1}
    held = {"opId": feedback["opId"], "id": document("incidentVerify"),
            "variables": {"input": feedback | {"sent": {"after": first["opId"]}}}}  # fmt: skip
    outcomes = [one["outcome"] for one in await carrier.bring_all(held, first, held)]
    assert outcomes == ["held", "done", "refused"]


def without(row: dict[str, Any], field: str) -> dict[str, Any]:
    return {name: value for name, value in row["variables"]["input"].items() if name != field}
