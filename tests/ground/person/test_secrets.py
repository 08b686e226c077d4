"""What is kept of a password, a cookie and a token, and that checking one tells nothing but yes or no."""

from __future__ import annotations

import time

import pytest

from server.ground.person import secrets


async def test_a_password_opens_only_its_own_hash() -> None:
    stored = await secrets.hash_password("南风井盖 2026")
    assert stored.startswith("$argon2id$")
    assert len(stored) <= 160
    assert await secrets.verify_password(stored, "南风井盖 2026")
    assert not await secrets.verify_password(stored, "南风井盖 2027")


async def test_the_same_password_is_never_the_same_hash() -> None:
    assert await secrets.hash_password("gridwhistle-demo") != await secrets.hash_password("gridwhistle-demo")


async def test_an_accent_typed_in_two_ways_is_one_password() -> None:
    stored = await secrets.hash_password("caf\u00e9-in-datong")
    assert await secrets.verify_password(stored, "cafe\u0301-in-datong")


@pytest.mark.parametrize("typed", ["", "\ud800", "\x00", "x" * 100_000])
async def test_whatever_is_typed_is_answered_with_no(typed: str) -> None:
    stored = await secrets.hash_password("gridwhistle-demo")
    assert not await secrets.verify_password(stored, typed)


async def test_a_broken_hash_opens_to_nobody() -> None:
    assert not await secrets.verify_password("$argon2id$broken", "gridwhistle-demo")


async def test_a_login_that_nobody_has_is_refused_no_faster_than_a_wrong_password() -> None:
    secrets.use(secrets.Cost(passes=2, memory_kib=16 * 1024, lanes=1))
    stored = await secrets.hash_password("gridwhistle-demo")
    await secrets.verify_password(None, "warm")  # the stand-in is made once

    async def least(hashed: str | None) -> float:
        took = []
        for _ in range(5):
            began = time.process_time()
            assert not await secrets.verify_password(hashed, "a wrong password")
            took.append(time.process_time() - began)
        return min(took)

    assert await least(None) > 0.5 * await least(stored)


async def test_a_hash_of_another_cost_is_known_to_be_outdated_and_still_opens() -> None:
    stored = await secrets.hash_password("gridwhistle-demo")
    assert not secrets.outdated(stored)
    secrets.use(secrets.Cost(passes=2, memory_kib=128, lanes=1))
    assert secrets.outdated(stored)
    assert await secrets.verify_password(stored, "gridwhistle-demo")


def test_a_secret_is_long_and_kept_only_as_its_digest() -> None:
    secret, digest = secrets.new_secret()
    assert len(secret) >= 43
    assert len(digest) == 64
    assert secret not in digest
    assert secrets.digest_of(secret) == digest
    assert secrets.new_secret()[0] != secret
