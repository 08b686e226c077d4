"""A photo's way: sent, made plain, kept, and shown to those who may see it."""

from __future__ import annotations

import asyncio
import io

import httpx
import pytest
from PIL import Image
from starlette.applications import Starlette

from server.core.settings import Settings
from server.data.database import transaction
from server.edge.doors import media as door
from server.ground.media import actions, queries
from server.ground.media.kinds import MOST_FILE
from server.ground.media.models import Media
from server.ground.media.shelf import Shelf
from tests import town as people
from tests.edge.conftest import Person, code, person, signed_in
from tests.ground.media.album import COMMENT, MAKER, name, photo


async def put(somebody: Person, data: bytes, *, kind: str = "image/jpeg", sha256: str = "") -> httpx.Response:
    return await somebody.put(f"/media/{sha256 or name(data)}", content=data, headers={"content-type": kind})


def opened(answer: httpx.Response) -> Image.Image:
    assert answer.status_code == 200, answer.text
    return Image.open(io.BytesIO(answer.content))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
async def test_only_pixels_are_kept_of_what_the_phone_sent(wang: Person, kind: str) -> None:
    data = photo(kind, size=(2400, 1200))
    answer = await put(wang, data, kind=f"image/{kind.lower()}")
    assert answer.json() == {"sha256": name(data), "width": 1600, "height": 800}
    full, thumb = await wang.get(f"/media/{name(data)}"), await wang.get(f"/media/{name(data)}/thumb")
    for one, longest in ((full, 1600), (thumb, 256)):
        image = opened(one)
        assert (image.format, image.mode, max(image.size)) == ("JPEG", "RGB", longest)
        assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"}
        assert not image.getexif()
        secrets = (b"Exif", MAKER.encode(), COMMENT.encode(), b"ICC_PROFILE", b"http://ns.adobe.com")
        assert [word for word in secrets if word in one.content] == []
        red, _, blue = image.getpixel((10, 10))  # type: ignore[misc]
        assert red > 200 > 60 > blue


