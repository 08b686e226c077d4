"""Answers are made small for who can read it so, and say the same."""

from __future__ import annotations

import gzip

import brotli  # type: ignore[import-untyped]
import httpx
import pytest

from tests.edge.conftest import ECHO, Person

LONG = "井盖破损，有人绊倒。" * 400


async def said(wang: Person, accepted: str, text: str = LONG) -> tuple[httpx.Response, bytes]:
    """The answer to an echo, and its bytes as they came."""
    async with wang.stream(
        "POST", "/graphql", json={"query": ECHO, "variables": {"text": text}}, headers={"accept-encoding": accepted}
    ) as answer:
        raw = b"".join([piece async for piece in answer.aiter_raw()])
    return answer, raw


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [("br", "br"), ("gzip, deflate, br, zstd", "br"), ("gzip, deflate", "gzip"), ("br;q=0, gzip;q=0.5", "gzip"),
     ("identity", None), ("", None), ("br;q=0", None), ("*", None)],
)  # fmt: skip
async def test_a_long_answer_comes_in_the_best_coding_that_both_know(
    wang: Person, accepted: str, coding: str | None
) -> None:
    plain, whole = await said(wang, "identity")
    answer, raw = await said(wang, accepted)
    assert answer.headers.get("content-encoding") == coding
    assert answer.headers["content-length"] == str(len(raw))
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[coding]
    assert unpack(raw) == whole
    assert answer.headers["content-type"] == plain.headers["content-type"]
    if coding:
        assert len(raw) < len(whole) / 10
        assert answer.headers["vary"] == "accept-encoding"


async def test_a_short_answer_comes_as_it_is(wang: Person) -> None:
    answer, _ = await said(wang, "br, gzip", "短")
    assert "content-encoding" not in answer.headers
