"""PINs of phones: what opens, what does not, and when the password is needed again."""

from __future__ import annotations

import base64
import time
from typing import Any
from uuid import UUID

import httpx
import pytest
from starlette.applications import Starlette

from server.edge import attempts
from server.edge.doors import pin as door
from server.ground.person import actions, pins, queries, secrets, viewers
from server.ground.person.models import Pin, Session
from server.journal.models import Event
from server.reach.sync import devices
from tests import town as people
from tests.edge.conftest import Person, code, person
from tests.reach.sync.parcel import Phone

RIGHT, WRONG = "A" * 43, "B" * 43
TRIES = 5


async def known(phone: Phone, who: UUID = people.WANG) -> Phone:
    """The phone, registered for this person."""
    viewer = await viewers.viewer_of(who)
    await devices.register(viewer, devices.Register(device=phone.device, public_key=phone.public_key))
    return phone


async def set_pin(
    somebody: Person, phone: Phone, proof: str = RIGHT, password: str = people.PASSWORD
) -> httpx.Response:
    return await somebody.put("/session/pin", json={"device": str(phone.device), "proof": proof, "password": password})


async def enter(
    somebody: Person,
    phone: Phone,
    proof: str = RIGHT,
    *,
    who: UUID = people.WANG,
    instead: dict[str, Any] | None = None,
) -> httpx.Response:
    """Try the PIN on this phone; `instead` replaces what is sent after it was signed."""
    challenge = (await somebody.get("/session/challenge")).json()["challenge"]
    said = "\n".join(["gridwhistle pin 1", challenge, str(phone.device), str(who), proof])
    signature = base64.urlsafe_b64encode(phone.signed(said.encode())).decode().rstrip("=")
    body = {"person": str(who), "device": str(phone.device), "proof": proof, "challenge": challenge}
    return await somebody.post("/session/pin", json=body | {"signature": signature} | (instead or {}))


async def test_a_pin_that_was_set_with_the_password_opens_this_phone_for_its_owner(
    wang: Person, app: Starlette
) -> None:
    phone = await known(Phone())
    assert (await set_pin(wang, phone)).status_code == 204
    async with person(app) as later:
        answer = await enter(later, phone)
        assert (answer.status_code, answer.json()["person"]["name"]) == (200, "王建国")
        assert answer.json()["pin"] == {"tries": 5, "offlineHours": 12}
        assert (await later.get("/session")).json()["person"]["id"] == str(people.WANG)
    kept = await Pin.get()
    assert RIGHT not in kept.proof_hash
    assert await Event.filter(kind="person.pin_set", subject_id=people.WANG).count() == 1


async def test_it_opens_instead_of_whoever_was_here(wang: Person, app: Starlette) -> None:
    phone = await known(Phone())
    await set_pin(wang, phone)
    async with person(app) as shared:
        await shared.sign_in("feng")
        before = shared.cookies["grid"]
        assert (await enter(shared, phone)).status_code == 200
        assert (await shared.get("/session")).json()["person"]["id"] == str(people.WANG)
        assert await queries.session(before) is None


async def test_a_wrong_password_sets_none_and_nobody_sets_none(wang: Person, nobody: Person, program: Person) -> None:
    phone = await known(Phone())
    assert code(await set_pin(wang, phone, password="wrong password")) == "LOGIN_FAILED"
    for stranger in (nobody, program):
        assert code(await set_pin(stranger, phone)) == "AUTH_EXPIRED"
        assert (await stranger.delete(f"/session/pin/{phone.device}")).status_code == 401
    assert code(await set_pin(wang, Phone())) == "DEVICE_UNKNOWN"
    assert await Pin.all().count() == 0


