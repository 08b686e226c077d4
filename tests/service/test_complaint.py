"""投诉建议: by anybody with a code, answered by the desk of the place and never by whom it is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from server.core import clock
from server.core.errors import Forbidden, Invalid, Missing, Refusal
from server.core.ids import new_id
from server.core.viewer import Viewer
from server.data.database import Database, reader
from server.ground.media import queries as photos
from server.ground.media.actions import LetGo
from server.ground.media.kinds import JPEG, MOST_FILE, PDF
from server.ground.media.shelf import Shelf, places
from server.journal.models import Event
from server.journal.receipts import digest
from server.process.contact.revealing import Purpose
from server.process.figures import Year, few
from server.service.complaint import commands, policy, verbs
from server.service.complaint.lifecycle import State
from server.service.complaint.lookups import COMPLAINTS, FIGURES, Wanted
from server.service.complaint.models import About, Complaint, Kind
from server.service.complaint.slice import SLICE
from tests import town as place
from tests.ground.media.album import arrived
from tests.kit.laws import MONDAY, Carried, Kit, Laws, Offline, Stride

SAID, HASH, OTHER, FILE = "办事大厅周末没有人，白跑一趟", "ab" * 32, "cd" * 32, "ef" * 32
FILED: dict[str, Any] = {
    "kind": Kind.COMPLAINT,
    "about": About.OTHER,
    "area": place.STREET_SIDE,
    "text": SAID,
    "contact": "13800001234",
}
LETTER = "bd8d446911d2761bbb48060a236fa60be4b7b76af616ab5dc8936d669a38c24c"
HOLDERS = {"holder": UUID(int=77), "other": UUID(int=78)}


async def viewer(who: str) -> Viewer:
    """One of the cast, or somebody with a code."""
    return Viewer(None, "", holder_id=HOLDERS[who]) if who in HOLDERS else await place.viewer(who)


ANSWERED = ("file", "answer")
SEES = "holder zhang li zhao wu shen"


class TestComplaint(Laws, Offline, Carried):
    kit = Kit(verbs, commands, sees=SEES, cast=(*place.NAMES, *HOLDERS), viewer=viewer, strides=(
        Stride("file", "holder", FILED, State.RECEIVED),
        Stride("answer", "zhang", {"text": "周六上午增设值班窗口，已张贴公告"}, State.ANSWERED, ("file",)),
        Stride("accept", "holder", {}, State.CLOSED, ANSWERED),
        Stride("ask_again", "holder", {"text": "公告没有贴出来，还是没有人"}, State.RECEIVED, ANSWERED),
        Stride("withdraw", "holder", {}, State.WITHDRAWN, ("file",)),
        Stride("reveal", "zhang", {"purpose": Purpose.ASK}, State.RECEIVED, ("file",), stays=True),
    ))  # fmt: skip


KIT = TestComplaint.kit


async def filed(who: str = "holder", **words: Any) -> Complaint:
    with clock.at(MONDAY):
        done = await verbs.file(await viewer(who), commands.File(op_id=new_id(), id=new_id(), **FILED | words))
    return await Complaint.get(id=done.id, using_db=reader())


async def sees_photo(who: str, sha256: str = HASH) -> bool:
    assert SLICE.photos is not None
    return await SLICE.photos.seen(await viewer(who), sha256)


async def figures(year: int) -> Any:
    return await FIGURES.of(Viewer.nobody(), Year(year=year))


async def codes(work: Any) -> list[tuple[str, str | None]]:
    with clock.at(MONDAY), pytest.raises(Refusal) as told:
        await work
    return [(one.code, one.field) for one in told.value.problems]


@pytest.mark.parametrize(("about", "unit", "level", "who"), [
    (About.OTHER, None, 1, "zhang"),
    (About.COMMUNITY, None, 2, "li"),
    (About.STREET, None, 3, "wu"),
    (About.UNIT, place.HOUSING, 2, "li"),
])  # fmt: skip
async def test_it_waits_for_a_desk_above_whom_it_is_about(
    town: Database, about: About, unit: UUID | None, level: int, who: str
) -> None:
    row = await filed(about=about, about_unit_id=unit)
    assert row.level == level
    sees = {
        one
        for one in ("zhang", "li", "wu", "wang", "feng", "zhao")
        if await Complaint.filter(policy.ANSWERING.visible_to(await viewer(one)), id=row.id).exists()
    }
    assert who in sees
    assert sees <= {"zhang", "li", "wu", "zhao"}
    assert ("zhang" in sees) == (level == 1)
    command = commands.Answer(op_id=new_id(), id=row.id, seen=1, text="已安排专人核实，三天内回复您")
    with clock.at(MONDAY):
        await verbs.answer(await viewer(who), command)


async def test_nobody_answers_what_they_wrote_or_what_is_about_their_unit(town: Database) -> None:
    own = await filed("zhang")
    command = commands.Answer(op_id=new_id(), id=own.id, seen=1, text="已安排专人核实，三天内回复您")
    assert await codes(verbs.answer(await viewer("zhang"), command)) == [("FORBIDDEN", None)]
    about = await filed(about=About.UNIT, about_unit_id=place.HOUSING)
    of_both = replace(await viewer("li"), seats=(*(await viewer("li")).seats, *(await viewer("qian")).seats))
    assert place.HOUSING in of_both.unit_ids
    with pytest.raises(Missing):
        await verbs.answer(of_both, replace(command, op_id=new_id(), id=about.id))


async def test_asked_again_it_goes_one_level_up_once_with_three_workdays_more(town: Database) -> None:
    row = await KIT.brought(KIT.stride("ask_again"))
    with clock.at(MONDAY + timedelta(days=1)):
        again = KIT.command(KIT.stride("ask_again"), row)
        await verbs.ask_again(await viewer("holder"), again)
        now = await KIT.row(row.id)
        assert (now.level, now.due_at > row.due_at) == (2, True)
        with pytest.raises(Missing):  # the community has had its say
            await verbs.answer(await viewer("zhang"), KIT.command(KIT.stride("answer"), now))
        await verbs.answer(await viewer("li"), KIT.command(KIT.stride("answer"), now))
        now = await KIT.row(row.id)
        assert (now.answer, now.second_answer != "", now.late) == (row.answer, True, False)
        with pytest.raises(Forbidden) as told:
            await verbs.ask_again(await viewer("holder"), KIT.command(KIT.stride("ask_again"), now))
    assert told.value.problems[0].code == "ASKED_AGAIN"


async def test_taken_back_its_words_contact_photos_and_files_are_gone_and_were_never_in_the_log(
    town: Database, tmp_path: Path
) -> None:
    row = await filed(contact="13812345678", photos=(HASH, OTHER), files=(FILE,))
    await filed("other", photos=(OTHER,))
    shelf = Shelf.at(tmp_path.as_uri())
    kinds = {HASH: JPEG, OTHER: JPEG, FILE: PDF}
    names = [lies for one, kind in kinds.items() for lies in places(one, kind)]
    for one, kind in kinds.items():
        await arrived(one, *(HOLDERS.values() if one == OTHER else [HOLDERS["holder"]]), kind=kind)
    for name in names:
        await shelf.keep(name, b"a photo")
    assert await sees_photo("zhang")
    assert await sees_photo("zhang", FILE)
    assert not await sees_photo("wang", FILE)
    await KIT.take(KIT.stride("withdraw"), row)
    gone = await KIT.row(row.id)
    assert (gone.text, gone.contact, gone.photos, gone.files, gone.state) == ("", "", "", "", State.WITHDRAWN)
    assert not await sees_photo("zhang")
    assert not await photos.sent_by(HOLDERS["holder"], HASH)
    assert (await LetGo(shelf).sweep(), await LetGo(shelf).sweep()) == (2, 0)
    assert [await shelf.give(name) is not None for name in names] == [False, False, True, True, False]
    assert {one for one, _ in await photos.arrived(kinds)} == {OTHER}, "another has it"
    assert all(SAID not in str(event.payload) for event in await Event.filter(subject_id=row.id))


async def test_who_names_a_photo_or_a_file_of_another_shows_it_to_nobody(town: Database) -> None:
    await arrived(HASH, place.WANG)
    await arrived(FILE, HOLDERS["other"], kind=PDF)
    row = await filed(photos=(HASH,), files=(FILE,))
    assert not any([await sees_photo(who, one) for who in ("holder", "zhang", "wu") for one in (HASH, FILE)])
    await KIT.take(KIT.stride("withdraw"), row)
    assert {one for one, _ in await photos.arrived({HASH, FILE})} == {HASH, FILE}, "nor does it take it from them"


async def test_a_receipt_of_before_files_answers_the_same_letter_sent_again() -> None:
    """The digest of the letter as it was said then."""
    letter = commands.File(op_id=UUID(int=1), id=UUID(int=2), **FILED | {"contact": None})
    assert digest("complaint.file", letter.body()) == LETTER
    assert digest("complaint.file", replace(letter, files=(FILE,)).body()) != LETTER


async def test_all_that_is_wrong_is_told_at_once_and_five_may_be_open(town: Database) -> None:
    empty = commands.File(op_id=new_id(), id=new_id(), photos=("x",), files=(HASH, OTHER, FILE), about=About.UNIT)
    assert [field for _, field in await codes(verbs.file(await viewer("holder"), empty))] == [
        "kind", "area", "about_unit_id", "text", "photos", "files",
    ]  # fmt: skip
    for _ in range(5):
        await filed()
    with pytest.raises(Invalid) as told:
        await filed()
    assert (told.value.problems[0].code, await Complaint.all().count()) == ("TOO_MANY_OPEN", 5)
    await filed("other")


async def test_an_answer_that_nobody_objects_to_for_a_week_stands(town: Database) -> None:
    row = await KIT.brought(KIT.stride("accept"))
    with clock.at(MONDAY + timedelta(days=6)):
        assert await SLICE.jobs[0].sweep() == 0
    with clock.at(MONDAY + timedelta(days=8)):
        assert await SLICE.jobs[0].sweep() == 1
    assert (await KIT.row(row.id)).state is State.CLOSED
    told = await Event.filter(subject_id=row.id).order_by("-place_in_chain").first()
    assert told is not None
    assert (told.kind, told.by_id) == ("complaint.accepted", None)


async def test_what_became_of_them_is_counted_for_everybody(town: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    await KIT.take(KIT.stride("withdraw"), await filed())
    await KIT.brought(KIT.stride("accept"))
    late = await filed()
    with clock.at(MONDAY + timedelta(days=9)):
        assert {one.received for one in await figures(2026)} == {None}  # three are too few to be told of
        monkeypatch.setattr("server.process.figures.LEAST", 3)
        whole, xinsheng, kouquan = await figures(2026)
        assert (whole.received, whole.answered, whole.in_time, whole.waiting_late, whole.withdrawn) == (3, 1, 1, 1, 1)
        assert (kouquan.area, kouquan.received, xinsheng.received) == (place.KOUQUAN, 3, None)
        await verbs.answer(await viewer("zhang"), KIT.command(KIT.stride("answer"), late))
        assert (await KIT.row(late.id)).late
        assert (await figures(2026))[0].in_time == 1
        assert (await figures(2025))[0].received is None


@pytest.mark.parametrize(("received", "hidden"), [
    ({"a": 9, "b": 7}, set()),
    ({"a": 9, "b": 7, "c": 2}, {"c", "b"}),  # alone it could be reckoned from the rest
    ({"a": 9, "b": 7, "c": 2, "d": 4}, {"c", "d"}),
    ({"a": 9, "b": 7, "c": 0}, {"c"}),
])  # fmt: skip
def test_the_rest_of_a_total_does_not_tell_what_was_hidden(received: dict[str, int], hidden: set[str]) -> None:
    assert few(received) == hidden


async def test_a_code_that_somebody_has_is_not_given_to_another(town: Database) -> None:
    first = commands.File(op_id=new_id(), id=new_id(), first=True, **FILED)
    for _ in range(2):  # a lost answer: the same again is the same
        with clock.at(MONDAY):
            await verbs.file(await viewer("holder"), first)
    assert await codes(verbs.file(await viewer("holder"), replace(first, op_id=new_id(), id=new_id()))) == [
        ("CODE_TAKEN", None)
    ]
    with clock.at(MONDAY):
        await verbs.file(await viewer("other"), replace(first, op_id=new_id(), id=new_id()))
    assert await Complaint.all().count() == 2


def test_the_form_asks_for_as_many_characters_as_the_server() -> None:
    form = Path(__file__).parents[2] / "web" / "ui" / "complaint" / "form.js"
    assert f"\nconst LEAST = {commands.LEAST}\n" in form.read_text("utf-8")
    file = form.parents[2] / "core" / "photo" / "file.js"
    assert f"\nexport const MOST_FILE = {MOST_FILE >> 20} * 1024 * 1024\n" in file.read_text("utf-8")


async def test_a_list_of_what_lies_in_a_single_grid_is_empty_and_no_failure(town: Database) -> None:
    li = await place.viewer("li")
    assert await COMPLAINTS.listed(li, Wanted(area=place.FIRST), 30, None).models() == []
