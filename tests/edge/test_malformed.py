"""Whatever is sent, the answer is a 4xx with a code, quickly, and says nothing of the inside."""

from __future__ import annotations

import time
from typing import Any

import pytest

from tests.edge.conftest import GRAPHQL, ORIGIN, WHO, Person, code
from tests.edge.malformed import Q, bodies

INSIDE = ("Traceback", 'File "', "site-packages", "sqlite", "asyncpg", "SELECT ", "/work", "server.edge", "Error(")


async def test_every_malformed_body_gets_a_code(program: Person) -> None:
    sent = list(bodies())
    assert len(sent) >= 300
    assert len({body for _, body in sent}) >= 295
    wrong = []
    for name, body in sent:
        headers = {"content-type": "application/json", "accept": GRAPHQL}
        for _ in range(2):  # what is slow by itself is slow twice
            start = time.process_time()
            answer = await program.post("/graphql", content=body, headers=headers)
            if (took := time.process_time() - start) <= 0.5:
                break
        known = 400 <= answer.status_code < 500 and code(answer).isupper()
        if not known or took > 0.5 or any(word in answer.text for word in INSIDE if word.encode() not in body):
            wrong.append((name, answer.status_code, round(took, 3), answer.text[:200]))
    assert wrong == []


async def test_the_slowest_of_them_stops_nobody_for_50_ms(program: Person) -> None:
    slowest: dict[str, float] = {}
    for name, body in bodies():
        times = []
        for _ in range(3):
            start = time.process_time()
            await program.post("/graphql", content=body, headers={"content-type": "application/json"})
            times.append(time.process_time() - start)
            if times[-1] < 0.02:
                break
        slowest[name] = min(times)
    assert {name: round(took, 3) for name, took in slowest.items() if took > 0.05} == {}


TYPES = [
    None, "", "text/plain", "text/plain;charset=utf-8", "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x", "application/graphql",
    "application/json; charset=utf-16", "application/jsonx", "application/xml", "*/*",
]  # fmt: skip


@pytest.mark.parametrize("content_type", TYPES, ids=str)
async def test_another_content_type_is_refused(program: Person, content_type: str | None) -> None:
    headers = {} if content_type is None else {"content-type": content_type}
    answer = await program.post("/graphql", content=b'{"query": "{ viewer { name } }"}', headers=headers)
    assert (answer.status_code, code(answer)) == (415, "CONTENT_TYPE")


@pytest.mark.parametrize(
    "parameters",
    [
        {},
        {"query": ""},
        {"query": "{"},
        {"query": Q, "variables": "{"},
        {"query": Q, "variables": "[]"},
        {"query": Q, "variables": "5"},
        {"query": Q, "extensions": "x"},
        {"query": Q, "operationName": "Nothing"},
        {"documentId": "sha256:0"},
        {"query": 'mutation { say(text: "x") }'},
        {"query": "subscription { count }"},
        {"query": "{ " + "viewer { name } " * 1000 + "}"},
        [("query", Q), ("query", Q)],
        {"query": '{ echo(text: "\\u0000") }'},
        {"query": "a\0b"},
    ],
    ids=lambda parameters: str(parameters)[:40],
)
async def test_a_malformed_address_gets_a_code(program: Person, parameters: Any) -> None:
    answer = await program.get("/graphql", params=parameters, headers={"accept": GRAPHQL})
    assert 400 <= answer.status_code < 500
    assert code(answer).isupper()


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE"])
async def test_another_method_is_refused(program: Person, method: str) -> None:
    answer = await program.request(method, "/graphql", json={"query": Q})
    assert (answer.status_code, code(answer)) == (405, "METHOD_NOT_ALLOWED")


@pytest.mark.parametrize("cookie", ["grid=", "grid=x", "grid=" + "x" * 5000, "grid=\xff", "grid=;;;", "=", "grid"])
async def test_a_senseless_cookie_or_token_is_nobody(nobody: Person, cookie: str) -> None:
    headers = {"cookie": cookie.encode("latin-1"), "origin": ORIGIN.encode()}
    answer = await nobody.get("/session", headers=headers)  # type: ignore[arg-type]
    assert (answer.status_code, code(answer)) == (401, "AUTH_EXPIRED")
    token = cookie.removeprefix("grid=").encode("latin-1")
    bearer = await nobody.get("/session", headers={b"authorization": b"Bearer " + token})
    assert (bearer.status_code, code(bearer)) == (401, "AUTH_EXPIRED")
    assert (await nobody.trusted(WHO)).status_code == 200