@pytest.mark.parametrize(("orientation", "red_at"), [(1, "top"), (3, "bottom"), (6, "right"), (8, "left")])
async def test_a_photo_is_turned_as_the_phone_was_held(wang: Person, orientation: int, red_at: str) -> None:
    data = photo(size=(600, 300), orientation=orientation)
    await put(wang, data)
    image = opened(await wang.get(f"/media/{name(data)}"))
    width, height = image.size
    assert (width < height) == (orientation in {6, 8})
    spots = {
        "top": (width // 2, 5),
        "bottom": (width // 2, height - 5),
        "left": (5, height // 2),
        "right": (width - 5, height // 2),
    }
    reds = {side for side, spot in spots.items() if image.getpixel(spot)[0] > 200}  # type: ignore[index]
    assert red_at in reds
    opposite = {"top": "bottom", "bottom": "top", "left": "right", "right": "left"}[red_at]
    assert opposite not in reds


async def test_sending_again_changes_nothing_even_at_once(wang: Person) -> None:
    data = photo()
    answers = await asyncio.gather(*(put(wang, data) for _ in range(5)))
    assert {answer.status_code for answer in answers} == {200}
    assert {answer.content for answer in answers} == {answers[0].content}
    assert await Media.all().count() == 1
    kept = await queries.media(name(data))
    assert kept is not None
    assert kept.sent_by == people.WANG
    assert await queries.arrived([name(data), "0" * 64]) == {(name(data), people.WANG)}


async def test_what_two_have_sent_is_kept_once_and_is_there_for_both(app: Starlette, wang: Person) -> None:
    async with signed_in(app, "feng") as feng:
        assert [(await put(who, photo())).status_code for who in (wang, feng, feng)] == [200, 200, 200]
        assert [(await who.get(f"/media/{name(photo())}")).status_code for who in (wang, feng)] == [200, 200]
    assert await Media.all().count() == 1
    await transaction(lambda: actions.let_go(name(photo()), people.WANG))
    assert await queries.arrived([name(photo())]) == {(name(photo()), people.FENG)}


async def test_what_is_sent_again_while_its_bytes_are_removed_is_there_in_the_end(
    app: Starlette, wang: Person, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Listed to be removed, sent again: it stays. Sent again while it is being removed: later."""
    sha256, shelf = name(photo()), Shelf.at(settings.media)
    await put(wang, photo())
    remove, claim, sent = Shelf.remove, actions._claimed, []

    async def again(*_: object) -> None:
        monkeypatch.undo()
        sent.append((await put(wang, photo())).status_code)

    async def late(names: list[str]) -> list[Media]:
        await again()
        return await claim(names)

    async def meanwhile(of: Shelf, lies: str) -> None:
        await again()
        await remove(of, lies)

    for where, how in (("_claimed", late), ("Shelf.remove", meanwhile)):
        await transaction(lambda: actions.let_go(sha256, people.WANG))
        monkeypatch.setattr(f"server.ground.media.actions.{where}", how)
        await actions.LetGo(shelf).sweep()
    assert sent == [200, 503]
    assert (await put(wang, photo())).status_code == 200
    assert (await wang.get(f"/media/{sha256}")).status_code == 200


async def test_bytes_that_are_not_what_the_address_names_are_refused(wang: Person) -> None:
    data = photo()
    wrong = await put(wang, data, sha256=name(b"other"))
    assert (wrong.status_code, code(wrong)) == (400, "HASH_MISMATCH")
    for address in ("x", "A" * 64, "0" * 63, "../../etc/passwd"):
        answer = await wang.put(f"/media/{address}", content=data, headers={"content-type": "image/jpeg"})
        assert answer.status_code in {400, 404}
    assert not await Media.all().exists()


BROKEN = {
    "text": b"hello", "empty": b"", "cut off": photo()[:800], "png cut off": photo("PNG")[:200],
    "heic cut off": photo("HEIF")[:-100], "webp cut off": photo("WEBP")[:60], "gif": b"GIF89a" + b"\0" * 50,
    "svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>", "html": b"<!doctype html><script>alert(1)</script>",
    "jpeg of nothing": b"\xff\xd8\xff\xe0" + b"\0" * 100, "pdf": b"%PDF-1.4", "zip": b"PK\x03\x04" + b"\0" * 40,
}  # fmt: skip


@pytest.mark.parametrize("kind", BROKEN)
async def test_what_is_no_readable_photo_is_refused(wang: Person, kind: str) -> None:
    answer = await put(wang, BROKEN[kind])
    assert (answer.status_code, code(answer)) == (422, "PHOTO_UNREADABLE")
    assert not await Media.all().exists()


async def test_a_photo_of_another_type_or_too_large_is_refused_while_it_comes(wang: Person) -> None:
    assert code(await put(wang, photo(), kind="image/svg+xml")) == "CONTENT_TYPE"
    large = await put(wang, b"\xff\xd8" + b"x" * door.MOST)
    assert (large.status_code, code(large)) == (413, "BODY_TOO_LARGE")


async def test_nobody_sends_without_being_signed_in(nobody: Person) -> None:
    answer = await put(nobody, photo())
    assert (answer.status_code, code(answer)) == (401, "AUTH_EXPIRED")
    assert not await Media.all().exists()


async def test_a_full_disk_is_told_and_nothing_is_kept(wang: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError("Generic LocalFileSystem error: No space left on device (os error 28)")

    monkeypatch.setattr("server.ground.media.shelf.obstore.put", full)
    answer = await put(wang, photo())
    assert (answer.status_code, code(answer)) == (507, "STORAGE_FULL")
    assert int(answer.headers["retry-after"]) > 0
    assert not await Media.all().exists()
    monkeypatch.undo()
    assert (await put(wang, photo())).status_code == 200


async def test_a_crash_between_shelf_and_row_is_mended_by_sending_again(
    wang: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def killed(work: object) -> None:
        raise RuntimeError("killed here")

    monkeypatch.setattr(actions, "transaction", killed)
    data = photo()
    assert (await put(wang, data)).status_code == 500
    monkeypatch.undo()
    assert (await wang.get(f"/media/{name(data)}")).status_code == 404
    assert (await put(wang, data)).status_code == 200
    assert (await wang.get(f"/media/{name(data)}")).status_code == 200


async def test_a_stranger_is_told_the_same_as_for_a_photo_that_is_not_there(app: Starlette, wang: Person) -> None:
    data = photo()
    await put(wang, data)
    own = await wang.get(f"/media/{name(data)}")
    assert own.status_code == 200
    async with signed_in(app, "feng") as feng, person(app) as nobody:
        for path in ("", "/thumb"):
            answers = [
                await feng.get(f"/media/{name(data)}{path}"),
                await feng.get(f"/media/{'0' * 64}{path}"),
                await feng.get(f"/media/nothing{path}"),
                await nobody.get(f"/media/{name(data)}{path}"),
            ]
            assert {answer.status_code for answer in answers} == {404}
            assert {answer.content for answer in answers} == {answers[0].content}
            kept = [
                {key: value for key, value in answer.headers.items() if key != "x-request-id"} for answer in answers
            ]
            assert all(headers == kept[0] for headers in kept)


async def test_a_photo_is_kept_by_the_browser_of_this_person_only(wang: Person) -> None:
    data = photo()
    await put(wang, data)
    answer = await wang.get(f"/media/{name(data)}")
    assert answer.headers["cache-control"] == "private, max-age=31536000, immutable"
    assert "Cookie" in answer.headers["vary"]
    assert answer.headers["content-disposition"] == "inline"
    assert answer.headers["content-type"] == "image/jpeg"
    again = await wang.get(f"/media/{name(data)}", headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


PAPER = b"%PDF-1.7\n<script>alert(1)</script>\n%%EOF"


async def test_a_file_is_kept_as_it_came_and_given_only_to_be_saved(app: Starlette, wang: Person) -> None:
    sent = await put(wang, PAPER, kind="application/pdf")
    assert sent.json() == {"sha256": name(PAPER), "width": 0, "height": 0}
    given = await wang.get(f"/media/{name(PAPER)}")
    assert (given.content, given.headers["content-type"]) == (PAPER, "application/pdf")
    assert given.headers["content-disposition"] == f'attachment; filename="{name(PAPER)[:8]}.pdf"'
    assert given.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert given.headers["x-content-type-options"] == "nosniff"
    assert (await wang.get(f"/media/{name(PAPER)}/thumb")).status_code == 404
    async with signed_in(app, "feng") as feng:
        assert (await feng.get(f"/media/{name(PAPER)}")).status_code == 404


async def test_what_a_file_is_its_bytes_say_and_not_its_sender(wang: Person) -> None:
    for data in (photo(), b"<!doctype html>", b" %PDF-1.7", b""):
        refused = await put(wang, data, kind="application/pdf")
        assert (refused.status_code, code(refused)) == (422, "FILE_UNREADABLE")
    assert code(await put(wang, PAPER)) == "PHOTO_UNREADABLE"
    large = await put(wang, b"%PDF-" + bytes(MOST_FILE), kind="application/pdf")
    assert (large.status_code, code(large)) == (413, "BODY_TOO_LARGE")
    assert not await Media.all().exists()


async def test_the_shelf_knows_folders_and_buckets_and_nothing_else(tmp_path: object) -> None:
    shelf = Shelf.at(f"file://{tmp_path}/photos%20here")
    await shelf.keep("ab/one.jpg", b"1")
    assert await shelf.give("ab/one.jpg") == b"1"
    assert await shelf.give("ab/two.jpg") is None
    with pytest.raises(ValueError, match="must begin with"):
        Shelf.at("https://example.test/photos")
