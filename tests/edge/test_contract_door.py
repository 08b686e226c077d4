"""Programs and editors read the contract where they ask: `GET /schema.graphql`, for who is signed in."""

from __future__ import annotations

import pytest

from tests.edge import toy
from tests.edge.conftest import Person, code

CONTRACT = "/schema.graphql"


async def test_whoever_is_signed_in_reads_the_contract_by_cookie_or_token(
    wang: Person, wu: Person, program: Person
) -> None:
    for reader in (wang, wu, program):
        answer = await reader.get(CONTRACT)
        assert (answer.status_code, answer.text) == (200, toy.schema.as_str())
        assert answer.headers["content-type"] == "application/graphql; charset=utf-8"
        assert answer.headers["cache-control"] == "private, no-cache"


async def test_whoever_has_read_it_is_told_that_it_is_the_same(program: Person) -> None:
    etag = (await program.get(CONTRACT)).headers["etag"]
    again = await program.get(CONTRACT, headers={"if-none-match": f'"other", {etag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)
    assert (await program.get(CONTRACT, headers={"if-none-match": 'W/"other"'})).status_code == 200


@pytest.mark.parametrize(
    "sent", [{}, {"authorization": "Bearer nobody"}, {"authorization": "Code ABCD2345"}, {"if-none-match": "*"}]
)
async def test_a_stranger_reads_nothing_of_it(nobody: Person, sent: dict[str, str]) -> None:
    answer = await nobody.get(CONTRACT, headers=sent)
    assert (answer.status_code, code(answer)) == (401, "AUTH_EXPIRED")
    assert "etag" not in answer.headers
    assert "Query" not in answer.text


async def test_nobody_writes_it(wu: Person) -> None:
    assert (await wu.post(CONTRACT)).status_code == 405