async def test_after_five_errors_it_is_gone_and_the_right_one_opens_nothing(wang: Person, app: Starlette) -> None:
    phone = await known(Phone())
    await set_pin(wang, phone)
    async with person(app) as guesser:
        for _ in range(2):
            assert code(await enter(guesser, phone, WRONG)) == "PIN_WRONG"
        assert (await enter(guesser, phone)).status_code == 200  # the right one wipes out the errors before it
        await guesser.delete("/session")
        told = [code(await enter(guesser, phone, WRONG)) for _ in range(TRIES)]
        assert told == ["PIN_WRONG"] * (TRIES - 1) + ["PIN_GONE"]
        assert "set-cookie" not in (await enter(guesser, phone)).headers
    assert await Pin.all().count() == 0
    assert await Event.filter(kind="person.pin_ended").count() == 1


async def test_many_wrong_ones_at_once_count_each(wang: Person) -> None:
    phone = await known(Phone())
    await set_pin(wang, phone)
    moments = range(int(time.time() * 1e6) + 1, 2**62)
    outcomes = [
        await pins.verify(people.WANG, phone.device, WRONG, tries=TRIES, challenge=moment)
        for moment in moments[: TRIES + 2]
    ]
    assert [one.left for one in outcomes] == [4, 3, 2, 1, 0, 0, 0]


async def test_without_the_phones_own_key_the_right_pin_opens_nothing(wang: Person, app: Starlette) -> None:
    phone, thief = await known(Phone()), Phone()
    await set_pin(wang, phone)
    thief.device = phone.device
    async with person(app) as other:
        assert code(await enter(other, thief)) == "PIN_GONE"
        assert code(await enter(other, phone, WRONG, instead={"proof": RIGHT})) == "PIN_GONE"  # signed for another
        assert code(await enter(other, phone, instead={"signature": "AA"})) == "PIN_GONE"
        assert code(await enter(other, phone, who=people.FENG)) == "PIN_GONE"
        assert (await other.get("/session")).status_code == 401
    assert (await Pin.get()).errors == 0  # strangers cannot use up their tries


async def test_what_was_sent_once_opens_nothing_a_second_time(wang: Person, app: Starlette) -> None:
    phone, sent = await known(Phone()), list[bytes]()
    await set_pin(wang, phone)
    async with person(app) as owner, person(app) as thief:
        owner.event_hooks["request"] = [note(sent)]
        assert (await enter(owner, phone)).status_code == 200
        for body in (sent[-1], sent[-1]):
            again = await thief.post("/session/pin", content=body, headers={"content-type": "application/json"})
            assert (again.status_code, code(again)) == (401, "CHALLENGE_OLD")
        assert code(await enter(owner, phone, WRONG)) == "PIN_WRONG"  # and a wrong one spends it, too
        again = await thief.post("/session/pin", content=sent[-1], headers={"content-type": "application/json"})
        assert code(again) == "CHALLENGE_OLD"
    assert (await Pin.get()).errors == 1


def note(sent: list[bytes]) -> Any:
    """What a browser sends, for whoever listens on its line."""

    async def hook(request: httpx.Request) -> None:
        sent.append(request.content)

    return hook


async def test_who_has_not_the_phones_key_cannot_lock_the_phone(wang: Person, app: Starlette) -> None:
    phone = await known(Phone())
    await set_pin(wang, phone)
    async with person(app, address="10.0.0.9") as stranger, person(app, address="10.0.0.9") as owner:
        for _ in range(attempts.BY_ADDRESS):
            await enter(stranger, phone, instead={"signature": "AA"})
        assert code(await enter(stranger, phone, instead={"signature": "AA"})) == "LIMITED"
        assert (await enter(owner, phone)).status_code == 200


