"""Who has no login writes under a code of their own: it opens what is theirs and nothing else, and is not guessed."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from server.core.ids import new_id
from server.data.database import Database
from server.edge.attempts import BY_ACCOUNT
from server.edge.doors.holders import MOST_SENT
from server.edge.doors.media import MOST_OF_HOLDER
from server.edge.graphql.documents import identify
from server.journal.models import Receipt
from server.service.complaint.models import Complaint
from tests import town as place
from tests.edge.real import whole
from tests.ground.media.album import name, photo

SHOWN = "complaint { own allowedSteps { step } } receipt { opId at code } problems { code }"
TEXTS = {
    "FileComplaint": "mutation FileComplaint($input: ComplaintFileInput!)"
    f" {{ complaintFile(input: $input) {{ {SHOWN} }} }}",
    "OneComplaint": "query OneComplaint($id: ID!) { complaint(id: $id) { own text allowedSteps { step } } }",
    "Complaints": "query Complaints { complaints { nodes { id } } }",
    "Mixed": "query Mixed { complaints { nodes { id } } whistles { nodes { id } } }",
    "Spread": "query Spread { ...All } fragment All on Query { incidents { nodes { id } } }",
}
DOCUMENTS = {name: identify(text) for name, text in TEXTS.items()}
CODE = "7KMN-4PQR"


@pytest.fixture
async def client(town: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[httpx.AsyncClient]:
    monkeypatch.setattr(
        "schema.core.documents.shipped.read", lambda path: {DOCUMENTS[name]: text for name, text in TEXTS.items()}
    )
    async with whole(town, tmp_path) as app:
        over = httpx.ASGITransport(app, client=("192.0.2.7", 1))
        async with httpx.AsyncClient(transport=over, base_url="http://grid.test") as client:
            yield client


async def send(client: httpx.AsyncClient, document: str, code: str = CODE, **variables: Any) -> httpx.Response:
    headers = {"authorization": f"Code {code}", "accept": "application/json", "origin": "http://grid.test"}
    body = {"documentId": DOCUMENTS[document], "variables": variables}
    return await client.post("/graphql", json=body, headers=headers if code else headers | {"authorization": ""})


def filed(**words: Any) -> dict[str, Any]:
    ids = {"opId": str(new_id()), "id": str(new_id())}
    about = {"kind": "COMPLAINT", "about": "OTHER", "area": place.STREET_SIDE}
    return ids | about | {"text": "办事大厅周末没有人值班"} | words


async def test_filed_without_a_login_it_is_read_again_by_its_code_alone(client: httpx.AsyncClient) -> None:
    told = filed()
    first, again = await send(client, "FileComplaint", input=told), await send(client, "FileComplaint", input=told)
    answer = first.json()["data"]["complaintFile"]
    assert answer["problems"] == []
    assert again.json()["data"]["complaintFile"]["receipt"] == answer["receipt"]
    assert await Receipt.all().count() == 1
    for typed in (CODE, "7kmn4pqr", "7KMN 4PQR"):
        shown = (await send(client, "OneComplaint", typed, id=told["id"])).json()["data"]["complaint"]
        assert (shown["own"], [one["step"] for one in shown["allowedSteps"]]) == (True, ["WITHDRAW"])
    (kept,) = await Complaint.all()
    assert CODE.replace("-", "") not in str(kept.__dict__)


async def test_a_code_opens_nothing_but_what_was_written_under_it(client: httpx.AsyncClient) -> None:
    told = filed()
    await send(client, "FileComplaint", input=told)
    other = filed()
    await send(client, "FileComplaint", "23456789", input=other)
    assert (await send(client, "OneComplaint", "23456789", id=told["id"])).json()["data"]["complaint"] is None
    for document in ("Mixed", "Spread"):
        assert (await send(client, document)).status_code == 401
    nobody = filed()
    refused = (await send(client, "FileComplaint", "", input=nobody)).json()["data"]["complaintFile"]
    assert [one["code"] for one in refused["problems"]] == ["FORBIDDEN"]
    assert await Complaint.all().count() == 2


async def test_who_tries_codes_waits_and_one_address_sends_so_much_in_an_hour(client: httpx.AsyncClient) -> None:
    tried = [(await send(client, "Complaints", f"2345678{last}")) for last in "ABCDEFGH"]
    assert [one.status_code for one in tried] == [401] * BY_ACCOUNT + [429] * (8 - BY_ACCOUNT)
    assert int(tried[-1].headers["retry-after"]) > 60
    told = filed(text="短")
    sent = [(await send(client, "FileComplaint", input=told)).status_code for _ in range(MOST_SENT + 1)]
    assert sent == [200] * MOST_SENT + [429]


async def test_a_file_of_who_has_no_login_counts_for_ten_photos(client: httpx.AsyncClient) -> None:
    async def sent(number: int) -> int:
        paper = b"%%PDF-1.7 %d" % number
        headers = {"authorization": f"Code {CODE}", "content-type": "application/pdf", "origin": "http://grid.test"}
        answer = await client.put(f"/media/{hashlib.sha256(paper).hexdigest()}", content=paper, headers=headers)
        return answer.status_code

    assert [await sent(number) for number in range(MOST_SENT // 10 + 1)] == [200] * (MOST_SENT // 10) + [429]


async def test_a_photo_goes_up_under_the_code_is_seen_by_it_and_by_nobody_else_and_is_small(
    client: httpx.AsyncClient,
) -> None:
    async def asked(method: str, data: bytes, code: str = CODE) -> httpx.Response:
        headers = {"authorization": f"Code {code}", "content-type": "image/jpeg", "origin": "http://grid.test"}
        body = data if method == "PUT" else None
        return await client.request(method, f"/media/{name(data)}", content=body, headers=headers)

    picture = photo()
    await send(client, "FileComplaint", input=filed(photos=[name(picture)]))
    assert (await asked("PUT", picture)).status_code == 200
    assert (await asked("GET", picture)).status_code == 200
    assert (await asked("GET", picture, "23456789")).status_code == 404
    assert (await asked("PUT", bytes(MOST_OF_HOLDER + 1))).status_code == 413