async def test_a_challenge_of_long_ago_or_of_somebody_else_is_none(
    wang: Person, app: Starlette, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = await known(Phone())
    await set_pin(wang, phone)
    async with person(app) as other:
        for challenge in ("", "AAAA", door.made(b"another secret", int(time.time())), "€"):
            assert code(await enter(other, phone, instead={"challenge": challenge})) in {
                "CHALLENGE_OLD",
                "PIN_MALFORMED",
            }
    fresh = door.made(b"secret", 1000)
    assert [door.holds(b"secret", fresh, now) for now in (999, 1000, 1120, 1121)] == [False, True, True, False]


@pytest.mark.parametrize(
    "wrong",
    [{"person": 7}, {"device": "x"}, {"proof": "123456"}, {"proof": None}, {"signature": 7}, {"challenge": []}],
)
async def test_what_is_malformed_is_a_400_and_counts_for_nobody(
    wang: Person, app: Starlette, wrong: dict[str, Any]
) -> None:
    phone = await known(Phone())
    await set_pin(wang, phone)
    async with person(app) as other:
        answer = await enter(other, phone, instead=wrong)
    assert (answer.status_code, code(answer)) == (400, "PIN_MALFORMED")
    assert (await Pin.get()).errors == 0


async def test_one_person_of_a_shared_phone_has_their_own_and_ends_only_theirs(wang: Person, app: Starlette) -> None:
    phone = await known(Phone())
    await known(phone, people.FENG)
    await set_pin(wang, phone)
    async with person(app) as feng:
        await feng.sign_in("feng")
        assert (await set_pin(feng, phone, WRONG)).status_code == 204
        assert (await feng.delete(f"/session/pin/{phone.device}")).status_code == 204
        assert (await feng.delete(f"/session/pin/{phone.device}")).status_code == 204
        assert code(await feng.delete("/session/pin/nonsense")) == "PIN_MALFORMED"
    assert [one.person_id for one in await Pin.all()] == [people.WANG]


async def test_a_new_password_and_a_leave_end_every_pin(wang: Person) -> None:
    await set_pin(wang, await known(Phone()))
    await actions.set_password(None, people.WANG, "another-long-password")
    assert await Pin.all().count() == 0
    assert await Session.filter(person_id=people.WANG).count() == 0


async def test_a_pin_that_is_verified_or_set_beside_a_change_of_the_password_does_not_outlive_it(
    wang: Person, app: Starlette, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone, new = await known(Phone()), "another-long-password"
    await set_pin(wang, phone)

    def overtaken(looked: Any) -> Any:
        async def looking(*what: Any) -> Any:
            found = await looked(*what)
            await actions.set_password(None, people.WANG, new)
            return found

        return looking

    async with person(app) as later:
        with monkeypatch.context() as beside:
            beside.setattr(secrets, "verify_password", overtaken(secrets.verify_password))
            assert code(await enter(later, phone)) == "PIN_GONE"
        assert await Session.filter(person_id=people.WANG).count() == 0
        await later.sign_in("wang", new)
        await known(phone)
        with monkeypatch.context() as beside:
            beside.setattr(devices, "key_of", overtaken(devices.key_of))
            assert code(await set_pin(later, phone, password=new)) == "LOGIN_FAILED"
    assert await Pin.all().count() == 0


async def test_who_left_their_last_post_is_not_let_in_by_pin(wang: Person, app: Starlette) -> None:
    phone = await known(Phone())
    await set_pin(wang, phone)
    await actions.end_person(None, people.WANG)
    assert await Pin.all().count() == 0
    async with person(app) as later:
        assert code(await enter(later, phone)) == "PIN_GONE"


async def test_what_is_meant_for_somebody_else_is_refused_and_never_answered_under_this_name(wang: Person) -> None:
    meant = {"x-grid-person": str(people.FENG)}
    question = {"query": "{ viewer { name } }"}
    for answer in (
        await wang.get("/session", headers=meant),
        await wang.post("/graphql", json=question, headers=meant),
    ):
        assert (answer.status_code, code(answer)) == (401, "WRONG_PERSON")
        assert "王建国" not in answer.text
    own = {"x-grid-person": str(people.WANG)}
    assert (await wang.get("/session", headers=own)).status_code == 200
